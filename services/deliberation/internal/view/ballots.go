package view

import (
	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// Ballot is a document of deliberation.ballot: what is asked, of how many, by
// which rule, and in the end the arithmetic. Until then there is no count in it,
// and of a secret ballot not even how many have voted.
type Ballot struct {
	ID           string                     `json:"id"`
	Organization string                     `json:"organization"`
	Community    string                     `json:"community,omitempty"`
	Readers      string                     `json:"readers"`
	SubjectKind  deliberation.SubjectKind   `json:"subjectKind"`
	Subject      string                     `json:"subject"`
	Mandate      string                     `json:"mandate,omitempty"` // the subject, if it is one
	Question     string                     `json:"question"`
	Explanation  string                     `json:"explanation,omitempty"`
	Options      []deliberation.Option      `json:"options"`
	Method       deliberation.Method        `json:"method"`
	Threshold    string                     `json:"threshold,omitempty"`
	ByWeight     string                     `json:"weightThreshold,omitempty"`
	Strict       bool                       `json:"strict"`
	Quorum       string                     `json:"quorum"`
	Openness     deliberation.Openness      `json:"openness"`
	Lending      bool                       `json:"lending"`
	Negotiation  string                     `json:"negotiation,omitempty"`
	Term         string                     `json:"term,omitempty"`
	Electors     int                        `json:"electorCount"`
	WeightSource string                     `json:"weightSource,omitempty"`
	Call         int                        `json:"call"`
	First        string                     `json:"first,omitempty"`
	Second       string                     `json:"second,omitempty"`
	Status       string                     `json:"status"` // open, closing, closed
	Opener       string                     `json:"opener,omitempty"`
	CausedBy     string                     `json:"causedBy,omitempty"`
	OpenedAt     deliberation.Instant       `json:"openedAt"`
	Deadline     deliberation.Instant       `json:"deadline"`
	MovedFrom    *deliberation.Instant      `json:"movedFrom,omitempty"`
	MoveReason   string                     `json:"moveReason,omitempty"`
	Voted        *int                       `json:"voted,omitempty"` // themselves, so far
	Outcome      deliberation.BallotOutcome `json:"outcome,omitempty"`
	SecondCall   bool                       `json:"secondCallOpen"` // there may be one
	Steps        []BallotStep               `json:"steps"`
	Turnout      []deliberation.TurnoutPart `json:"turnout"`
	Count        []deliberation.CountPart   `json:"count"`
	Ranking      []BallotPlace              `json:"ranking"`
	Comparisons  []BallotComparison         `json:"comparisons"`
	ClosedAt     *record.Instant            `json:"closedAt,omitempty"`
}

// BallotStep is a line of the arithmetic.
type BallotStep struct {
	deliberation.BallotStep
	People []string `json:"people"`
}

// BallotPlace is a place in a ranking, with the options that share it.
type BallotPlace struct {
	Place   int      `json:"place"`
	Options []string `json:"options"`
}

// BallotComparison is one option against another.
type BallotComparison struct {
	First  string `json:"first"`
	Second string `json:"second"`
	Prefer int64  `json:"prefer"` // how many prefer the first
	Path   int64  `json:"path"`   // strength of the strongest path
}

// Row implements [project.Document].
func (b *Ballot) Row() project.Row {
	parent := b.Organization
	if b.Community != "" {
		parent = b.Community
	}
	return project.Row{Parent: parent, Sort: sortable(record.Instant(b.OpenedAt)), Audience: b.Readers}
}

func theBallot(e project.Event) []string {
	switch ev := e.Event.(type) {
	case deliberation.BallotOpened:
		if ev.First != "" {
			return []string{e.Commit.Aggregate, ev.First}
		}
		return []string{e.Commit.Aggregate}
	case deliberation.BallotDeadlineMoved, deliberation.BallotVoted, deliberation.BallotClosingCalled, deliberation.BallotClosed:
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyBallot(id string, b *Ballot, e project.Event) *Ballot {
	switch ev := e.Event.(type) {
	case deliberation.BallotOpened:
		if id != e.Commit.Aggregate {
			b.Second, b.SecondCall = e.Commit.Aggregate, false
			return b
		}
		return askedInBallot(id, ev, e)
	case deliberation.BallotDeadlineMoved:
		from := b.Deadline
		b.MovedFrom, b.Deadline, b.MoveReason = &from, ev.Deadline, ev.Reason
	case deliberation.BallotVoted:
		if ev.Vote == nil || !ev.Again {
			*b.Voted++
		}
	case deliberation.BallotClosingCalled:
		b.Status = "closing"
	case deliberation.BallotClosed:
		b.close(ev, e)
	}
	return b
}

func askedInBallot(id string, ev deliberation.BallotOpened, e project.Event) *Ballot {
	opener := ev.Person
	if ev.Community != "" {
		opener = "" // an organization asked, which stands above
	}
	b := &Ballot{
		ID: id, Organization: ev.Organization, Community: ev.Community, Readers: ev.Readers, SubjectKind: ev.Subject.Kind, Subject: ev.Subject.ID,
		Question: ev.Question, Explanation: ev.Explanation, Options: ev.Options, Method: ev.Rule.Method, Threshold: ev.Rule.Threshold,
		ByWeight: ev.Rule.WeightThreshold, Strict: ev.Rule.Strict, Quorum: ev.Rule.Quorum, Openness: ev.Openness, Lending: ev.Lending,
		Negotiation: ev.Scope.Negotiation, Term: ev.Scope.Term, Electors: len(ev.Electors), WeightSource: ev.WeightSource,
		Call: ev.Call, First: ev.First, Status: "open", Opener: opener, CausedBy: e.Commit.Cause, OpenedAt: ev.OpenedAt, Deadline: ev.Deadline,
		Steps: []BallotStep{}, Turnout: []deliberation.TurnoutPart{}, Count: []deliberation.CountPart{}, Ranking: []BallotPlace{}, Comparisons: []BallotComparison{},
	}
	if b.Options == nil {
		b.Options = []deliberation.Option{}
	}
	if ev.Subject.Kind == deliberation.AboutMandate {
		b.Mandate = ev.Subject.ID
	}
	if ev.Openness != deliberation.SecretVotes {
		b.Voted = new(int)
	}
	return b
}

func (b *Ballot) close(ev deliberation.BallotClosed, e project.Event) {
	now := record.InstantOf(e.At())
	b.Status, b.Outcome, b.ClosedAt, b.SecondCall = "closed", ev.Outcome, &now, ev.SecondCall
	b.Turnout = append(b.Turnout, ev.Turnout...)
	b.Count = append(b.Count, ev.Count...)
	for _, s := range ev.Steps {
		people := s.People
		if people == nil {
			people = []string{}
		}
		s.People = nil
		b.Steps = append(b.Steps, BallotStep{s, people})
	}
	for i, options := range ev.Ranking {
		b.Ranking = append(b.Ranking, BallotPlace{i + 1, options})
	}
	for i, row := range ev.Preferred {
		for j, n := range row {
			if i != j && i < len(b.Options) && j < len(b.Options) {
				b.Comparisons = append(b.Comparisons, BallotComparison{b.Options[i].ID, b.Options[j].ID, n, ev.Paths[i][j]})
			}
		}
	}
	if b.Voted != nil {
		own := 0
		for _, v := range ev.Votes {
			if !v.Lent {
				own++
			}
		}
		b.Voted = &own
	}
}
