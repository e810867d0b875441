package negotiation

// CaucusOpened begins a closed room between named seats, or between the
// facilitator and seats. Nobody else learns that there is one.
type CaucusOpened struct {
	Negotiation string   `json:"negotiation"`
	Initiative  string   `json:"initiative"`
	Title       string   `json:"title,omitempty"` // none where nothing is to be left
	By          Reader   `json:"by"`              // who opened it
	Members     []Reader `json:"members"`
	EraseAt     *Instant `json:"eraseAt,omitempty"` // off the record: then nothing of what was said can be read any more
}

// CaucusSaid is said among the members of a caucus. Words that are off the
// record are kept under a key that does not outlive its date.
type CaucusSaid struct {
	Message string   `json:"message"`
	Number  int      `json:"number"`
	By      Reader   `json:"by"`
	Person  string   `json:"person"`
	Text    string   `json:"text,omitempty"`
	Cipher  string   `json:"cipher,omitempty"`  // base64
	ReplyTo int      `json:"replyTo,omitempty"` // number of the message that it answers
	Readers []Reader `json:"readers"`           // who was there
}

// CaucusUnsaid takes a message back.
type CaucusUnsaid struct {
	Message string   `json:"message"`
	Readers []Reader `json:"readers"` // who had read it
}

// CaucusLeft says that a member is gone. What they heard they keep.
type CaucusLeft struct {
	Member Reader   `json:"member"`
	Left   []Reader `json:"left"` // who remain
}

// CaucusClosed ends a caucus.
type CaucusClosed struct {
	By      *Reader  `json:"by,omitempty"` // absent: it ended with the table, or its date
	Members []Reader `json:"members"`      // who were there
}

// CaucusErased says that the key is gone, and so what was said.
type CaucusErased struct {
	Readers []Reader `json:"readers"` // everybody who ever was there
}

// Name implements [Event].
func (CaucusOpened) Name() string { return "negotiation.caucus_opened.v1" }
func (CaucusSaid) Name() string   { return "negotiation.caucus_said.v1" }
func (CaucusUnsaid) Name() string { return "negotiation.caucus_unsaid.v1" }
func (CaucusLeft) Name() string   { return "negotiation.caucus_left.v1" }
func (CaucusClosed) Name() string { return "negotiation.caucus_closed.v1" }
func (CaucusErased) Name() string { return "negotiation.caucus_erased.v1" }

// Of implements [Event].
func (CaucusOpened) Of() Kind { return OfCaucus }
func (CaucusSaid) Of() Kind   { return OfCaucus }
func (CaucusUnsaid) Of() Kind { return OfCaucus }
func (CaucusLeft) Of() Kind   { return OfCaucus }
func (CaucusClosed) Of() Kind { return OfCaucus }
func (CaucusErased) Of() Kind { return OfCaucus }
