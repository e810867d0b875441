package proof

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
)

// Fingerprint is a public key in a form that people can read to each other: the
// first ten bytes of its SHA-256, in groups.
func Fingerprint(public string) string {
	key, err := base64.StdEncoding.DecodeString(public)
	if err != nil {
		return "?"
	}
	sum := sha256.Sum256(key)
	var groups []string
	for i := 0; i < 10; i += 2 {
		groups = append(groups, fmt.Sprintf("%02x%02x", sum[i], sum[i+1]))
	}
	return strings.Join(groups, " ")
}

// hands tells whose signatures a version has, after Check. The names are those
// that the signed document itself gives the seats.
func (c Checker) hands() []Check {
	var d struct {
		Preamble struct {
			Seats, Missing []struct{ Seat, Name string }
		}
	}
	_ = json.Unmarshal([]byte(c.Document), &d) // Check has read it
	names := make(map[string]string)
	for _, s := range append(d.Preamble.Seats, d.Preamble.Missing...) {
		names[s.Seat] = s.Name
	}
	keys, _ := c.keys()
	var list []Check
	for _, s := range c.Signatures {
		name := names[s.Seat]
		if name == "" {
			name = s.Seat
		}
		if s.Key == "" {
			list = append(list, Check{"signature", fmt.Sprintf("%s, WITHOUT A KEY: from before people signed with keys of their own, only the operator vouches for it", name)})
			continue
		}
		k := keys[s.Key]
		list = append(list, Check{"signature", fmt.Sprintf("%s, by %s with the key %s, at %s", name, k.person, Fingerprint(k.public), s.SignedAt)})
	}
	return list
}
