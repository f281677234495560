/// The number in the environment variable N, or the usual one.
fn size(usual: i64) -> i64 {
    std::env::var("N").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

enum Node {
    Text(String),
    Element { tag: String, attributes: Vec<(String, String)>, children: Vec<Node> },
}

fn text(s: &str) -> Node {
    Node::Text(s.to_string())
}

fn element(tag: &str, attributes: Vec<(&str, String)>, children: Vec<Node>) -> Node {
    let mut attributes: Vec<(String, String)> = attributes.into_iter().map(|(name, value)| (name.to_string(), value)).collect();
    attributes.sort();
    Node::Element { tag: tag.to_string(), attributes, children }
}

fn escape(out: &mut String, s: &str, quotes: bool) {
    for c in s.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if quotes => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

fn render(node: &Node, out: &mut String) {
    match node {
        Node::Text(s) => escape(out, s, false),
        Node::Element { tag, attributes, children } => {
            out.push('<');
            out.push_str(tag);
            for (name, value) in attributes {
                out.push(' ');
                out.push_str(name);
                out.push_str("=\"");
                escape(out, value, true);
                out.push('"');
            }
            out.push('>');
            for child in children {
                render(child, out);
            }
            out.push_str("</");
            out.push_str(tag);
            out.push('>');
        }
    }
}

fn row(i: i64, round: i64) -> Node {
    element("tr", vec![("id", format!("row-{i}")), ("class", "row".to_string())], vec![
        element("td", vec![("class", "number".to_string())], vec![text(&i.to_string())]),
        element("td", vec![("class", "name".to_string())], vec![text(&format!("Name & title <{}>", i * 7 % 1000))]),
        element("td", vec![("class", "link".to_string())], vec![
            element("a", vec![("href", format!("/items/{i}?tab=all&round={round}"))], vec![text("open")]),
        ]),
    ])
}

fn page(rows: i64, round: i64) -> Node {
    let lines = (1..=rows).map(|i| row(i, round)).collect();
    element("table", vec![("class", "report".to_string())], lines)
}

fn main() {
    let mut last = String::new();
    for round in 1..=size(20) {
        last = String::new();
        render(&page(5000, round), &mut last);
    }
    println!("{last}");
}
