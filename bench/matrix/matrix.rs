/// The number in the environment variable N, or the usual one.
fn size(usual: i64) -> i64 {
    std::env::var("N").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn matrix(n: usize, seed: usize) -> Vec<Vec<f64>> {
    let mut rows = Vec::new();
    for i in 1..=n {
        let mut row = Vec::new();
        for j in 1..=n {
            row.push(1.0 * ((i * seed + j * 7) % 100) as f64 / 10.0);
        }
        rows.push(row);
    }
    rows
}

fn product(n: usize, a: &[Vec<f64>], b: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut c = matrix(n, 0);
    for i in 0..n {
        for j in 0..n {
            let mut sum = 0.0;
            for k in 0..n {
                sum = sum + a[i][k] * b[k][j];
            }
            c[i][j] = sum;
        }
    }
    c
}

fn trace(n: usize, c: &[Vec<f64>]) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        sum += c[i][i];
    }
    sum
}

fn main() {
    let n = size(400) as usize;
    println!("{}", trace(n, &product(n, &matrix(n, 3), &matrix(n, 11))));
}
