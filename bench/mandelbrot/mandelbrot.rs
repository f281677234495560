/// The number in the environment variable N, or the usual one.
fn size(usual: i64) -> i64 {
    std::env::var("N").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn steps(cx: f64, cy: f64, limit: i64) -> i64 {
    let (mut x, mut y, mut n) = (0.0, 0.0, 0);
    while x * x + y * y <= 4.0 && n < limit {
        let t = x * x - y * y + cx;
        y = 2.0 * x * y + cy;
        x = t;
        n += 1;
    }
    n
}

fn inside(size: i64, limit: i64) -> i64 {
    let mut count = 0;
    for i in 1..=size {
        for j in 1..=size {
            let cx = 3.0 * j as f64 / size as f64 - 2.0;
            let cy = 2.0 * i as f64 / size as f64 - 1.0;
            if steps(cx, cy, limit) == limit {
                count += 1;
            }
        }
    }
    count
}

fn main() {
    println!("{}", inside(size(700), 400));
}
