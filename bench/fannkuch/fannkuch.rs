/// The number in the environment variable N, or the usual one.
fn size(usual: i64) -> i64 {
    std::env::var("N").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn flips(source: &[usize], p: &mut [usize], n: usize) -> i64 {
    for i in 0..n {
        p[i] = source[i];
    }
    let mut count = 0;
    while p[0] != 0 {
        let (mut low, mut high) = (0, p[0]);
        while low < high {
            p.swap(low, high);
            low += 1;
            high -= 1;
        }
        count += 1;
    }
    count
}

fn fannkuch(n: usize) {
    let mut p: Vec<usize> = (0..n).collect();
    let mut scratch: Vec<usize> = (0..n).collect();
    let mut counts: Vec<usize> = (0..=n).collect();
    let (mut most, mut checksum, mut permutation, mut r) = (0, 0, 0, n);
    let mut running = true;
    while running {
        while r != 1 {
            counts[r - 1] = r;
            r -= 1;
        }
        let count = flips(&p, &mut scratch, n);
        if count > most {
            most = count;
        }
        if permutation % 2 == 0 {
            checksum += count;
        } else {
            checksum -= count;
        }
        let mut searching = true;
        while searching {
            if r == n {
                running = false;
                searching = false;
            } else {
                let first = p[0];
                for i in 0..r {
                    p[i] = p[i + 1];
                }
                p[r] = first;
                counts[r] -= 1;
                if counts[r] > 0 {
                    searching = false;
                } else {
                    r += 1;
                }
            }
        }
        permutation += 1;
    }
    println!("{checksum} {most}");
}

fn main() {
    fannkuch(size(10) as usize);
}
