// Package view turns events of deliberation into the documents that the API
// serves. It is pure: a document depends on nothing but the record.
package view

import (
	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// hearers is the audience of everything about a conversation that all who hear
// it share. Each document says itself which that is.
const hearers = "{readers}"

// Model is what is projected from the shared stream.
func Model() project.Model {
	return project.Model{
		Stream: deliberation.Stream,
		Decode: project.Decoding(deliberation.Decoders),
		Views: []project.View{
			project.Of(project.View{Table: "conversation", Version: 1, Audience: hearers}, theConversation, applyConversation),
			project.Of(project.View{Table: "statement", Version: 1, Audience: hearers}, theStatement, applyStatement),
			project.Of(project.View{Table: "tally", Version: 1, Audience: hearers}, theTally, applyTally),
			project.Of(project.View{Table: "stance", Version: 1, Audience: "person:{person}"}, theStance, applyStance),
		},
	}
}

// Sealed is the stream of what only some may know. Nothing of deliberation is
// sealed yet; ballots will be.
func Sealed() project.Model {
	return project.Model{Stream: deliberation.Sealed, Decode: project.Decoding(map[string]func([]byte) (record.Event, error){})}
}

// VoiceID is the aggregate that keeps where a person stands in a conversation.
func VoiceID(person, conversation string) string { return record.NewID("voi", person, conversation) }

// sortable is an instant in a form that sorts as text.
func sortable(i record.Instant) string { return i.UTC().Format("2006-01-02T15:04:05.000Z") }
