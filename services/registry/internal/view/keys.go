package view

import (
	"parley.example/events/project"
	"parley.example/events/registry"
)

// Key is a document of registry.keys. Whose a public key is, is for everybody
// to know: only so can one look for a wrong one.
type Key struct{ registry.Key }

// Row implements [project.Document].
func (k *Key) Row() project.Row {
	return project.Row{Parent: k.Person, Sort: sortable(k.RegisteredAt), Audience: Everybody}
}

func theKey(e project.Event) []string {
	switch e.Event.(type) {
	case registry.KeyRegistered, registry.KeyRevoked:
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyKey(id string, k *Key, e project.Event) *Key {
	at := registry.InstantOf(e.At())
	switch e := e.Event.(type) {
	case registry.KeyRegistered:
		return &Key{registry.Key{ID: id, Person: e.Person, Public: e.Public, RegisteredAt: at}}
	case registry.KeyRevoked:
		if k != nil {
			revoked := *k
			revoked.RevokedAt = &at
			return &revoked
		}
	}
	return k
}
