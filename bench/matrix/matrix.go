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

func matrix(n, seed int) [][]float64 {
	rows := make([][]float64, 0)
	for i := 1; i <= n; i++ {
		row := make([]float64, 0)
		for j := 1; j <= n; j++ {
			row = append(row, 1.0*float64((i*seed+j*7)%100)/10.0)
		}
		rows = append(rows, row)
	}
	return rows
}

func product(n int, a, b [][]float64) [][]float64 {
	c := matrix(n, 0)
	for i := 0; i < n; i++ {
		for j := 0; j < n; j++ {
			sum := 0.0
			for k := 0; k < n; k++ {
				sum = sum + a[i][k]*b[k][j]
			}
			c[i][j] = sum
		}
	}
	return c
}

func trace(n int, c [][]float64) float64 {
	sum := 0.0
	for i := 0; i < n; i++ {
		sum += c[i][i]
	}
	return sum
}

func main() {
	n := size(400)
	fmt.Println(strconv.FormatFloat(trace(n, product(n, matrix(n, 3), matrix(n, 11))), 'f', -1, 64))
}
