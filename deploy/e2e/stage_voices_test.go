package e2e

import (
	"time"

	"parley.example/deploy/story"
)

// voiceOrder is in which the wishes of voiceWishes are granted.
var voiceOrder = []string{
	"reportStatement", "liftStatement", "contestLift", "hideStatement", "appealModeration", "decideAppeal", "showStatement",
	"withdrawStatement", "raiseAsks", "openPetition", "signPetition", "withdrawSignature",
}

// voiceWishes are those about what is said in conversations and petitions.
func (s *stage) voiceWishes() map[string]wish {
	const why = "It names somebody."
	slip := s.conversation.Says(s.Gil, "A slip.")
	waiting := s.waits()
	words := story.Input{"statement": s.statement, "from": 0, "to": 8, "negotiation": s.talking.ID, "term": s.talking.Term("loss").ID}
	var lifted struct{ Lift struct{ ID string } }
	s.Karim.Does("liftStatement", words, "lift { id }", &lifted)
	asked := story.Input{
		"initiative": s.i.ID, "audience": "registered", "title": "Cellars", "text": "Look into the cellars.", "to": "The restaurants", "needed": 50,
		"deadline": s.In(5 * 24 * time.Hour),
	}
	var signed struct{ Petition struct{ ID string } }
	s.Karim.Does("openPetition", asked, "petition { id }", &signed)
	about := func(statement string) story.Input { return story.Input{"statement": statement, "reason": why} }
	return map[string]wish{
		"reportStatement":   {by: s.Sol, input: about(s.statement), free: true},
		"liftStatement":     {by: s.Karim, input: words, outsider: s.Sol},
		"contestLift":       {by: s.Ramon, input: story.Input{"lift": lifted.Lift.ID, "reason": "I meant all of them."}, outsider: s.Sol},
		"hideStatement":     {by: s.Karim, input: about(s.statement), outsider: s.Sol},
		"appealModeration":  {by: s.Ramon, input: about(s.statement), outsider: s.Sol},
		"decideAppeal":      {by: s.Ines, input: with(about(s.statement), true, "restore"), outsider: s.Sol},
		"showStatement":     {by: s.Karim, input: story.Input{"statement": waiting}, outsider: s.Sol},
		"withdrawStatement": {by: s.Gil, input: about(slip), outsider: s.Ramon},
		"raiseAsks":         {by: s.Ines, input: story.Input{"conversation": s.conversation.ID}, outsider: s.Sol},
		"openPetition":      {by: s.Karim, input: asked, outsider: s.Flor},
		"signPetition":      {by: s.Gil, input: story.Input{"petition": signed.Petition.ID}, free: true},
		"withdrawSignature": {by: s.Gil, input: story.Input{"petition": signed.Petition.ID}},
	}
}

// waits is a statement that waits for a moderator.
func (s *stage) waits() string {
	var careful struct{ Conversation struct{ ID string } }
	s.Ines.Does("openConversation", story.Input{
		"initiative": s.i.ID, "question": "And the lids?", "audience": "registered", "moderation": "before",
	}, "conversation { id }", &careful)
	s.Ramon.Does("makeStatement", story.Input{"conversation": careful.Conversation.ID, "text": "Nobody has them."}, "conversation { id }", nil)
	var got struct {
		Conversation struct {
			WaitingStatements []struct{ Statement struct{ ID string } }
		}
	}
	s.Ines.Sees("query($id: ID!) { conversation(id: $id) { waitingStatements { text statement { id } } } }", story.Input{"id": careful.Conversation.ID}, &got)
	if len(got.Conversation.WaitingStatements) == 0 {
		return ""
	}
	return got.Conversation.WaitingStatements[0].Statement.ID
}
