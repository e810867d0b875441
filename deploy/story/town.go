package story

import "time"

// Organization is one of the story, with those who act for it.
type Organization struct {
	ID      string
	Name    string
	Steward *Person
	Mandate string // the newest
	Seats   map[*Initiative]string
	tale    *Tale
}

// Founds makes an organization, for which its founder acts from then on.
func (p *Person) Founds(name, kind, purpose string) *Organization {
	o := &Organization{Name: name, Steward: p, Seats: make(map[*Initiative]string), tale: p.tale}
	var got struct {
		Organization struct {
			ID        string
			FoundedAt time.Time
		}
	}
	p.Does("foundOrganization", Input{"name": name, "kind": kind, "purpose": purpose}, "organization { id foundedAt }", &got)
	o.ID = got.Organization.ID
	if p.tale.begun.IsZero() {
		p.tale.begun = got.Organization.FoundedAt
	}
	p.actsFor(o)
	return o
}

func (p *Person) actsFor(o *Organization) {
	p.Org = o
	if p.tale.err != nil {
		return
	}
	if err := p.ActFor(p.tale.ctx, o.ID); err != nil {
		p.tale.fail(p.Name, "act for "+o.Name, err)
	}
}

// TakesIn makes somebody a member, who acts for the organization from then on.
func (o *Organization) TakesIn(p *Person, roles ...string) {
	o.Steward.Does("addMember", Input{"organization": o.ID, "person": p.Person, "roles": roles}, "member { id }", nil)
	p.actsFor(o)
}

// Limit bounds what binding acts may agree to on one term.
type Limit struct {
	Term string `json:"term"`
	Max  string `json:"max,omitempty"`
}

// manyYears is the life of a mandate of the story: longer than anybody's data.
const manyYears = 5 * 365 * 24 * time.Hour

// Sends gives a mandate for every act at every table. Deputy may be nil.
func (o *Organization) Sends(delegate, deputy *Person, limits ...Limit) {
	input := Input{
		"organization": o.ID, "delegate": delegate.Person, "acts": []string{"speak", "offer", "vote", "sign"},
		"until": o.tale.In(manyYears),
	}
	if deputy != nil {
		input["deputy"] = deputy.Person
	}
	if len(limits) > 0 {
		input["limits"] = limits
	}
	var got struct{ Mandate struct{ ID string } }
	o.Steward.Does("grantMandate", input, "mandate { id }", &got)
	o.Mandate = got.Mandate.ID
}

// Initiative is one of the story, with its chairs.
type Initiative struct {
	ID       string
	Convener *Person
	Chairs   map[string]string // ids of seats by name
	tale     *Tale
}

// Visions are where an initiative should lead.
type Visions struct {
	Person       string `json:"person"`
	Organization string `json:"organization"`
	Economy      string `json:"economy"`
}

// Opens begins an initiative.
func (p *Person) Opens(title string, level int, purpose string, visions Visions) *Initiative {
	i := &Initiative{Convener: p, Chairs: make(map[string]string), tale: p.tale}
	var got struct{ Initiative struct{ ID string } }
	p.Does("openInitiative", Input{
		"title": title, "purpose": purpose, "level": level, "visions": visions,
		"zone": "Europe/Madrid", "languages": []string{"en", "es"},
	}, "initiative { id }", &got)
	i.ID = got.Initiative.ID
	return i
}

// Class names a stakeholder class.
func (i *Initiative) Class(name string) {
	i.Convener.Does("addClass", Input{"initiative": i.ID, "name": name}, "initiative { id }", nil)
}

// Chair puts an empty chair at the table and returns its id.
func (i *Initiative) Chair(class, name, affects string) string {
	var got struct{ Seat struct{ ID string } }
	i.Convener.Does("openSeat", Input{"initiative": i.ID, "class": class, "name": name, "affects": affects}, "seat { id }", &got)
	i.Chairs[name] = got.Seat.ID
	return got.Seat.ID
}

// Invites offers a chair to somebody and returns the token that they get.
func (i *Initiative) Invites(chair, name, note string) string {
	var got struct{ Token string }
	i.Convener.Does("inviteSeat", Input{"seat": chair, "name": name, "note": note, "expires": i.tale.In(60 * 24 * time.Hour)}, "token", &got)
	return got.Token
}

// Seats opens a chair for an organization, invites somebody and lets them take
// it, after they have read what the invitation says.
func (i *Initiative) Seats(p *Person, class, affects string, seeks int) {
	chair := i.Chair(class, p.Org.Name, affects)
	p.Org.Seats[i] = chair
	token := i.Invites(chair, p.Name, "We cannot settle this without you. Please sit down with us.")
	p.Sees(`query($token: String!) { invitation(token: $token) { title seatName inviterFor missing { name state } } }`, Input{"token": token}, nil)
	p.Does("takeSeat", Input{"token": token, "seeks": seeks}, "seat { id state }", nil)
}

// Tries notes that somebody tried to reach those whom a chair is for.
func (i *Initiative) Tries(p *Person, chair, channel, note string) {
	p.Does("recordAttempt", Input{"seat": i.Chairs[chair], "channel": channel, "note": note}, "attempt { id }", nil)
}
