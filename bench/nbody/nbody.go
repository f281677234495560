package main

import (
	"fmt"
	"os"
	"strconv"
)

// size is the number in the environment variable N, or the usual one.
func size(usual int) int {
	if n, err := strconv.Atoi(os.Getenv("N")); err == nil {
		return n
	}
	return usual
}

type body struct {
	x, y, z, vx, vy, vz, mass float64
}

func start() []body {
	return []body{
		{0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.5},
		{4.8, -1.2, -0.1, 0.6, 2.8, -0.02, 0.04},
		{8.3, 4.1, -0.4, -1.01, 1.8, 0.008, 0.011},
		{12.9, -15.1, -0.2, 1.08, 0.86, -0.01, 0.0017},
		{15.4, -25.9, 0.2, 0.97, 0.6, -0.03, 0.002},
	}
}

func advance(b []body, dt float64) {
	for i := 0; i < 5; i++ {
		for j := i + 1; j < 5; j++ {
			dx := b[i].x - b[j].x
			dy := b[i].y - b[j].y
			dz := b[i].z - b[j].z
			squared := dx*dx + dy*dy + dz*dz
			force := dt / (squared * squared)
			b[i].vx -= dx * b[j].mass * force
			b[i].vy -= dy * b[j].mass * force
			b[i].vz -= dz * b[j].mass * force
			b[j].vx += dx * b[i].mass * force
			b[j].vy += dy * b[i].mass * force
			b[j].vz += dz * b[i].mass * force
		}
	}
	for i := 0; i < 5; i++ {
		b[i].x += dt * b[i].vx
		b[i].y += dt * b[i].vy
		b[i].z += dt * b[i].vz
	}
}

func energy(bodies []body) float64 {
	sum := 0.0
	for _, b := range bodies {
		sum += 0.5 * b.mass * (b.vx*b.vx + b.vy*b.vy + b.vz*b.vz)
	}
	return sum
}

func simulate(steps int) float64 {
	bodies := start()
	for i := 1; i <= steps; i++ {
		advance(bodies, 0.001)
	}
	return energy(bodies)
}

func main() {
	fmt.Println(strconv.FormatFloat(simulate(size(2000000)), 'f', -1, 64))
}
