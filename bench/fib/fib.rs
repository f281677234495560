/// The number in the environment variable N, or the usual one.
fn size(usual: i64) -> i64 {
    std::env::var("N").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn fib(n: i64) -> i64 {
    if n < 2 {
        return n;
    }
    fib(n - 1) + fib(n - 2)
}

fn main() {
    println!("{}", fib(size(39)));
}
