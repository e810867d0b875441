package proof

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// state is where a version stands in its life.
type state int

const (
	isOpen       state = iota // drafted, or opened, and not in force
	isRatifying               // with those who sent the delegates
	isInForce                 // binds those who have signed it
	isVoid                    // a seat that had to sign declined
	isLapsed                  // not all who had to signed, or ratified
	isReopened                // refused terms went back to the table
	isSuperseded              // the next version is in force
	isEnded                   // its term is over, or too few are left
)

// version is one version as far as its life decides whom it binds.
type version struct {
	hash, document string
	text           text
	state          state
	signed         []string // seats, in the order in which they signed
	declined       []string
	unratified     []string          // seats whose organizations did not ratify it
	asked          bool              // a ratification was opened, and
	closed         bool              // all of it is known
	until          string            // the end of its term
	leaving        map[string]string // when the notice of a seat is over
	left           []string
}

// text is what a document says about its own life.
type text struct {
	Agreement string  `json:"agreement"`
	Version   int     `json:"version"`
	Format    string  `json:"format"`
	Entry     entry   `json:"entry"`
	Parent    *parent `json:"parent"`
	Clauses   []struct {
		Key   string   `json:"key"`
		Needs []string `json:"needs"`
	} `json:"clauses"`
	Ratification *struct {
		Until string `json:"until"`
	} `json:"ratification"`
	Lasts *struct {
		Until  string `json:"until"`
		Notice string `json:"notice"`
		Renews string `json:"renews"`
	} `json:"lasts"`
}

type parent struct {
	Agreement string `json:"agreement"`
	Version   int    `json:"version"`
	Hash      string `json:"hash"`
}

// entry is what the document itself says about its entry into force.
type entry struct {
	Seats     []string `json:"seats"`
	By        string   `json:"by"`
	NotBefore string   `json:"notBefore"`
}

// missing are the seats that must sign and have not.
func (v version) missing() (seats []string) {
	for _, seat := range v.text.Entry.Seats {
		if !slices.Contains(v.signed, seat) {
			seats = append(seats, seat)
		}
	}
	return seats
}

// met tells whether the version has to be in force, given what was signed.
func (v version) met(at string) bool {
	return len(v.text.Entry.Seats) > 0 && len(v.missing()) == 0 && at >= v.text.Entry.NotBefore
}

// parties are whom the version binds.
func (v version) parties() []string {
	if v.state != isInForce {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(v.signed), func(seat string) bool { return slices.Contains(v.left, seat) })
}

// awake are the articles that wait for seats, and do not any more.
func (v version) awake() (keys []string) {
	parties := v.parties()
	for _, c := range v.text.Clauses {
		if len(c.Needs) > 0 && len(parties) > 0 && !slices.ContainsFunc(c.Needs, func(seat string) bool { return !slices.Contains(parties, seat) }) {
			keys = append(keys, c.Key)
		}
	}
	return keys
}

// deed is an event of an agreement, as far as its life needs it.
type deed struct {
	kind      string
	Version   int      `json:"version"`
	Hash      string   `json:"hash"`
	Document  string   `json:"document"`
	By        any      `json:"by"` // an instant of opened, a version of superseded
	NotBefore string   `json:"notBefore"`
	Seat      string   `json:"seat"`
	Accession bool     `json:"accession"`
	Parties   []string `json:"parties"`
	Missing   []string `json:"missing"`
	Refused   []string `json:"refused"`
	Left      []string `json:"left"`
	Until     string   `json:"until"`
	Ends      string   `json:"ends"`
	Why       string   `json:"why"`
	Clause    string   `json:"clause"`
	Terms     []string `json:"terms"`
	seats     []struct{ Seat, Outcome string }
}

// lives tells what became of every version, from the record alone, or which
// commit says otherwise than the texts do.
func lives(commits []Commit) ([]version, error) {
	var l life
	for _, c := range commits {
		if err := l.commit(c); err != nil {
			return l.versions, found("FORCE", fmt.Errorf("record: version %d: %w", c.Version, err))
		}
	}
	return l.versions, nil
}

// life replays a record.
type life struct {
	versions []version
	at       string   // of the commit
	woken    []string // "version key", as its events say
	voided   string   // the seat that declined in it
	replaces int      // the version that one superseded in it makes way for
}

func (l *life) commit(c Commit) error {
	l.at, l.woken, l.voided, l.replaces = c.At, nil, "", 0
	before := l.awake()
	signed := 0
	for _, e := range c.Events {
		kind, ours := strings.CutPrefix(e.Type, "agreements.")
		kind, first := strings.CutSuffix(kind, ".v1")
		if _, step := steps[kind]; !ours || !first || !step {
			continue
		}
		t := deed{kind: kind}
		if err := json.Unmarshal(e.Data, &t); err != nil {
			return err
		}
		if kind == "ratification_closed" {
			var said struct {
				Seats []struct{ Seat, Outcome string } `json:"seats"`
			}
			_ = json.Unmarshal(e.Data, &said) // it was read above
			t.seats = said.Seats
		}
		if kind != "drafted" && (t.Version < 1 || t.Version > len(l.versions)) {
			return fmt.Errorf("%s: there is no version %d", kind, t.Version)
		}
		if err := l.step(t); err != nil {
			return fmt.Errorf("%s of version %d: %w", kind, t.Version, err)
		}
		if kind == "signed" {
			signed = t.Version
		}
	}
	return l.after(before, signed)
}

func (l *life) step(t deed) error {
	if t.kind == "drafted" {
		return l.drafted(t)
	}
	return steps[t.kind](l, &l.versions[t.Version-1], t)
}

// after holds what has to have happened in the same commit.
func (l *life) after(before []string, signed int) error {
	if signed > 0 {
		if v := l.versions[signed-1]; v.state == isOpen && v.met(l.at) {
			return fmt.Errorf("all who must have signed version %d, and it is not in force", signed)
		}
	}
	if l.replaces > 0 && l.versions[l.replaces-1].state != isInForce {
		return fmt.Errorf("version %d makes way for version %d, which is not in force", l.replaces-1, l.replaces)
	}
	var woken []string
	for _, article := range l.awake() {
		if !slices.Contains(before, article) {
			woken = append(woken, article)
		}
	}
	slices.Sort(woken)
	slices.Sort(l.woken)
	if !slices.Equal(woken, l.woken) {
		return fmt.Errorf("the articles %v awake in it, it says %v", woken, l.woken)
	}
	binding := 0
	for _, v := range l.versions {
		if v.state == isInForce {
			binding++
		}
	}
	if binding > 1 {
		return fmt.Errorf("%d versions are in force", binding)
	}
	return nil
}

func (l *life) awake() (all []string) {
	for i, v := range l.versions {
		for _, key := range v.awake() {
			all = append(all, fmt.Sprint(i+1, " ", key))
		}
	}
	return all
}
