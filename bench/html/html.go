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

// A node is an element or, with no tag, a text.
type node struct {
	tag      string
	text     string
	names    []string
	values   []string
	children []*node
}

func text(s string) *node {
	return &node{text: s}
}

// element takes its attributes in sorted order: name, value, name, value.
func element(tag string, attributes []string, children ...*node) *node {
	n := &node{tag: tag, children: children}
	for i := 0; i < len(attributes); i += 2 {
		n.names = append(n.names, attributes[i])
		n.values = append(n.values, attributes[i+1])
	}
	return n
}

var escapeText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
var escapeAttribute = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\"", "&quot;")

func (n *node) render(out *strings.Builder) {
	if n.tag == "" {
		escapeText.WriteString(out, n.text)
		return
	}
	out.WriteString("<" + n.tag)
	for i, name := range n.names {
		out.WriteString(" " + name + "=\"")
		escapeAttribute.WriteString(out, n.values[i])
		out.WriteString("\"")
	}
	out.WriteString(">")
	for _, child := range n.children {
		child.render(out)
	}
	out.WriteString("</" + n.tag + ">")
}

func row(i, round int) *node {
	number := strconv.Itoa(i)
	return element("tr", []string{"class", "row", "id", "row-" + number},
		element("td", []string{"class", "number"}, text(number)),
		element("td", []string{"class", "name"}, text("Name & title <"+strconv.Itoa(i*7%1000)+">")),
		element("td", []string{"class", "link"},
			element("a", []string{"href", "/items/" + number + "?tab=all&round=" + strconv.Itoa(round)}, text("open"))))
}

func page(rows, round int) *node {
	lines := []*node{}
	for i := 1; i <= rows; i++ {
		lines = append(lines, row(i, round))
	}
	return element("table", []string{"class", "report"}, lines...)
}

func main() {
	last := ""
	for round := 1; round <= size(20); round++ {
		var out strings.Builder
		page(5000, round).render(&out)
		last = out.String()
	}
	fmt.Println(last)
}
