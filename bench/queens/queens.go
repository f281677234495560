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

func attacked(board []int, row int) bool {
	column := board[row]
	for other := 0; other <= row; other++ {
		if other < row {
			distance := board[other] - column
			if distance == 0 || distance == row-other || distance == other-row {
				return true
			}
		}
	}
	return false
}

func solutions(n int) int {
	board := make([]int, n)
	for i := range board {
		board[i] = i + 1
	}
	board[0] = -1
	found, row := 0, 0
	for row >= 0 {
		board[row]++
		if board[row] == n {
			row--
		} else if !attacked(board, row) {
			if row == n-1 {
				found++
			} else {
				row++
				board[row] = -1
			}
		}
	}
	return found
}

func main() {
	fmt.Println(solutions(size(12)))
}
