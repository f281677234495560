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

type tree struct {
	left, right *tree
}

func build(depth int) *tree {
	if depth == 0 {
		return &tree{}
	}
	return &tree{build(depth - 1), build(depth - 1)}
}

func (t *tree) count() int {
	nodes := 1
	if t.left != nil {
		nodes += t.left.count()
	}
	if t.right != nil {
		nodes += t.right.count()
	}
	return nodes
}

func main() {
	deepest := size(16)
	kept := build(deepest)
	trees := 1 << deepest
	for depth := 4; depth <= deepest; depth += 4 {
		nodes := 0
		for i := 1; i <= trees; i++ {
			nodes += build(depth).count()
		}
		fmt.Printf("%d trees of depth %d: %d\n", trees, depth, nodes)
		trees = max(trees/16, 1)
	}
	fmt.Printf("kept: %d\n", kept.count())
}
