package view

import (
	"parley.example/events/project"
	"parley.example/events/registry"
)

// Governance is a document of registry.governance: who decides on mandates, and
// how many people an offer needs.
type Governance struct {
	Organization string              `json:"organization"`
	MandatesBy   registry.Governance `json:"mandatesBy"`
	Since        registry.Instant    `json:"since"`
	OffersBy     registry.OffersBy   `json:"offersBy"`
	OffersSince  registry.Instant    `json:"offersSince"`
}

// Row implements [project.Document].
func (g *Governance) Row() project.Row { return project.Row{Audience: "org:" + g.Organization} }

func theGovernance(e project.Event) []string {
	switch e.Event.(type) {
	case registry.OrganizationFounded, registry.MandatesGoverned, registry.OffersGoverned:
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyGovernance(id string, g *Governance, e project.Event) *Governance {
	at := registry.InstantOf(e.At())
	switch event := e.Event.(type) {
	case registry.OrganizationFounded:
		return &Governance{Organization: id, MandatesBy: registry.ByStewards, Since: at, OffersBy: registry.OffersByOne, OffersSince: at}
	case registry.MandatesGoverned:
		g.MandatesBy, g.Since = event.By, at
	case registry.OffersGoverned:
		g.OffersBy, g.OffersSince = event.By, at
	}
	return g
}

// Proposal is a document of registry.proposal: what members are asked about a
// mandate. How far it is to reach is sealed.
type Proposal struct {
	ID           string            `json:"id"`   // the mandate's that is proposed, or the request's
	Kind         string            `json:"kind"` // mandate, limits
	Organization string            `json:"organization"`
	Mandate      string            `json:"mandate"`
	By           string            `json:"by"`
	Delegate     string            `json:"delegate,omitempty"`
	Deputy       string            `json:"deputy,omitempty"`
	Initiative   string            `json:"initiative,omitempty"`
	Acts         []registry.Act    `json:"acts,omitempty"`
	MandateUntil *registry.Instant `json:"mandateUntil,omitempty"`
	Limited      bool              `json:"limited"`
	Question     string            `json:"question"`
	Deadline     registry.Instant  `json:"deadline"`
	State        string            `json:"state"` // open, or the outcome
	Ballot       string            `json:"ballot,omitempty"`
	Reason       string            `json:"reason,omitempty"`
	AskedAt      registry.Instant  `json:"askedAt"`
	EndedAt      *registry.Instant `json:"endedAt,omitempty"`
}

// Row implements [project.Document].
func (p *Proposal) Row() project.Row {
	return project.Row{Parent: p.Organization, Sort: sortable(p.AskedAt), Audience: "org:" + p.Organization}
}

func theProposal(e project.Event) []string {
	switch e := e.Event.(type) {
	case registry.MandateProposed:
		return []string{e.Mandate}
	case registry.LimitsAsked:
		return []string{e.Request}
	case registry.ProposalEnded:
		return []string{e.Request}
	}
	return nil
}

func applyProposal(id string, p *Proposal, e project.Event) *Proposal {
	at := registry.InstantOf(e.At())
	switch event := e.Event.(type) {
	case registry.MandateProposed:
		return &Proposal{
			ID: id, Kind: "mandate", Organization: e.Commit.Aggregate, Mandate: event.Mandate, By: event.By,
			Delegate: event.Delegate, Deputy: event.Deputy, Initiative: event.Initiative, Acts: event.Acts, MandateUntil: &event.Until,
			Limited: event.Limited, Question: event.Question, Deadline: event.Deadline, State: "open", AskedAt: at,
		}
	case registry.LimitsAsked:
		return &Proposal{
			ID: id, Kind: "limits", Organization: e.Commit.Aggregate, Mandate: event.Mandate, By: event.By, Limited: true,
			Question: event.Question, Deadline: event.Deadline, State: "open", AskedAt: at,
		}
	case registry.ProposalEnded:
		p.State, p.Ballot, p.Reason, p.EndedAt = string(event.Outcome), event.Ballot, event.Reason, &at
	}
	return p
}

// WantedLimits is a document of registry_sealed.wanted_limits: how far a mandate
// is asked to reach, for the members who decide.
type WantedLimits struct {
	Request string `json:"request"`
	registry.Limits
	State string `json:"state"` // open, or the outcome
}

// Row implements [project.Document].
func (w *WantedLimits) Row() project.Row {
	return project.Row{Parent: w.Mandate, Sort: w.Request, Audience: "org:" + w.Organization}
}

func theWantedLimits(e project.Event) []string {
	switch e := e.Event.(type) {
	case registry.LimitsWanted:
		return []string{e.Request}
	case registry.LimitsAnswered:
		return []string{e.Request}
	}
	return nil
}

func applyWantedLimits(id string, w *WantedLimits, e project.Event) *WantedLimits {
	switch e := e.Event.(type) {
	case registry.LimitsWanted:
		return &WantedLimits{Request: id, Limits: e.Limits, State: "open"}
	case registry.LimitsAnswered:
		w.State = string(e.Outcome)
	}
	return w
}
