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

func triples(n int) int {
	found := 0
	for a := 1; a <= n; a++ {
		for b := a; b <= n; b++ {
			for c := b; c <= n; c++ {
				if a*a+b*b == c*c {
					found++
				}
			}
		}
	}
	return found
}

func main() {
	fmt.Println(triples(size(1000)))
}
