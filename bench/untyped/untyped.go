package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
)

// Numbers out of JSON are float64 here; the values are all whole or halves, so the sums are the same.
func product(a, b any) any { return a.(float64) * b.(float64) }

func sum(a, b any) any { return a.(float64) + b.(float64) }

func main() {
	n := 5000
	if value, err := strconv.Atoi(os.Getenv("N")); err == nil {
		n = value
	}
	var rows any = []any{}
	for i := 1; i <= 1000; i++ {
		var row any
		text := fmt.Sprintf("{\"id\":%d,\"price\":%d.5,\"count\":%d,\"tags\":[\"a\",\"b%d\"]}", i, i%50, i%7, i%3)
		if err := json.Unmarshal([]byte(text), &row); err != nil {
			panic(err)
		}
		rows = append(rows.([]any), row)
	}
	var total, marked any = 0.0, 0.0
	for round := 0; round < n; round++ {
		for _, row := range rows.([]any) {
			fields := row.(map[string]any)
			total = sum(total, product(fields["price"], fields["count"]))
			if fields["tags"].([]any)[1] == any("b1") {
				marked = sum(marked, fields["id"])
			}
		}
	}
	fmt.Printf("%.0f %.0f\n", total.(float64), marked.(float64))
}
