package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// size is the number in the environment variable N, or the usual one.
func size(usual int) int {
	if n, err := strconv.Atoi(os.Getenv("N")); err == nil {
		return n
	}
	return usual
}

// Go's strings do not grow: a program that builds text uses a Builder.
func numbers(n int) string {
	var text strings.Builder
	for i := 1; i <= n; i++ {
		text.WriteString(strconv.Itoa(i))
		text.WriteString(",")
	}
	return text.String()
}

func lines(n int) string {
	var text strings.Builder
	for i := 1; i <= n; i++ {
		line := "line " + strconv.Itoa(i)
		line = line + ": " + strconv.Itoa(i%7)
		text.WriteString(line)
		text.WriteString("\n")
	}
	return text.String()
}

func main() {
	n := size(1000000)
	fmt.Println(numbers(n))
	fmt.Println(lines(n))
}
