package record

import (
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"
)

// StreamConfig is how a stream has to be made. The deploy step makes it, the
// guard compares with it, and nobody changes it.
func StreamConfig(stream string, replicas int) jetstream.StreamConfig {
	return jetstream.StreamConfig{
		Name:      stream,
		Subjects:  []string{"parley." + stream + ".*.*"},
		Retention: jetstream.LimitsPolicy,
		Discard:   jetstream.DiscardNew,
		Storage:   jetstream.FileStorage,
		Replicas:  replicas,
		// Written out as the server tells it back, so that one can be compared
		// with the other.
		MaxMsgs:           -1,
		MaxBytes:          -1,
		MaxMsgSize:        -1,
		MaxConsumers:      -1,
		MaxMsgsPerSubject: -1,
		DenyDelete:        true,
		DenyPurge:         true,
		AllowDirect:       true,
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
