/// The number in the environment variable N, or the usual one.
fn size(usual: i64) -> i64 {
    std::env::var("N").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn triples(n: i64) -> i64 {
    let mut found = 0;
    for a in 1..=n {
        for b in a..=n {
            for c in b..=n {
                if a * a + b * b == c * c {
                    found += 1;
                }
            }
        }
    }
    found
}

fn main() {
    println!("{}", triples(size(1000)));
}
