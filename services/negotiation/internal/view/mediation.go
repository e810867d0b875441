package view

import (
	"strings"

	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// SealID is the id of what all see of a seat's seal, and of the seal itself, which
// only the seat does.
func SealID(negotiation, seat string) string { return record.NewID("sel", negotiation, seat) }

// Seal says that a seat has sealed its preferences, and nothing of them.
type Seal struct {
	ID          string              `json:"id"`
	Initiative  string              `json:"initiative"`
	Negotiation string              `json:"negotiation"`
	Seat        string              `json:"seat"`
	Version     int                 `json:"version"`
	Commitment  string              `json:"commitment"`
	Sheet       string              `json:"sheet"`
	ShownAt     negotiation.Instant `json:"shownAt"`
}

// Row implements [project.Document].
func (d *Seal) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: d.Seat, Audience: "table:" + d.Initiative}
}

func seals() project.View {
	return project.Of(project.View{Table: "seal", Version: 1, Audience: atTable}, touchesSeal, projectSeal)
}

func touchesSeal(e project.Event) []string {
	if ev, shown := e.Event.(negotiation.SealShown); shown {
		return one(SealID(e.Commit.Aggregate, ev.Seat))
	}
	return nil
}

func projectSeal(key string, d *Seal, e project.Event) *Seal {
	if ev, shown := e.Event.(negotiation.SealShown); shown {
		return &Seal{key, ev.Initiative, e.Commit.Aggregate, ev.Seat, ev.Version, ev.Commitment, ev.Sheet, at(e)}
	}
	return d
}

// Round is a round of mediation.
type Round struct {
	ID          string                        `json:"id"`
	Initiative  string                        `json:"initiative"`
	Negotiation string                        `json:"negotiation"`
	Number      int                           `json:"number"`
	Status      string                        `json:"status"` // asked, begun, voting, none, carried, notCarried, stale, lapsed
	Text        string                        `json:"text"`
	Methods     []negotiation.MediationMethod `json:"methods"`
	Agreed      []string                      `json:"agreed"` // seats
	VoteFor     string                        `json:"voteFor"`
	AskedAt     negotiation.Instant           `json:"askedAt"`
	LapsesAt    negotiation.Instant           `json:"lapsesAt"`
	Seals       []negotiation.RoundSeal       `json:"seals"`
	Unprotected []string                      `json:"unprotected"`
	BeganAt     *negotiation.Instant          `json:"beganAt,omitempty"`
	AnswerAt    *negotiation.Instant          `json:"answerAt,omitempty"`
	AnsweredAt  *negotiation.Instant          `json:"answeredAt,omitempty"`
	Suggestions []string                      `json:"suggestions"`
	VoteUntil   *negotiation.Instant          `json:"voteUntil,omitempty"`
	Suggestion  string                        `json:"suggestion,omitempty"` // that was carried
	Package     string                        `json:"package,omitempty"`
	EndedAt     *negotiation.Instant          `json:"endedAt,omitempty"`
}

// Row implements [project.Document].
func (d *Round) Row() project.Row {
	return project.Row{Parent: d.Negotiation, Sort: place(d.Number), Audience: "table:" + d.Initiative}
}

func mediationRounds() project.View {
	return project.Of(project.View{Table: "mediation_round", Version: 1, Audience: atTable}, touchesMediation, projectMediation)
}

func touchesMediation(e project.Event) []string {
	switch ev := e.Event.(type) {
	case negotiation.MediationAsked:
		return one(ev.Round)
	case negotiation.MediationJoined:
		return one(ev.Round)
	case negotiation.MediationBegan:
		return one(ev.Round)
	case negotiation.MediationAnswered:
		return one(ev.Round)
	case negotiation.MediationLapsed:
		return one(ev.Round)
	case negotiation.MediationClosed:
		return one(ev.Round)
	}
	return nil
}

func projectMediation(key string, d *Round, e project.Event) *Round {
	now := at(e)
	switch ev := e.Event.(type) {
	case negotiation.MediationAsked:
		return &Round{
			ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Number: ev.Number, Status: "asked", Text: ev.Text,
			Methods: ev.Methods, Agreed: []string{ev.Seat}, VoteFor: ev.VoteFor, AskedAt: now, LapsesAt: ev.LapsesAt,
			Seals: []negotiation.RoundSeal{}, Unprotected: []string{}, Suggestions: []string{},
		}
	case negotiation.MediationJoined:
		d.Agreed = append(d.Agreed, ev.Seat)
	case negotiation.MediationBegan:
		d.Status, d.Seals, d.Unprotected, d.BeganAt, d.AnswerAt = "begun", ev.Seals, ev.Unprotected, &now, &ev.AnswerAt
	case negotiation.MediationAnswered:
		d.answered(ev, now)
	case negotiation.MediationLapsed:
		d.Status, d.EndedAt = "lapsed", &now
	case negotiation.MediationClosed:
		d.Status, d.EndedAt = "notCarried", &now
		if ev.Suggestion != "" {
			d.Status, d.Suggestion, d.Package = "carried", ev.Suggestion, ev.Package
		}
	}
	return d
}

func (d *Round) answered(ev negotiation.MediationAnswered, now negotiation.Instant) {
	d.AnsweredAt = &now
	switch {
	case ev.Stale:
		d.Status, d.EndedAt = "stale", &now
	case len(ev.Suggestions) == 0:
		d.Status, d.EndedAt = "none", &now
	default:
		d.Status, d.VoteUntil = "voting", ev.VoteUntil
	}
	for _, s := range ev.Suggestions {
		d.Suggestions = append(d.Suggestions, s.Suggestion)
	}
}

// Suggested is a package that a round shows to everyone.
type Suggested struct {
	ID          string                        `json:"id"`
	Initiative  string                        `json:"initiative"`
	Negotiation string                        `json:"negotiation"`
	Round       string                        `json:"round"`
	Number      int                           `json:"number"`
	Methods     []negotiation.MediationMethod `json:"methods"`
	Values      []negotiation.Setting         `json:"values"`
	Carried     bool                          `json:"carried"`
}

// Row implements [project.Document].
func (d *Suggested) Row() project.Row {
	return project.Row{Parent: d.Round, Sort: place(d.Number), Audience: "table:" + d.Initiative}
}

func suggestions() project.View {
	return project.Of(project.View{Table: "suggestion", Version: 1, Audience: atTable}, touchesSuggestion, projectSuggestion)
}

func touchesSuggestion(e project.Event) (keys []string) {
	switch ev := e.Event.(type) {
	case negotiation.MediationAnswered:
		for _, s := range ev.Suggestions {
			keys = append(keys, s.Suggestion)
		}
	case negotiation.MediationClosed:
		if ev.Suggestion != "" {
			return one(ev.Suggestion)
		}
	}
	return keys
}

func projectSuggestion(key string, d *Suggested, e project.Event) *Suggested {
	switch ev := e.Event.(type) {
	case negotiation.MediationAnswered:
		for i, s := range ev.Suggestions {
			if s.Suggestion == key {
				return &Suggested{
					ID: key, Initiative: ev.Initiative, Negotiation: e.Commit.Aggregate, Round: ev.Round, Number: i + 1, Methods: s.Methods, Values: s.Values,
				}
			}
		}
	case negotiation.MediationClosed:
		d.Carried = true
	}
	return d
}

// The moments at which a round of mediation wants to be asked again, each
// followed by the round.
const (
	RoundLapses  = "lapse/"
	RoundAnswers = "answer/"
	RoundCloses  = "blind/"
)

// DueForRound tells what a due row of mediation is about.
func DueForRound(d project.Due) (moment, round string) {
	for _, m := range []string{RoundLapses, RoundAnswers, RoundCloses} {
		if round, found := strings.CutPrefix(d.What, m); found {
			return m, round
		}
	}
	return "", ""
}

// dueRound sets and withdraws the moments of rounds of mediation.
func dueRound(e project.Event) []project.Due {
	row := func(moment, round string, when negotiation.Instant) project.Due {
		return project.Due{Aggregate: e.Commit.Aggregate, What: moment + round, At: when.Time}
	}
	var never negotiation.Instant
	switch ev := e.Event.(type) {
	case negotiation.MediationAsked:
		return []project.Due{row(RoundLapses, ev.Round, ev.LapsesAt)}
	case negotiation.MediationLapsed:
		return []project.Due{row(RoundLapses, ev.Round, never)}
	case negotiation.MediationBegan:
		return []project.Due{row(RoundLapses, ev.Round, never), row(RoundAnswers, ev.Round, ev.AnswerAt)}
	case negotiation.MediationAnswered:
		rows := []project.Due{row(RoundAnswers, ev.Round, never)}
		if ev.VoteUntil != nil {
			rows = append(rows, row(RoundCloses, ev.Round, *ev.VoteUntil))
		}
		return rows
	case negotiation.MediationClosed:
		return []project.Due{row(RoundCloses, ev.Round, never)}
	}
	return nil
}
