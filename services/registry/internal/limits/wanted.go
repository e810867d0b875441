package limits

import (
	"slices"

	"parley.example/events/registry"
)

// Want seals how far a mandate is asked to reach. For a proposed mandate the
// request is the mandate.
type Want struct {
	registry.Limits
	Request string
}

// Answer ends what was wanted; if it was adopted, it is how far the mandate
// reaches from now on. Holders are then who may act by it.
type Answer struct {
	Request string
	Outcome registry.ProposalOutcome
	Holders []string
}

func (c Want) decide(s State) ([]registry.Event, error) {
	clean, err := Clean(c.Limits.Limits)
	if err != nil {
		return nil, err
	}
	if _, asked := s.want(c.Request); asked {
		return nil, nil
	}
	c.Limits.Limits = clean
	return []registry.Event{registry.LimitsWanted(c)}, nil
}

func (c Answer) decide(s State) ([]registry.Event, error) {
	w, asked := s.want(c.Request)
	if !asked {
		return nil, nil
	}
	answered := registry.LimitsAnswered{Request: c.Request, Outcome: c.Outcome}
	if c.Outcome != registry.Adopted {
		return []registry.Event{answered}, nil
	}
	return []registry.Event{registry.LimitsSet{Limits: w.Limits, Holders: c.Holders}, answered}, nil
}

func (s State) want(request string) (registry.LimitsWanted, bool) {
	i := slices.IndexFunc(s.Wanted, func(w registry.LimitsWanted) bool { return w.Request == request })
	if i < 0 {
		return registry.LimitsWanted{}, false
	}
	return s.Wanted[i], true
}
