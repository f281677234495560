/// The number in the environment variable N, or the usual one.
fn size(usual: i64) -> i64 {
    std::env::var("N").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

struct Tree {
    left: Option<Box<Tree>>,
    right: Option<Box<Tree>>,
}

fn make(depth: i64) -> Tree {
    if depth == 0 {
        return Tree { left: None, right: None };
    }
    Tree { left: Some(Box::new(make(depth - 1))), right: Some(Box::new(make(depth - 1))) }
}

fn count(tree: &Tree) -> i64 {
    let mut nodes = 1;
    if let Some(left) = &tree.left {
        nodes += count(left);
    }
    if let Some(right) = &tree.right {
        nodes += count(right);
    }
    nodes
}

fn main() {
    let deepest = size(16);
    let kept = make(deepest);
    let mut depth = 4;
    let mut trees: i64 = 1 << deepest;
    while depth <= deepest {
        let mut nodes = 0;
        for _ in 1..=trees {
            nodes += count(&make(depth));
        }
        println!("{trees} trees of depth {depth}: {nodes}");
        depth += 4;
        trees = (trees / 16).max(1);
    }
    println!("kept: {}", count(&kept));
}
