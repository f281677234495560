/// The number in the environment variable N, or the usual one.
fn size(usual: i64) -> i64 {
    std::env::var("N").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn mix(n: i64) -> i64 {
    let mut h: i64 = 7;
    for i in 1..=n {
        h = (h * 31 + i) % 1000003;
    }
    h
}

fn main() {
    println!("{}", mix(size(50000000)));
}
