package deliberation

// OfPetition is the kind of petitions.
const OfPetition Kind = "petition"

// PetitionOpened asks for signatures. What is asked for, of whom, how many are
// needed, until when, and whether one signs in the open never change.
type PetitionOpened struct {
	Initiative   string   `json:"initiative"`
	Audience     Audience `json:"audience"`
	Organization string   `json:"organization,omitempty"`
	Community    string   `json:"community,omitempty"`
	Readers      string   `json:"readers"`
	Title        string   `json:"title"`
	Text         string   `json:"text"`
	To           string   `json:"to"`
	Needed       int      `json:"needed"`
	Deadline     Instant  `json:"deadline"`
	ByName       bool     `json:"byName,omitempty"` // who has signed is shown
	Person       string   `json:"person"`
	For          string   `json:"for,omitempty"`
}

// PetitionSigned adds a signature: a person's where one signs by name,
// otherwise one that only its owner can be told by.
type PetitionSigned struct {
	Signature string `json:"signature"`
	Person    string `json:"person,omitempty"`
	Readers   string `json:"readers"`
}

// SignatureWithdrawn takes a signature back.
type SignatureWithdrawn struct {
	Signature string `json:"signature"`
}

// PetitionReached says that there are enough signatures. It happens once.
type PetitionReached struct {
	Petition   string `json:"petition"`
	Initiative string `json:"initiative"`
	Title      string `json:"title"`
	Signatures int    `json:"signatures"`
	Needed     int    `json:"needed"`
	To         string `json:"to,omitempty"`
}

// PetitionClosed ends a petition at its deadline.
type PetitionClosed struct {
	Reached bool `json:"reached,omitempty"`
}

// Name implements [Event].
func (PetitionOpened) Name() string     { return "deliberation.petition_opened.v1" }
func (PetitionSigned) Name() string     { return "deliberation.petition_signed.v1" }
func (SignatureWithdrawn) Name() string { return "deliberation.signature_withdrawn.v1" }
func (PetitionReached) Name() string    { return "deliberation.petition_reached.v1" }
func (PetitionClosed) Name() string     { return "deliberation.petition_closed.v1" }

// Of implements [Event].
func (PetitionOpened) Of() Kind     { return OfPetition }
func (PetitionSigned) Of() Kind     { return OfPetition }
func (SignatureWithdrawn) Of() Kind { return OfPetition }
func (PetitionReached) Of() Kind    { return OfPetition }
func (PetitionClosed) Of() Kind     { return OfPetition }
