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

func flips(source, p []int, n int) int {
	for i := 0; i < n; i++ {
		p[i] = source[i]
	}
	count := 0
	for p[0] != 0 {
		low, high := 0, p[0]
		for low < high {
			p[low], p[high] = p[high], p[low]
			low++
			high--
		}
		count++
	}
	return count
}

func numbers(length int) []int {
	list := make([]int, length)
	for i := range list {
		list[i] = i
	}
	return list
}

func fannkuch(n int) {
	p, scratch, counts := numbers(n), numbers(n), numbers(n+1)
	most, checksum, permutation, r := 0, 0, 0, n
	running := true
	for running {
		for r != 1 {
			counts[r-1] = r
			r--
		}
		count := flips(p, scratch, n)
		if count > most {
			most = count
		}
		if permutation%2 == 0 {
			checksum += count
		} else {
			checksum -= count
		}
		searching := true
		for searching {
			if r == n {
				running = false
				searching = false
			} else {
				first := p[0]
				for i := 0; i < r; i++ {
					p[i] = p[i+1]
				}
				p[r] = first
				counts[r]--
				if counts[r] > 0 {
					searching = false
				} else {
					r++
				}
			}
		}
		permutation++
	}
	fmt.Println(checksum, most)
}

func main() {
	fannkuch(size(10))
}
