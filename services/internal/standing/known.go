package standing

import (
	"encoding/json"
	"sync"

	"parley.example/events/registry"
)

// known keeps what documents mean, by their very text. A document is read anew
// for every command; only its decoding, which cost more than the rules, is left
// out while its text is the same.
type known[T any] struct {
	mu     sync.Mutex
	byText map[string]T
}

// keepKnown bounds the texts that are remembered.
const keepKnown = 1000

var (
	authorities known[registry.Authority]
	tables      known[registry.Seats]
)

// decode returns the meaning of a text, and the zero T of none. What it returns
// is shared: nobody changes it.
func (k *known[T]) decode(text *string) (T, error) {
	var meaning T
	if text == nil {
		return meaning, nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if meaning, ok := k.byText[*text]; ok {
		return meaning, nil
	}
	if err := json.Unmarshal([]byte(*text), &meaning); err != nil {
		return meaning, err
	}
	if k.byText == nil || len(k.byText) >= keepKnown {
		k.byText = make(map[string]T)
	}
	k.byText[*text] = meaning
	return meaning, nil
}
