// Package bus is the message server of a house: who may connect to it, what
// each user may say and hear, and the server itself, run as a library.
package bus

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/nats-io/nkeys"
)

// Contexts are the four services. Each owns the stream of its name and a second
// one, with "_sealed" behind it, for what only an audience may know of.
var Contexts = []string{"registry", "deliberation", "negotiation", "agreements"}

// Users are all who may connect. "deploy" may do everything and is no service.
var Users = append([]string{"deploy", "gateway"}, Contexts...)

// Streams returns the names of all streams, shared before sealed.
func Streams() []string {
	var names []string
	for _, context := range Contexts {
		names = append(names, context, context+"_sealed")
	}
	return names
}

// Keys is the folder that holds the users' seeds, one file each.
type Keys string

// Seed returns the path of a user's seed file.
func (k Keys) Seed(user string) string { return filepath.Join(string(k), user+".nk") }

// Make draws a seed for every user that has none yet.
func (k Keys) Make() error {
	for _, user := range Users {
		if _, err := os.Stat(k.Seed(user)); err == nil {
			continue
		}
		pair, err := nkeys.CreateUser()
		if err != nil {
			return fmt.Errorf("draw the key of %s: %w", user, err)
		}
		seed, err := pair.Seed()
		if err != nil {
			return fmt.Errorf("draw the key of %s: %w", user, err)
		}
		if err := Keep(k.Seed(user), seed); err != nil {
			return fmt.Errorf("keep the key of %s: %w", user, err)
		}
	}
	return nil
}

// public returns the name under which the server knows a user.
func (k Keys) public(user string) (string, error) {
	seed, err := os.ReadFile(k.Seed(user))
	if err != nil {
		return "", fmt.Errorf("key of %s: %w", user, err)
	}
	pair, err := nkeys.FromSeed([]byte(strings.TrimSpace(string(seed))))
	if err != nil {
		return "", fmt.Errorf("key of %s in %s: %w", user, k.Seed(user), err)
	}
	return pair.PublicKey()
}

//go:embed server.conf.tmpl
var conf string

var rendered = template.Must(template.New("server.conf").Parse(conf))

// page is what the template of the configuration may ask.
type page struct {
	Listen, Store string
	Contexts      []string
	keys          Keys
}

// Key names a user to the server.
func (p page) Key(user string) (string, error) { return p.keys.public(user) }

// Readable lists the streams that a service may follow: its own two, and the
// shared one of every other, because policies follow them. Never what another
// service keeps sealed.
func (p page) Readable(context string) []string {
	streams := []string{context, context + "_sealed"}
	for _, other := range p.Contexts {
		if other != context {
			streams = append(streams, other)
		}
	}
	return streams
}

// Configuration returns the text of the server's configuration: its address,
// the folder of its store, and what each user may do.
func (k Keys) Configuration(listen, store string) (string, error) {
	var text strings.Builder
	err := rendered.Execute(&text, page{Listen: listen, Store: store, Contexts: Contexts, keys: k})
	return text.String(), err
}

// Keep puts a secret in place whole and durable, or not at all: a key that is
// lost by a power failure locks its owner out.
func Keep(path string, content []byte) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	if _, err := file.Write(content); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
