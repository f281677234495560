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

func steps(start int) int {
	n, count := start, 0
	for n != 1 {
		if n%2 == 0 {
			n = n / 2
		} else {
			n = 3*n + 1
		}
		count++
	}
	return count
}

func longest(limit int) int {
	best, most := 1, 0
	for i := 1; i <= limit; i++ {
		count := steps(i)
		if count > most {
			best = i
			most = count
		}
	}
	return best
}

func main() {
	fmt.Println(longest(size(1000000)))
}
