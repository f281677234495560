//! A parser into a tree of values, a check of the tree into items, an encoder. The standard library has none of them.

use std::collections::HashMap;
use std::fmt::Write;

enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    String(String),
    Array(Vec<Value>),
    Object(HashMap<String, Value>),
}

struct Item {
    active: bool,
    id: i64,
    name: String,
    price: f64,
    tags: Vec<String>,
}

/// The number in the environment variable N, or the usual one.
fn size(usual: i64) -> i64 {
    std::env::var("N").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

struct Parser<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Parser<'_> {
    fn skip_blanks(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn peek(&mut self) -> Result<u8, &'static str> {
        self.skip_blanks();
        self.bytes.get(self.at).copied().ok_or("unexpected end of input")
    }

    fn value(&mut self) -> Result<Value, &'static str> {
        match self.peek()? {
            b'{' => self.object(),
            b'[' => self.array(),
            b'"' => Ok(Value::String(self.string()?)),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'n' => self.word("null", Value::Null),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, &'static str> {
        if !self.bytes[self.at..].starts_with(word.as_bytes()) {
            return Err("unexpected character");
        }
        self.at += word.len();
        Ok(value)
    }

    fn number(&mut self) -> Result<Value, &'static str> {
        let start = self.at;
        while matches!(self.bytes.get(self.at), Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')) {
            self.at += 1;
        }
        let text = std::str::from_utf8(&self.bytes[start..self.at]).map_err(|_| "invalid number")?;
        if let Ok(integer) = text.parse() {
            return Ok(Value::Int(integer));
        }
        text.parse().map(Value::Float).map_err(|_| "invalid number")
    }

    fn string(&mut self) -> Result<String, &'static str> {
        self.at += 1;
        let mut bytes = Vec::new();
        loop {
            let start = self.at;
            while !matches!(self.bytes.get(self.at), Some(b'"' | b'\\') | None) {
                self.at += 1;
            }
            bytes.extend_from_slice(&self.bytes[start..self.at]);
            match self.bytes.get(self.at) {
                None => return Err("unterminated string"),
                Some(b'"') => break,
                Some(_) => {
                    bytes.push(match self.bytes.get(self.at + 1) {
                        Some(b'n') => b'\n',
                        Some(b't') => b'\t',
                        Some(b'r') => b'\r',
                        Some(b'"') => b'"',
                        Some(b'\\') => b'\\',
                        _ => return Err("invalid escape"),
                    });
                    self.at += 2;
                }
            }
        }
        self.at += 1;
        String::from_utf8(bytes).map_err(|_| "invalid UTF-8")
    }

    fn array(&mut self) -> Result<Value, &'static str> {
        self.at += 1;
        let mut items = Vec::new();
        while self.peek()? != b']' {
            items.push(self.value()?);
            match self.peek()? {
                b',' => self.at += 1,
                b']' => {}
                _ => return Err("expected ',' or ']'"),
            }
        }
        self.at += 1;
        Ok(Value::Array(items))
    }

    fn object(&mut self) -> Result<Value, &'static str> {
        self.at += 1;
        let mut fields = HashMap::new();
        while self.peek()? != b'}' {
            if self.peek()? != b'"' {
                return Err("expected string");
            }
            let name = self.string()?;
            if self.peek()? != b':' {
                return Err("expected ':'");
            }
            self.at += 1;
            fields.insert(name, self.value()?);
            match self.peek()? {
                b',' => self.at += 1,
                b'}' => {}
                _ => return Err("expected ',' or '}'"),
            }
        }
        self.at += 1;
        Ok(Value::Object(fields))
    }
}

fn made(value: &Value) -> Option<Item> {
    let Value::Object(fields) = value else { return None };
    let (Value::Bool(active), Value::Int(id), Value::String(name)) = (fields.get("active")?, fields.get("id")?, fields.get("name")?)
    else {
        return None;
    };
    let (Value::Float(price), Value::Array(tags)) = (fields.get("price")?, fields.get("tags")?) else { return None };
    if !(1..=40).contains(&name.chars().count()) {
        return None;
    }
    let mut texts = Vec::with_capacity(tags.len());
    for tag in tags {
        let Value::String(text) = tag else { return None };
        texts.push(text.clone());
    }
    Some(Item { active: *active, id: *id, name: name.clone(), price: *price, tags: texts })
}

fn encode_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            _ => out.push(c),
        }
    }
    out.push('"');
}

fn encode(out: &mut String, item: &Item) {
    write!(out, "{{\"active\":{},\"id\":{},\"name\":", item.active, item.id).unwrap();
    encode_string(out, &item.name);
    write!(out, ",\"price\":{},\"tags\":[", item.price).unwrap();
    for (position, tag) in item.tags.iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        encode_string(out, tag);
    }
    out.push_str("]}");
}

fn document(n: i64) -> String {
    let mut text = String::from("[");
    for i in 1..=n {
        if i > 1 {
            text.push(',');
        }
        write!(
            text,
            "{{\"active\":{},\"id\":{i},\"name\":\"item number {i}\",\"price\":{}.25,\"tags\":[\"a{}\",\"b\\n{}\"]}}",
            i % 3 == 0,
            i % 1000,
            i % 10,
            i % 7
        )
        .unwrap();
    }
    text.push(']');
    text
}

fn main() {
    let text = document(size(105000));
    let mut parser = Parser { bytes: text.as_bytes(), at: 0 };
    let Ok(Value::Array(values)) = parser.value() else { panic!("invalid document") };
    let mut items = Vec::new();
    let mut active = 0;
    for value in &values {
        let item = made(value).expect("valid item");
        if item.active {
            active += 1;
        }
        items.push(item);
    }
    drop(values);
    let mut encoded = String::from("[");
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            encoded.push(',');
        }
        encode(&mut encoded, item);
    }
    encoded.push(']');
    println!("{active}");
    println!("{}", encoded == text);
}
