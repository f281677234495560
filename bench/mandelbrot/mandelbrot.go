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

func steps(cx, cy float64, limit int) int {
	x, y := 0.0, 0.0
	n := 0
	for x*x+y*y <= 4.0 && n < limit {
		x, y = x*x-y*y+cx, 2.0*x*y+cy
		n++
	}
	return n
}

func inside(size, limit int) int {
	count := 0
	for i := 1; i <= size; i++ {
		for j := 1; j <= size; j++ {
			cx := 3.0*float64(j)/float64(size) - 2.0
			cy := 2.0*float64(i)/float64(size) - 1.0
			if steps(cx, cy, limit) == limit {
				count++
			}
		}
	}
	return count
}

func main() {
	fmt.Println(inside(size(700), 400))
}
