// Package summary puts an analysis of opinions into one object to be printed:
// groups with their members, axes, representative and consensus statements,
// with all numbers behind them. It names people, and so is for those who hold
// the whole export anyway.
package summary

import (
	"fmt"
	"io"

	"parley.example/services/deliberation/internal/opinion"
)

// The parts of a summary.
type (
	Summary struct {
		ID             string        `json:"id"`
		People         int           `json:"people"`
		InConversation int           `json:"inConversation"`
		Votes          Votes         `json:"votes"`
		Axes           []Axis        `json:"axes"`
		Groups         []Group       `json:"groups"`
		Tried          []Trial       `json:"tried"`
		Majority       Sided[Single] `json:"majority"`
		GroupAware     Sided[Single] `json:"groupAware"`
		Bridging       []Single      `json:"bridging"`
		Statements     []Statement   `json:"statements"`
		Positions      []Position    `json:"positions"`
	}
	Votes struct {
		Agree    int `json:"agree"`
		Disagree int `json:"disagree"`
		Pass     int `json:"pass"`
	}
	Axis struct {
		Eigenvalue float64   `json:"eigenvalue"`
		Explained  float64   `json:"explained"`
		Loadings   []Loading `json:"loadings"`
	}
	Loading struct {
		Statement string  `json:"statement"`
		Loading   float64 `json:"loading"`
		Center    float64 `json:"center"`
	}
	Group struct {
		Number         int        `json:"number"`
		Size           int        `json:"size"`
		Center         [2]float64 `json:"center"`
		Members        []string   `json:"members"`
		Representative []Single   `json:"representative"`
	}
	Trial struct {
		Groups     int     `json:"groups"`
		Silhouette float64 `json:"silhouette"`
		Within     float64 `json:"within"`
		Smallest   int     `json:"smallest"`
		Chosen     bool    `json:"chosen"`
	}
	Sided[T any] struct {
		Agree    []T `json:"agree"`
		Disagree []T `json:"disagree"`
	}
	// Single is one statement with what is said of it; what does not apply is absent.
	Single struct {
		Statement string       `json:"statement"`
		Text      string       `json:"text"`
		Side      opinion.Side `json:"side"`
		Count     *int         `json:"count,omitempty"`
		Seen      *int         `json:"seen,omitempty"`
		Share     *float64     `json:"share,omitempty"`
		Z         *float64     `json:"z,omitempty"`
		Ratio     *float64     `json:"ratio,omitempty"`
		RatioZ    *float64     `json:"ratioZ,omitempty"`
		Score     *float64     `json:"score,omitempty"`
		Least     *float64     `json:"least,omitempty"`
		Leads     bool         `json:"leads,omitempty"`
		ByGroup   []Count      `json:"byGroup,omitempty"`
	}
	Count struct {
		Agree    int `json:"agree"`
		Disagree int `json:"disagree"`
		Seen     int `json:"seen"`
	}
	Statement struct {
		ID      string  `json:"id"`
		Text    string  `json:"text"`
		Out     bool    `json:"out"`
		All     Count   `json:"all"`
		ByGroup []Count `json:"byGroup"`
	}
	Position struct {
		Person string  `json:"person"`
		X      float64 `json:"x"`
		Y      float64 `json:"y"`
		Group  *int    `json:"group"` // null for who has said too little
	}
)

// Print says the main things to a person.
func (r Summary) Print(out io.Writer) error {
	w := &sticky{to: out}
	w.say("%d people, %d of them in groups; analysis %s\n", r.People, r.InConversation, r.ID)
	for i, a := range r.Axes {
		w.say("axis %d explains %.1f %%\n", i+1, 100*a.Explained)
	}
	for _, g := range r.Groups {
		w.say("\ngroup %d, %d people\n", g.Number, g.Size)
		for _, s := range g.Representative {
			w.say("  %-8s %3d of %3d  %s\n", s.Side, *s.Count, *s.Seen, s.Text)
		}
	}
	w.say("\nbridging: every group is on the same side\n")
	if len(r.Bridging) == 0 {
		w.say("  none\n")
	}
	for _, s := range r.Bridging[:min(10, len(r.Bridging))] {
		w.say("  %-8s at least %.0f %%  %s\n", s.Side, 100**s.Least, s.Text)
	}
	return w.err
}

// sticky writes until something goes wrong.
type sticky struct {
	to  io.Writer
	err error
}

func (s *sticky) say(format string, args ...any) {
	if s.err == nil {
		_, s.err = fmt.Fprintf(s.to, format, args...)
	}
}
