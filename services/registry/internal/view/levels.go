package view

import (
	"cmp"
	"slices"
	"strconv"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
)

// Alignment is a document of registry.alignment: who at the table seeks which
// level of change, and whether that is the same.
type Alignment struct {
	ID       string         `json:"id"`
	Level    registry.Level `json:"level"` // of the initiative
	Seats    []Sought       `json:"seats"` // the taken ones
	Mismatch bool           `json:"mismatch"`
}

// Sought is what one seat's holder seeks; Gap is how much farther than the
// initiative that is.
type Sought struct {
	Seat  string         `json:"seat"`
	Seeks registry.Level `json:"seeks"`
	Gap   int            `json:"gap"`
}

// Row implements [project.Document].
func (a *Alignment) Row() project.Row { return project.Row{Audience: Everybody} }

func theAlignment(e project.Event) []string {
	switch e.Event.(type) {
	case registry.InitiativeOpened, registry.SeatTaken, registry.SeatVacated, registry.LevelStated:
		return []string{e.Commit.Aggregate}
	}
	return nil
}

func applyAlignment(id string, a *Alignment, e project.Event) *Alignment {
	if e, opened := e.Event.(registry.InitiativeOpened); opened {
		return &Alignment{ID: id, Level: e.Level, Seats: []Sought{}}
	}
	seat, _ := seatOf(e.Event)
	a.Seats = slices.DeleteFunc(a.Seats, func(s Sought) bool { return s.Seat == seat })
	if level, seeks := sought(e.Event); seeks {
		a.Seats = append(a.Seats, Sought{seat, level, int(level) - int(a.Level)})
	}
	slices.SortFunc(a.Seats, func(x, y Sought) int { return cmp.Compare(x.Seat, y.Seat) })
	a.Mismatch = slices.ContainsFunc(a.Seats, func(s Sought) bool { return s.Gap != 0 })
	return a
}

// sought returns the level that a seat's holder seeks from now on.
func sought(e record.Event) (registry.Level, bool) {
	switch e := e.(type) {
	case registry.SeatTaken:
		return e.Seeks, true
	case registry.LevelStated:
		return e.Seeks, true
	}
	return 0, false
}

// Perception is a document of registry.perception: what others have published
// that they think a seat seeks, beside what it does seek.
type Perception struct {
	ID         string         `json:"id"`
	Initiative string         `json:"initiative"`
	Seat       string         `json:"seat"`
	Seeks      registry.Level `json:"seeks"`
	Presumed   []PresumedBy   `json:"presumed"`
	Gap        bool           `json:"gap"` // somebody presumes another level than it seeks
}

// PresumedBy is what one other seat's holder thinks; Gap is how much farther
// than the truth that is.
type PresumedBy struct {
	By           string         `json:"by"` // seat
	Organization string         `json:"organization"`
	Level        registry.Level `json:"level"`
	Gap          int            `json:"gap"`
}

// Row implements [project.Document].
func (p *Perception) Row() project.Row {
	return project.Row{Parent: p.Initiative, Sort: p.Seat, Audience: Everybody}
}

// perceptionID is the id of what is thought of a seat.
func perceptionID(seat string) string { return record.NewID("prc", seat) }

func thePerceptions(e project.Event) []string {
	switch e := e.Event.(type) {
	case registry.SeatTaken:
		return []string{perceptionID(e.Seat)}
	case registry.SeatVacated:
		return []string{perceptionID(e.Seat)}
	case registry.LevelStated:
		return []string{perceptionID(e.Seat)}
	case registry.PresumptionsPublished:
		var keys []string
		for _, p := range e.Presumes {
			keys = append(keys, perceptionID(p.Seat))
		}
		return keys
	}
	return nil
}

func applyPerception(id string, p *Perception, e project.Event) *Perception {
	switch event := e.Event.(type) {
	case registry.SeatTaken:
		p = &Perception{ID: id, Initiative: e.Commit.Aggregate, Seat: event.Seat, Seeks: event.Seeks, Presumed: []PresumedBy{}}
	case registry.SeatVacated:
		return nil // what was thought was thought of who has left
	case registry.LevelStated:
		p.Seeks = event.Seeks
	case registry.PresumptionsPublished:
		if p == nil {
			return nil
		}
		p.Presumed = slices.DeleteFunc(p.Presumed, func(by PresumedBy) bool { return by.By == event.Seat })
		for _, presumed := range event.Presumes {
			if presumed.Seat == p.Seat {
				p.Presumed = append(p.Presumed, PresumedBy{By: event.Seat, Organization: event.Organization, Level: presumed.Level})
			}
		}
		slices.SortFunc(p.Presumed, func(x, y PresumedBy) int { return cmp.Compare(x.By, y.By) })
	}
	p.Gap = false
	for i := range p.Presumed {
		p.Presumed[i].Gap = int(p.Presumed[i].Level) - int(p.Seeks)
		p.Gap = p.Gap || p.Presumed[i].Gap != 0
	}
	return p
}

// Presumption is a document of registry_sealed.presumption: what an organization
// thinks of another seat, for itself.
type Presumption struct {
	ID           string         `json:"id"`
	Organization string         `json:"organization"`
	Initiative   string         `json:"initiative"`
	Seat         string         `json:"seat"`
	About        string         `json:"about"`
	Level        registry.Level `json:"level"`
}

// Row implements [project.Document].
func (p *Presumption) Row() project.Row {
	return project.Row{Parent: p.Seat, Sort: p.About, Audience: "org:" + p.Organization}
}

// PresumptionID is the id of what an organization in a seat thinks of another.
func PresumptionID(seat, organization, about string) string {
	return record.NewID("psm", seat, organization, about)
}

func thePresumption(e project.Event) []string {
	if e, presumed := e.Event.(registry.LevelPresumed); presumed {
		return []string{PresumptionID(e.Seat, e.Organization, e.About.Seat)}
	}
	return nil
}

func applyPresumption(id string, _ *Presumption, e project.Event) *Presumption {
	event := e.Event.(registry.LevelPresumed)
	return &Presumption{
		ID: id, Organization: event.Organization, Initiative: event.Initiative, Seat: event.Seat, About: event.About.Seat, Level: event.About.Level,
	}
}

// Vision is a document of registry.vision: one version of where an initiative
// wants to get to.
type Vision struct {
	ID         string           `json:"id"`
	Initiative string           `json:"initiative"`
	Visions    registry.Visions `json:"visions"`
	Reason     string           `json:"reason,omitempty"`
	By         string           `json:"by"`
	At         registry.Instant `json:"at"`
}

// Row implements [project.Document].
func (v *Vision) Row() project.Row {
	return project.Row{Parent: v.Initiative, Sort: sortable(v.At), Audience: Everybody}
}

func theVision(e project.Event) []string {
	switch e.Event.(type) {
	case registry.InitiativeOpened, registry.VisionsRevised:
		return []string{record.NewID("vis", e.Commit.Aggregate, strconv.FormatUint(e.Commit.Version, 10))}
	}
	return nil
}

func applyVision(id string, _ *Vision, e project.Event) *Vision {
	v := &Vision{ID: id, Initiative: e.Commit.Aggregate, At: registry.InstantOf(e.At())}
	switch event := e.Event.(type) {
	case registry.InitiativeOpened:
		v.Visions, v.By = event.Visions, event.Convener.Person
	case registry.VisionsRevised:
		v.Visions, v.By, v.Reason = event.Visions, event.By, event.Reason
	}
	return v
}

// Link is a document of registry.link: what one initiative is to another, once
// in the list of each.
type Link struct {
	ID         string           `json:"id"`
	Initiative string           `json:"initiative"`
	Other      string           `json:"other"`
	As         string           `json:"as"` // pilotOf, levelOf, hasPilot, hasLevel
	Confirmed  bool             `json:"confirmed"`
	At         registry.Instant `json:"at"`
}

// Row implements [project.Document].
func (l *Link) Row() project.Row {
	return project.Row{Parent: l.Initiative, Sort: sortable(l.At), Audience: Everybody}
}

func theLinks(e project.Event) []string {
	switch e := e.Event.(type) {
	case registry.InitiativeLinked:
		return []string{e.Link}
	case registry.LinkConfirmed:
		return []string{e.Link, record.NewID("lnk", e.Link, "back")}
	}
	return nil
}

func applyLink(id string, l *Link, e project.Event) *Link {
	at := registry.InstantOf(e.At())
	switch event := e.Event.(type) {
	case registry.InitiativeLinked:
		return &Link{ID: id, Initiative: e.Commit.Aggregate, Other: event.To, As: string(event.As), At: at}
	case registry.LinkConfirmed:
		if id == event.Link {
			l.Confirmed = true
			return l
		}
		as := map[registry.LinkKind]string{registry.PilotOf: "hasPilot", registry.LevelOf: "hasLevel"}[event.As]
		return &Link{ID: id, Initiative: e.Commit.Aggregate, Other: event.From, As: as, Confirmed: true, At: at}
	}
	return l
}
