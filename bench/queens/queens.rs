/// The number in the environment variable N, or the usual one.
fn size(usual: i64) -> i64 {
    std::env::var("N").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn attacked(board: &[i64], row: usize) -> bool {
    let column = board[row];
    for other in 0..=row {
        if other < row {
            let distance = board[other] - column;
            let rows = (row - other) as i64;
            if distance == 0 || distance == rows || distance == -rows {
                return true;
            }
        }
    }
    false
}

fn solutions(n: i64) -> i64 {
    let mut board: Vec<i64> = (1..=n).collect();
    board[0] = -1;
    let mut found = 0;
    let mut row: i64 = 0;
    while row >= 0 {
        board[row as usize] += 1;
        if board[row as usize] == n {
            row -= 1;
        } else if !attacked(&board, row as usize) {
            if row == n - 1 {
                found += 1;
            } else {
                row += 1;
                board[row as usize] = -1;
            }
        }
    }
    found
}

fn main() {
    println!("{}", solutions(size(12)));
}
