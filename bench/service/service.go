// The same as service.fuse, with net/http and encoding/json.
package main

import (
	"encoding/json"
	"net/http"
	"os"
	"strconv"
)

type Item struct {
	Id   int64    `json:"id"`
	Name string   `json:"name"`
	Tags []string `json:"tags"`
}

func answer(w http.ResponseWriter, item Item) {
	body, err := json.Marshal(item)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(body)
}

func main() {
	http.HandleFunc("GET /api/items/{id}", func(w http.ResponseWriter, r *http.Request) {
		id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		answer(w, Item{id, "item " + strconv.FormatInt(id, 10), []string{"a", "b"}})
	})
	http.HandleFunc("POST /api/items", func(w http.ResponseWriter, r *http.Request) {
		var item Item
		if err := json.NewDecoder(r.Body).Decode(&item); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		answer(w, item)
	})
	http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil)
}
