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

func total(first, last int) int {
	sum := 0
	for i := first; i <= last; i++ {
		sum += steps(i)
	}
	return sum
}

func main() {
	size := size(20000)
	tasks := make([]chan int, 64)
	for number := range tasks {
		tasks[number] = make(chan int, 1)
		go func() { tasks[number] <- total(number*size+1, (number+1)*size) }()
	}
	sum := 0
	for _, task := range tasks {
		sum += <-task
	}
	fmt.Println(sum)
}
