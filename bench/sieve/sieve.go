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

func primes(n int) int {
	xs := make([]int, n+1)
	for i := range xs {
		xs[i] = i
	}
	for p := 2; p*p <= n; p++ {
		if xs[p] == 0 {
			continue
		}
		for m := p * p; m <= n; m += p {
			xs[m] = 0
		}
	}
	count := 0
	for i := 2; i <= n; i++ {
		if xs[i] != 0 {
			count++
		}
	}
	return count
}

func main() {
	fmt.Println(primes(size(10000000)))
}
