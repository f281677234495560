/// The number in the environment variable N, or the usual one.
fn size(usual: i64) -> i64 {
    std::env::var("N").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

struct Body {
    x: f64,
    y: f64,
    z: f64,
    vx: f64,
    vy: f64,
    vz: f64,
    mass: f64,
}

fn body(x: f64, y: f64, z: f64, vx: f64, vy: f64, vz: f64, mass: f64) -> Body {
    Body { x, y, z, vx, vy, vz, mass }
}

fn start() -> Vec<Body> {
    vec![
        body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.5),
        body(4.8, -1.2, -0.1, 0.6, 2.8, -0.02, 0.04),
        body(8.3, 4.1, -0.4, -1.01, 1.8, 0.008, 0.011),
        body(12.9, -15.1, -0.2, 1.08, 0.86, -0.01, 0.0017),
        body(15.4, -25.9, 0.2, 0.97, 0.6, -0.03, 0.002),
    ]
}

fn advance(b: &mut [Body], dt: f64) {
    for i in 0..5 {
        for j in i + 1..5 {
            let dx = b[i].x - b[j].x;
            let dy = b[i].y - b[j].y;
            let dz = b[i].z - b[j].z;
            let squared = dx * dx + dy * dy + dz * dz;
            let force = dt / (squared * squared);
            b[i].vx -= dx * b[j].mass * force;
            b[i].vy -= dy * b[j].mass * force;
            b[i].vz -= dz * b[j].mass * force;
            b[j].vx += dx * b[i].mass * force;
            b[j].vy += dy * b[i].mass * force;
            b[j].vz += dz * b[i].mass * force;
        }
    }
    for i in 0..5 {
        b[i].x += dt * b[i].vx;
        b[i].y += dt * b[i].vy;
        b[i].z += dt * b[i].vz;
    }
}

fn energy(bodies: &[Body]) -> f64 {
    let mut sum = 0.0;
    for b in bodies {
        sum += 0.5 * b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz);
    }
    sum
}

fn simulate(steps: i64) -> f64 {
    let mut bodies = start();
    for _ in 1..=steps {
        advance(&mut bodies, 0.001);
    }
    energy(&bodies)
}

fn main() {
    println!("{}", simulate(size(2000000)));
}
