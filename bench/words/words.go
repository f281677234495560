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

func counted(n int) map[string]int {
	counts := map[string]int{}
	state := 42
	for i := 1; i <= n; i++ {
		state = (state*1103515245 + 12345) % 2147483648
		word := "word" + strconv.Itoa(state/65536%5000)
		counts[word] = counts[word] + 1
	}
	return counts
}

func main() {
	words, most, squares := 0, 0, 0
	for _, count := range counted(size(2000000)) {
		words++
		squares += count * count
		most = max(most, count)
	}
	fmt.Println(words, most, squares)
}
