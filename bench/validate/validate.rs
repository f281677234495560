/// The number in the environment variable N, or the usual one.
fn size(usual: i64) -> i64 {
    std::env::var("N").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

struct User {
    name: String,
    email: String,
    age: i64,
    code: String,
    score: f64,
}

/// The standard library has no regular expressions: `^[a-z0-9]+@[a-z]+\.org$` by hand.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let Some(host) = domain.strip_suffix(".org") else { return false };
    !local.is_empty()
        && local.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        && !host.is_empty()
        && host.bytes().all(|b| b.is_ascii_lowercase())
}

/// `^[A-Z]{2}[0-9]{3,6}$` by hand.
fn is_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    (5..=8).contains(&bytes.len()) && bytes[..2].iter().all(u8::is_ascii_uppercase) && bytes[2..].iter().all(u8::is_ascii_digit)
}

fn user(i: i64) -> Result<User, String> {
    let made = User {
        name: format!("user {}", i % 1000),
        email: format!("u{i}@example.org"),
        age: i % 130,
        code: format!("AB{}", i % 100000),
        score: (i % 101) as f64 / 100.0,
    };
    let length = made.name.chars().count();
    if !(2..=20).contains(&length) {
        return Err(format!("User.name: length {length} out of range 2..20"));
    }
    if !is_email(&made.email) {
        return Err("User.email: value does not match regex".to_string());
    }
    if !(0..=120).contains(&made.age) {
        return Err(format!("User.age: value {} out of range 0..120", made.age));
    }
    if !is_code(&made.code) {
        return Err("User.code: value does not match regex".to_string());
    }
    if !(0.0..=1.0).contains(&made.score) {
        return Err(format!("User.score: value {} out of range 0..1", made.score));
    }
    Ok(made)
}

fn main() {
    let (mut accepted, mut refused, mut ages) = (0, 0, 0);
    for i in 1..=size(500000) {
        match user(i) {
            Ok(made) => {
                accepted += 1;
                ages += made.age;
            }
            Err(_) => refused += 1,
        }
    }
    println!("{accepted} {refused} {ages}");
}
