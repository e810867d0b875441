package record

import (
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"
)

// Contexts names the services that keep a record.
var Contexts = []string{"registry", "deliberation", "negotiation", "agreements"}

// Sealed is the name of a context's stream for sealed aggregates.
func Sealed(context string) string { return context + "_sealed" }

// Streams names all streams, the shared one of each context before its sealed one.
func Streams() []string {
	var all []string
	for _, c := range Contexts {
		all = append(all, c, Sealed(c))
	}
	return all
}

// StreamConfig is how a stream has to be made. The deploy step makes it, the
// guard compares with it, and nobody changes it.
func StreamConfig(stream string, replicas int) jetstream.StreamConfig {
	return jetstream.StreamConfig{
		Name:        stream,
		Subjects:    []string{"parley." + stream + ".*.*"},
		Retention:   jetstream.LimitsPolicy,
		Discard:     jetstream.DiscardNew,
		Storage:     jetstream.FileStorage,
		Replicas:    replicas,
		DenyDelete:  true,
		DenyPurge:   true,
		AllowDirect: true,
	}
}

// checkConfig tells by what a stream could lose, drop or change a commit.
func checkConfig(c jetstream.StreamConfig) error {
	var wrong []error
	demand := func(ok bool, what string) {
		if !ok {
			wrong = append(wrong, fmt.Errorf("stream %s: %s", c.Name, what))
		}
	}
	demand(c.Storage == jetstream.FileStorage, "storage is not file")
	demand(c.Retention == jetstream.LimitsPolicy, "retention is not limits")
	demand(c.Discard == jetstream.DiscardNew, "discard is not new")
	demand(c.DenyDelete && c.DenyPurge, "deletes or purges are not denied")
	demand(c.MaxAge == 0, "messages expire")
	demand(c.MaxMsgs <= 0 && c.MaxBytes <= 0 && c.MaxMsgsPerSubject <= 0, "messages are limited")
	demand(!c.AllowMsgTTL && !c.AllowRollup, "single messages may expire or roll up")
	demand(c.PersistMode != jetstream.AsyncPersistMode, "persist_mode async turns sync off")
	return errors.Join(wrong...)
}
