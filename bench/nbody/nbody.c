#include "../size.h"

#include <stdio.h>

enum { BODIES = 5 };

typedef struct {
  double x, y, z, vx, vy, vz, mass;
} body;

static void advance(body *b, double dt) {
  for (int64_t i = 0; i < BODIES; i++)
    for (int64_t j = i + 1; j < BODIES; j++) {
      double dx = b[i].x - b[j].x;
      double dy = b[i].y - b[j].y;
      double dz = b[i].z - b[j].z;
      double squared = dx * dx + dy * dy + dz * dz;
      double force = dt / (squared * squared);
      b[i].vx -= dx * b[j].mass * force;
      b[i].vy -= dy * b[j].mass * force;
      b[i].vz -= dz * b[j].mass * force;
      b[j].vx += dx * b[i].mass * force;
      b[j].vy += dy * b[i].mass * force;
      b[j].vz += dz * b[i].mass * force;
    }
  for (int64_t i = 0; i < BODIES; i++) {
    b[i].x += dt * b[i].vx;
    b[i].y += dt * b[i].vy;
    b[i].z += dt * b[i].vz;
  }
}

static double energy(const body *b) {
  double sum = 0.0;
  for (int64_t i = 0; i < BODIES; i++)
    sum += 0.5 * b[i].mass * (b[i].vx * b[i].vx + b[i].vy * b[i].vy + b[i].vz * b[i].vz);
  return sum;
}

static double simulate(int64_t steps) {
  static const body start[BODIES] = {
      {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.5},        {4.8, -1.2, -0.1, 0.6, 2.8, -0.02, 0.04},
      {8.3, 4.1, -0.4, -1.01, 1.8, 0.008, 0.011},  {12.9, -15.1, -0.2, 1.08, 0.86, -0.01, 0.0017},
      {15.4, -25.9, 0.2, 0.97, 0.6, -0.03, 0.002},
  };
  body *bodies = bench_alloc(sizeof start);
  for (int64_t i = 0; i < BODIES; i++)
    bodies[i] = start[i];
  for (int64_t i = 1; i <= steps; i++)
    advance(bodies, 0.001);
  double sum = energy(bodies);
  free(bodies);
  return sum;
}

int main(void) {
  /* The shortest text that reads back as the same double. */
  double sum = simulate(bench_size(2000000));
  char text[64];
  for (int digits = 1; digits <= 17; digits++) {
    snprintf(text, sizeof text, "%.*g", digits, sum);
    if (strtod(text, NULL) == sum)
      break;
  }
  puts(text);
  return 0;
}
