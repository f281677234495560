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

func mix(n int) int {
	h := 7
	for i := 1; i <= n; i++ {
		h = (h*31 + i) % 1000003
	}
	return h
}

func main() {
	fmt.Println(mix(size(50000000)))
}
