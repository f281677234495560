/// The number in the environment variable N, or the usual one.
fn size(usual: i64) -> i64 {
    std::env::var("N").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn steps(start: i64) -> i64 {
    let (mut n, mut count) = (start, 0);
    while n != 1 {
        if n % 2 == 0 {
            n = n / 2;
        } else {
            n = 3 * n + 1;
        }
        count += 1;
    }
    count
}

fn longest(limit: i64) -> i64 {
    let (mut best, mut most) = (1, 0);
    for i in 1..=limit {
        let count = steps(i);
        if count > most {
            best = i;
            most = count;
        }
    }
    best
}

fn main() {
    println!("{}", longest(size(1000000)));
}
