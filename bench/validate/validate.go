package main

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"unicode/utf8"
)

// size is the number in the environment variable N, or the usual one.
func size(usual int) int {
	if n, err := strconv.Atoi(os.Getenv("N")); err == nil {
		return n
	}
	return usual
}

type user struct {
	name, email string
	age         int
	code        string
	score       float64
}

var emailForm = regexp.MustCompile(`^[a-z0-9]+@[a-z]+\.org$`)
var codeForm = regexp.MustCompile("^[A-Z]{2}[0-9]{3,6}$")

func made(i int) (user, error) {
	u := user{
		name:  "user " + strconv.Itoa(i%1000),
		email: "u" + strconv.Itoa(i) + "@example.org",
		age:   i % 130,
		code:  "AB" + strconv.Itoa(i%100000),
		score: float64(i%101) / 100.0,
	}
	switch length := utf8.RuneCountInString(u.name); {
	case length < 2 || length > 20:
		return user{}, fmt.Errorf("User.name: length %d out of range 2..20", length)
	case !emailForm.MatchString(u.email):
		return user{}, errors.New("User.email: value does not match regex")
	case u.age < 0 || u.age > 120:
		return user{}, fmt.Errorf("User.age: value %d out of range 0..120", u.age)
	case !codeForm.MatchString(u.code):
		return user{}, errors.New("User.code: value does not match regex")
	case !(u.score >= 0.0 && u.score <= 1.0):
		return user{}, fmt.Errorf("User.score: value %v out of range 0..1", u.score)
	}
	return u, nil
}

func main() {
	accepted, refused, ages := 0, 0, 0
	for i := 1; i <= size(500000); i++ {
		if u, err := made(i); err == nil {
			accepted++
			ages += u.age
		} else {
			refused++
		}
	}
	fmt.Println(accepted, refused, ages)
}
