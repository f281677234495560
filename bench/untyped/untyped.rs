use std::collections::BTreeMap;

enum Value {
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Value>),
    Map(BTreeMap<String, Value>),
}

use Value::{Float, Int, List, Map, Text};

fn number(value: &Value) -> f64 {
    match value {
        Int(i) => *i as f64,
        Float(f) => *f,
        _ => panic!("wrong kind"),
    }
}

fn sum(a: &Value, b: &Value) -> Value {
    match (a, b) {
        (Int(a), Int(b)) => Int(a + b),
        _ => Float(number(a) + number(b)),
    }
}

fn product(a: &Value, b: &Value) -> Value {
    match (a, b) {
        (Int(a), Int(b)) => Int(a * b),
        _ => Float(number(a) * number(b)),
    }
}

fn field<'a>(value: &'a Value, name: &str) -> &'a Value {
    match value {
        Map(fields) => &fields[name],
        _ => panic!("wrong kind"),
    }
}

fn elements(value: &Value) -> &[Value] {
    match value {
        List(items) => items,
        _ => panic!("wrong kind"),
    }
}

fn row(i: i64) -> Value {
    let tags = vec![Text("a".to_string()), Text(format!("b{}", i % 3))];
    let fields = [("id", Int(i)), ("price", Float((i % 50) as f64 + 0.5)), ("count", Int(i % 7)), ("tags", List(tags))];
    Map(fields.into_iter().map(|(name, value)| (name.to_string(), value)).collect())
}

fn main() {
    let n: i64 = std::env::var("N").ok().and_then(|n| n.parse().ok()).unwrap_or(5000);
    let rows = List((1..=1000).map(row).collect());
    let mut total = Float(0.0);
    let mut marked = Int(0);
    for _ in 0..n {
        for each in elements(&rows) {
            total = sum(&total, &product(field(each, "price"), field(each, "count")));
            if matches!(&elements(field(each, "tags"))[1], Text(tag) if tag == "b1") {
                marked = sum(&marked, field(each, "id"));
            }
        }
    }
    match marked {
        Int(marked) => println!("{} {}", number(&total), marked),
        _ => panic!("wrong kind"),
    }
}
