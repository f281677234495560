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

fn total(first: i64, last: i64) -> i64 {
    let mut sum = 0;
    for i in first..=last {
        sum += steps(i);
    }
    sum
}

fn main() {
    let size = size(20000);
    let tasks: Vec<_> = (0..64)
        .map(|number| std::thread::spawn(move || total(number * size + 1, (number + 1) * size)))
        .collect();
    println!("{}", tasks.into_iter().map(|task| task.join().unwrap()).sum::<i64>());
}
