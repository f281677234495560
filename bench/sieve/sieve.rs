/// The number in the environment variable N, or the usual one.
fn size(usual: i64) -> i64 {
    std::env::var("N").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn primes(n: usize) -> usize {
    let mut xs: Vec<i64> = (0..=n as i64).collect();
    let mut p = 2;
    while p * p <= n {
        if xs[p] != 0 {
            let mut m = p * p;
            while m <= n {
                xs[m] = 0;
                m += p;
            }
        }
        p += 1;
    }
    let mut count = 0;
    for i in 2..=n {
        if xs[i] != 0 {
            count += 1;
        }
    }
    count
}

fn main() {
    println!("{}", primes(size(10000000) as usize));
}
