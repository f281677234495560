use std::collections::HashMap;

/// The number in the environment variable N, or the usual one.
fn size(usual: i64) -> i64 {
    std::env::var("N").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn counted(n: i64) -> HashMap<String, i64> {
    let mut counts = HashMap::new();
    let mut state: i64 = 42;
    for _ in 1..=n {
        state = (state * 1103515245 + 12345) % 2147483648;
        let word = format!("word{}", state / 65536 % 5000);
        *counts.entry(word).or_insert(0) += 1;
    }
    counts
}

fn main() {
    let (mut words, mut most, mut squares) = (0, 0, 0);
    for count in counted(size(2000000)).values() {
        words += 1;
        squares += count * count;
        most = most.max(*count);
    }
    println!("{words} {most} {squares}");
}
