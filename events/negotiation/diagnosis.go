package negotiation

// Whether says what a disagreement is about.
type Whether string

// What it can be about.
const (
	Where Whether = "where" // we want to get to
	How   Whether = "how"   // we get there
)

// Diagnosis is what the author of a concern or objection answers to the
// question: is it where we want to get to, or how?
type Diagnosis struct {
	Whether Whether `json:"whether,omitempty"`
	Sphere  Sphere  `json:"sphere,omitempty"` // whose vision it touches
	Vision  string  `json:"vision,omitempty"` // the sentence of it
}

// Sphere is one of the three in which an initiative has a vision.
type Sphere string

// The spheres.
const (
	OfPerson       Sphere = "person"
	OfOrganization Sphere = "organization"
	OfEconomy      Sphere = "economy"
)

// Presumed is what another seat takes a position to be about.
type Presumed struct {
	Position   string  `json:"position"`
	Initiative string  `json:"initiative"`
	Seat       string  `json:"seat"`
	Whether    Whether `json:"whether"`
}

// Way is a way out of a disagreement on where to get to.
type Way string

// The ways.
const (
	Pilot       Way = "pilot"     // on level 1, with a date to look back
	LinkedTalks Way = "linked"    // an initiative of the other level
	StandAside  Way = "notAParty" // the seat is no party to what comes of it
)

// WayChosen is the way out that the author of a position takes.
type WayChosen struct {
	Position   string `json:"position"`
	Initiative string `json:"initiative"`
	Seat       string `json:"seat"`
	Way        Way    `json:"way"`
	LookBack   string `json:"lookBack,omitempty"` // date, of a pilot
	Linked     string `json:"linked,omitempty"`   // id of the initiative
	Reason     string `json:"reason"`
}

// Name implements [Event].
func (Presumed) Name() string  { return "negotiation.presumed.v1" }
func (WayChosen) Name() string { return "negotiation.way_chosen.v1" }

// Of implements [Event].
func (Presumed) Of() Kind  { return OfNegotiation }
func (WayChosen) Of() Kind { return OfNegotiation }
