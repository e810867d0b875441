package registry

// ClassChange is what is to become of a class.
type ClassChange string

// The changes.
const (
	RenameClass  ClassChange = "rename"
	SplitClass   ClassChange = "split"
	MergeClasses ClassChange = "merge"
)

// ClassPart is a class as it will be called, with the seats that are its.
type ClassPart struct {
	Called string   `json:"name"`
	Seats  []string `json:"seats"`
}

// ClassChangeProposed puts a change before the classes that it is about.
type ClassChangeProposed struct {
	Change  string      `json:"change"`
	Kind    ClassChange `json:"kind"`
	Classes []string    `json:"classes"` // two to merge, otherwise one
	Into    []ClassPart `json:"into"`    // two or more for a split, otherwise one
	Reason  string      `json:"reason"`
	By      string      `json:"by"` // organization
}

// ClassChangeVoted is one seat's answer; a later one counts instead.
type ClassChangeVoted struct {
	Change string `json:"change"`
	Seat   string `json:"seat"`
	Yes    bool   `json:"yes"`
}

// ClassChangeEnded says what became of it.
type ClassChangeEnded struct {
	Change  string `json:"change"`
	Carried bool   `json:"carried"`
}

// ClassesChanged puts other classes in the place of some, with all their seats.
type ClassesChanged struct {
	Kind    ClassChange `json:"kind"`
	Classes []string    `json:"classes"`
	Into    []ClassPart `json:"into"`
	Change  string      `json:"change,omitempty"` // absent where nobody sat there to be asked
}

// Presumed is the level of change that one seat thinks another seeks.
type Presumed struct {
	Seat  string `json:"seat"`
	Level Level  `json:"level"`
}

// LevelPresumed seals what a seat's holder thinks of another seat.
type LevelPresumed struct {
	Initiative   string   `json:"initiative"`
	Seat         string   `json:"seat"`
	Organization string   `json:"organization"`
	About        Presumed `json:"presumed"`
}

// PresumptionsPublished shows what a seat's holder thinks of others.
type PresumptionsPublished struct {
	Seat         string     `json:"seat"`
	Organization string     `json:"organization"`
	Presumes     []Presumed `json:"presumes"`
}

// VisionsRevised puts other visions in the place of those before.
type VisionsRevised struct {
	Visions Visions `json:"visions"`
	Reason  string  `json:"reason"`
	By      string  `json:"by"`
}

// LinkKind is what one initiative is to another.
type LinkKind string

// The kinds.
const (
	PilotOf LinkKind = "pilotOf" // it tries at level 1 what the other seeks farther
	LevelOf LinkKind = "levelOf" // it seeks at its level what the other seeks at another
)

// InitiativeLinked says, on one initiative, what it is to another.
type InitiativeLinked struct {
	Link string   `json:"link"`
	To   string   `json:"to"`
	As   LinkKind `json:"as"`
}

// LinkConfirmed says on the other that it is so.
type LinkConfirmed struct {
	Link string   `json:"link"`
	From string   `json:"from"`
	As   LinkKind `json:"as"`
}

// Name implements [Event].
func (ClassChangeProposed) Name() string   { return "registry.class_change_proposed.v1" }
func (ClassChangeVoted) Name() string      { return "registry.class_change_voted.v1" }
func (ClassChangeEnded) Name() string      { return "registry.class_change_ended.v1" }
func (ClassesChanged) Name() string        { return "registry.classes_changed.v1" }
func (LevelPresumed) Name() string         { return "registry.level_presumed.v1" }
func (PresumptionsPublished) Name() string { return "registry.presumptions_published.v1" }
func (VisionsRevised) Name() string        { return "registry.visions_revised.v1" }
func (InitiativeLinked) Name() string      { return "registry.initiative_linked.v1" }
func (LinkConfirmed) Name() string         { return "registry.link_confirmed.v1" }

// Of implements [Event].
func (ClassChangeProposed) Of() Kind   { return OfInitiative }
func (ClassChangeVoted) Of() Kind      { return OfInitiative }
func (ClassChangeEnded) Of() Kind      { return OfInitiative }
func (ClassesChanged) Of() Kind        { return OfInitiative }
func (LevelPresumed) Of() Kind         { return OfPresumptions }
func (PresumptionsPublished) Of() Kind { return OfInitiative }
func (VisionsRevised) Of() Kind        { return OfInitiative }
func (InitiativeLinked) Of() Kind      { return OfInitiative }
func (LinkConfirmed) Of() Kind         { return OfInitiative }
