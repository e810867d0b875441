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
			project.Of(project.View{Table: "conversation", Version: 3, Audience: hearers}, theConversation, applyConversation),
			project.Of(project.View{Table: "statement", Version: 2, Audience: hearers}, theStatement, applyStatement),
			project.Of(project.View{Table: "tally", Version: 2, Audience: hearers}, theTally, applyTally),
			project.Of(project.View{Table: "stance", Version: 2, Audience: "person:{person}"}, theStance, applyStance),
			project.Of(project.View{Table: "heard", Version: 1, Internal: true}, theHeard, applyHeard),
			project.Of(project.View{Table: "moderation", Version: 1, Audience: hearers}, theModeration, applyModeration),
			project.Of(project.View{Table: "report", Version: 1, Audience: hearers}, theReport, applyReport),
			project.Of(project.View{Table: "lift", Version: 1, Audience: hearers}, theLift, applyLift),
			project.Of(project.View{Table: "lift_of_term", Version: 1, Audience: hearers}, theLift, applyLiftOfTerm),
			project.Of(project.View{Table: "raised", Version: 1, Audience: hearers}, theRaised, applyRaised),
			project.Of(project.View{Table: "petition", Version: 2, Audience: hearers}, thePetition, applyPetition),
			project.Of(project.View{Table: "petition_signature", Version: 1, Audience: hearers}, theSignature, applySignature),
			project.Of(project.View{Table: "ballot", Version: 1, Audience: hearers}, theBallot, applyBallot),
			project.Of(project.View{Table: "ballot_elector", Version: 1, Audience: hearers}, theElector, applyElector),
			project.Of(project.View{Table: "participation", Version: 1, Audience: "org:{organization}"}, theParticipation, applyParticipation),
			newsItems(),
		},
		Due: due,
	}
}

// Sealed is the stream of what only some may know, and of what nobody may: the
// masks of pseudonyms.
func Sealed() project.Model {
	return project.Model{
		Stream: deliberation.Sealed,
		Decode: project.Decoding(deliberation.Decoders),
		Views: []project.View{
			project.Of(project.View{Table: "mask", Version: 1, Internal: true}, theMask, applyMask),
			project.Of(project.View{Table: "objection", Version: 1, Audience: "{to}"}, theObjection, applyObjection),
			project.Of(project.View{Table: "lending", Version: 1, Audience: "person:{for}"}, theLending, applyLending),
			sealedNews(),
		},
	}
}

// VoiceID is the aggregate that keeps where a person stands in a conversation.
func VoiceID(person, conversation string) string { return record.NewID("voi", person, conversation) }

// sortable is an instant in a form that sorts as text.
func sortable(i record.Instant) string { return i.UTC().Format("2006-01-02T15:04:05.000Z") }
