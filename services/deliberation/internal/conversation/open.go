package conversation

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/deliberation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Open asks a question about an initiative. Organization may be empty; it is
// the one that the asker acts for. All of it is frozen by this.
type Open struct {
	Initiative, Question string
	Audience             deliberation.Audience
	Organization         string
	Community            string // that it is for, if it is for one
	Pseudonyms           bool
	Moderation           deliberation.Moderation // empty: after
	Longest              int                     // characters of a statement; 0: the usual
	Deadline             *time.Time
	Languages            []string
}

func (o Open) decide(c Conversation, by By, at time.Time) ([]deliberation.Event, error) {
	if c.Exists() {
		return nil, nil // its id depends on the command alone: it was this one
	}
	var form text.Form
	e := deliberation.ConversationOpened{
		Initiative: o.Initiative, Question: form.Clean(o.Question, maxQuestion, "question"), Audience: o.Audience,
		Person: by.Person, For: by.Organization, Pseudonyms: o.Pseudonyms, Longest: o.Longest,
	}
	for i, tag := range o.Languages {
		e.Languages = append(e.Languages, form.Language(tag, "languages", strconv.Itoa(i)))
	}
	if err := MayOpen(by, o.Audience); err != nil {
		return nil, err
	}
	if o.Community != "" && (o.Audience != deliberation.InCommunity || o.Community != by.Community) {
		return nil, rule.Refuse("NOT_FOUND").At("community")
	}
	if o.Organization != "" && o.Organization != by.Organization {
		return nil, rule.Refuse("NOT_FOUND").At("organization")
	}
	switch o.Audience {
	case deliberation.AtTable:
		e.Readers, e.Moderators = "table:"+o.Initiative, "convener:"+o.Initiative
	case deliberation.Everybody:
		e.Readers, e.Moderators = "registered", "convener:"+o.Initiative
	case deliberation.Public:
		e.Readers, e.Moderators = "public", "convener:"+o.Initiative
	case deliberation.InOrganization:
		e.Organization, e.Readers, e.Moderators = by.Organization, "org:"+by.Organization, "steward:"+by.Organization
	case deliberation.InCommunity:
		e.Community, e.Readers, e.Moderators = by.Community, "community:"+by.Community, "convener:"+o.Initiative
	}
	if form.Err() != nil {
		return nil, form.Err()
	}
	return o.frozen(e, at)
}

// frozen checks what never changes again.
func (o Open) frozen(e deliberation.ConversationOpened, at time.Time) ([]deliberation.Event, error) {
	switch o.Moderation {
	case "", deliberation.After, deliberation.Before:
		e.Moderation = o.Moderation
	default:
		return nil, rule.Refuse("INVALID", "rule", "unknown").At("moderation")
	}
	if e.Longest == 0 {
		e.Longest = usualText
	}
	if e.Longest < leastText || e.Longest > maxText {
		return nil, rule.Refuse("INVALID", "rule", "range", "min", strconv.Itoa(leastText), "max", strconv.Itoa(maxText)).At("longest")
	}
	if len(e.Languages) > maxLanguages || len(slices.Compact(slices.Sorted(slices.Values(e.Languages)))) != len(e.Languages) {
		return nil, rule.Refuse("INVALID", "rule", "languages", "max", strconv.Itoa(maxLanguages)).At("languages")
	}
	if o.Deadline != nil {
		switch {
		case !o.Deadline.After(at):
			return nil, rule.Refuse("IN_THE_PAST").At("deadline")
		case o.Deadline.After(at.Add(longest)):
			return nil, rule.Refuse("DEADLINE_TOO_LATE", "most", "P366D").At("deadline")
		}
		deadline := deliberation.InstantOf(*o.Deadline)
		e.Deadline = &deadline
	}
	return []deliberation.Event{e}, nil
}

// MayOpen refuses whoever may not ask so many: whoever speaks for the convener
// or a seat asks the table or everybody, a member asks the organization, or the
// community to which it belongs.
func MayOpen(by By, audience deliberation.Audience) error {
	switch audience {
	case deliberation.AtTable, deliberation.Everybody, deliberation.Public:
		return speaks(by)
	case deliberation.InOrganization:
		if !by.Belongs {
			return rule.Refuse("NO_ORGANIZATION")
		}
		return nil
	case deliberation.InCommunity:
		if !by.Belongs || by.Community == "" {
			return rule.Refuse("NOT_FOUND").At("community")
		}
		return nil
	}
	return rule.Refuse("INVALID", "rule", "unknown").At("audience")
}

func speaks(by By) error {
	switch {
	case !by.Present && !by.Convenes:
		return rule.Refuse("NOT_SEATED")
	case !by.Speaks && !by.Convenes:
		return rule.Refuse("NO_MANDATE")
	}
	return nil
}

// opened is a conversation as it begins. What an old one did not say was so.
func opened(e deliberation.ConversationOpened) Conversation {
	c := Conversation{
		Initiative: e.Initiative, Audience: e.Audience, Organization: e.Organization, Community: e.Community, Readers: e.Readers, Opener: e.Person,
		Pseudonyms: e.Pseudonyms, Before: e.Moderation == deliberation.Before, Moderators: e.Moderators, Longest: e.Longest,
		Statements: make(map[string]*Statement), Lifts: make(map[string]*Lift), Asks: make(map[string]bool),
	}
	if c.Longest == 0 {
		c.Longest = maxText
	}
	if c.Moderators == "" {
		c.Moderators = "convener:" + e.Initiative
		if e.Audience == deliberation.InOrganization {
			c.Moderators = "steward:" + e.Organization
		}
	}
	if e.Deadline != nil {
		c.Deadline = e.Deadline.Time
	}
	if len(e.Languages) > 0 {
		c.Language = e.Languages[0]
	}
	return c
}
