package main

import (
	"encoding/json"
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

type item struct {
	Active bool     `json:"active"`
	Id     int      `json:"id"`
	Name   string   `json:"name"`
	Price  float64  `json:"price"`
	Tags   []string `json:"tags"`
}

func document(n int) string {
	var text strings.Builder
	text.WriteString("[")
	for i := 1; i <= n; i++ {
		if i > 1 {
			text.WriteString(",")
		}
		fmt.Fprintf(&text, `{"active":%v,"id":%d,"name":"item number %d","price":%d.25,"tags":["a%d","b\n%d"]}`,
			i%3 == 0, i, i, i%1000, i%10, i%7)
	}
	text.WriteString("]")
	return text.String()
}

// made checks a decoded value into an item.
func made(value any) (item, bool) {
	fields, ok := value.(map[string]any)
	if !ok {
		return item{}, false
	}
	active, ok1 := fields["active"].(bool)
	id, ok2 := fields["id"].(float64)
	name, ok3 := fields["name"].(string)
	price, ok4 := fields["price"].(float64)
	tags, ok5 := fields["tags"].([]any)
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 || len([]rune(name)) < 1 || len([]rune(name)) > 40 {
		return item{}, false
	}
	texts := make([]string, 0, len(tags))
	for _, tag := range tags {
		text, ok := tag.(string)
		if !ok {
			return item{}, false
		}
		texts = append(texts, text)
	}
	return item{active, int(id), name, price, texts}, true
}

func main() {
	text := document(size(105000))
	var values []any
	if err := json.Unmarshal([]byte(text), &values); err != nil {
		panic(err)
	}
	items := []item{}
	active := 0
	for _, value := range values {
		it, ok := made(value)
		if !ok {
			panic("invalid item")
		}
		if it.Active {
			active++
		}
		items = append(items, it)
	}
	encoded, err := json.Marshal(items)
	if err != nil {
		panic(err)
	}
	fmt.Println(active)
	fmt.Println(string(encoded) == text)
}
