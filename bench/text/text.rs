/// The number in the environment variable N, or the usual one.
fn size(usual: i64) -> i64 {
    std::env::var("N").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn numbers(n: i64) -> String {
    let mut text = String::new();
    for i in 1..=n {
        text += &i.to_string();
        text += ",";
    }
    text
}

fn lines(n: i64) -> String {
    let mut text = String::new();
    for i in 1..=n {
        let mut line = format!("line {i}");
        line = format!("{line}: {}", i % 7);
        text += &line;
        text += "\n";
    }
    text
}

fn main() {
    let n = size(1000000);
    println!("{}", numbers(n));
    println!("{}", lines(n));
}
