package view

import (
	"strings"

	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/services/internal/news"
)

// newsItems is what the shared stream has to tell people; see package news. A
// new topic is a file news_<topic>.go and a line here.
func newsItems() project.View {
	return news.View(deliberation.Stream, newsOfConversations, newsOfStatements, newsOfPetitions, newsOfBallots)
}

// sealedNews is what a sealed stream has to tell people: whoever speaks under a
// pseudonym, say, hears here what became of it.
func sealedNews() project.View { return news.View(deliberation.Sealed, newsOfBoxes) }

// newsOfConversations tells who hears a conversation that it began and ended. A
// statement of somebody known by name is kept, under "statement" and its id, for
// what may become of it.
var newsOfConversations = news.Topic{Name: "conversations", Version: 1, Of: func(e project.Event) []news.Change {
	conversation := e.Commit.Aggregate
	switch ev := e.Event.(type) {
	case deliberation.ConversationOpened:
		return news.All(news.Tell(news.Item{
			To: ev.Readers, Lane: news.Moved, Kind: "NEWS_CONVERSATION_OPENED", Thread: conversation, Subject: conversation,
			Params: news.Params{"conversation": conversation}, By: ev.Person,
		}, "conversation", conversation))
	case deliberation.ConversationClosed:
		return news.All(news.Turn(news.Item{Kind: "NEWS_CONVERSATION_CLOSED"}, "conversation", conversation))
	case deliberation.StatementMade:
		if strings.HasPrefix(ev.Author, "per_") {
			return news.All(news.Tell(news.Item{
				To: "person:" + ev.Author, Lane: news.Kept, Thread: conversation, Subject: ev.Statement,
				Params: news.Params{"conversation": conversation},
			}, "statement", ev.Statement))
		}
	}
	return nil
}}
