package desk

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"sync"

	"parley.example/events/record"
	"parley.example/services/internal/serve"
)

// names makes the names under which the boxes of secret ballots know people:
// one for each person and ballot, and nothing in the record that leads from one
// to the other. They are made with a key that is no part of the record; whoever
// has the whole record and not the key cannot match a name with a person by
// trying all people.
type names struct {
	folder string

	once sync.Once
	key  []byte
	err  error
}

// keyFile holds the key within the folder of keys.
const keyFile = "ballot.key"

func (n *names) of(ballot, person string) (string, error) {
	n.once.Do(func() { n.key, n.err = serve.Key(n.folder, keyFile) })
	if n.err != nil {
		return "", n.err
	}
	mac := hmac.New(sha256.New, n.key)
	mac.Write([]byte(ballot))
	mac.Write([]byte{0})
	mac.Write([]byte(person))
	return record.NewID("one", hex.EncodeToString(mac.Sum(nil))), nil
}
