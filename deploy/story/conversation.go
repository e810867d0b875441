package story

// Conversation is a question to many.
type Conversation struct {
	ID   string
	tale *Tale
}

// Wonders asks everybody who has an account.
func (i *Initiative) Wonders(p *Person, question string) *Conversation {
	var got struct{ Conversation struct{ ID string } }
	p.Does("openConversation", Input{"initiative": i.ID, "question": question, "audience": "registered"}, "conversation { id }", &got)
	return &Conversation{ID: got.Conversation.ID, tale: i.tale}
}

// Says makes a statement, and returns its id.
func (c *Conversation) Says(p *Person, text string) string {
	var got struct{ Statement struct{ ID string } }
	p.Does("makeStatement", Input{"conversation": c.ID, "text": text}, "statement { id }", &got)
	return got.Statement.ID
}

// Stands says where somebody stands on a statement.
func (c *Conversation) Stands(p *Person, statement, stance string) {
	p.Does("takeStance", Input{"conversation": c.ID, "statement": statement, "stance": stance}, "stance { id }", nil)
}
