package organization

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Bounds of a list of people.
const (
	MaxPeople      = 500
	MaxPeopleBytes = 128 << 10
)

// Line is one of a list of people: somebody with an account, or a name to
// invite. Refused is why it cannot be taken, known before the rules are asked.
type Line struct {
	Number            int // in the list, its header is 1
	Person, Name      string
	Roles             []registry.Role
	Invitation, Token string // of who has no account
	Expires           time.Time
	Refused           error
}

// Import takes a list of people in: all of it or nothing.
type Import struct{ Lines []Line }

// Effect is what a line of a list would do.
type Effect struct {
	Line    int    `json:"line"`
	Name    string `json:"name"`
	Effect  string `json:"effect"` // add, change, same, invite, refused
	Refused error  `json:"-"`
}

// ReadPeople reads a list: columns person, name, roles, and those after them
// are not looked at. It is separated by commas or semicolons, as its header is.
// What is no such list is refused as a whole; single lines are refused later.
func ReadPeople(list string) ([]Line, error) {
	if len(list) > MaxPeopleBytes {
		return nil, rule.Refuse("INVALID", "rule", "too_long", "max", strconv.Itoa(MaxPeopleBytes)).At("csv")
	}
	reader := csv.NewReader(strings.NewReader(strings.TrimPrefix(list, "\ufeff")))
	if header, _, _ := strings.Cut(list, "\n"); strings.Contains(header, ";") {
		reader.Comma = ';'
	}
	var lines []Line
	for number := 1; ; number++ {
		cells, err := reader.Read() // each has as many cells as the header
		switch {
		case errors.Is(err, io.EOF) && number > 1:
			return lines, nil
		case err != nil:
			return nil, rule.Refuse("INVALID", "rule", "csv", "line", strconv.Itoa(number)).At("csv")
		case number == 1 && (len(cells) < 3 || !slices.Equal(cells[:3], columns[:3])):
			return nil, rule.Refuse("INVALID", "rule", "columns").At("csv")
		case number > MaxPeople+1:
			return nil, rule.Refuse("INVALID", "rule", "too_many", "max", strconv.Itoa(MaxPeople)).At("csv")
		case number > 1:
			lines = append(lines, read(number, cells))
		}
	}
}

var columns = []string{"person", "name", "roles", "since"}

func read(number int, cells []string) Line {
	l := Line{Number: number, Person: strings.TrimSpace(cells[0]), Name: strings.TrimSpace(cells[1])}
	for r := range strings.FieldsSeq(cells[2]) {
		l.Roles = append(l.Roles, registry.Role(r))
	}
	for _, cell := range cells[:3] {
		if formula(cell) {
			l.Refused = rule.Refuse("INVALID", "rule", "formula")
		}
	}
	return l
}

// formula tells whether a spreadsheet would work a cell out.
func formula(cell string) bool { return cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) }

// WritePeople writes the list that [ReadPeople] reads, with the day since when
// each has belonged.
func WritePeople(rows [][]string) string { return written(append([][]string{columns}, rows...)) }

// WriteTokens writes it with the token that each joins with who has no account.
func WriteTokens(rows [][]string) string {
	return written(append([][]string{{"person", "name", "roles", "token"}}, rows...))
}

// written is a table in which a cell that a spreadsheet would work out begins
// with an apostrophe.
func written(rows [][]string) string {
	var out strings.Builder
	w := csv.NewWriter(&out)
	for _, cells := range rows {
		inert := slices.Clone(cells)
		for i, cell := range inert {
			if formula(cell) {
				inert[i] = "'" + cell
			}
		}
		_ = w.Write(inert) // into memory
	}
	w.Flush()
	return out.String()
}

// Effects says what each line would do, in turn, and the events of all of them.
func (c Import) Effects(o Organization, by string, at time.Time) ([]Effect, []registry.Event) {
	var all []registry.Event
	effects := make([]Effect, len(c.Lines))
	seen := make(map[string]bool)
	for i, l := range c.Lines {
		effects[i] = Effect{Line: l.Number, Name: l.Name}
		wanted, effect := l.wanted(o)
		err := l.Refused
		if err == nil && l.Person != "" && seen[l.Person] {
			err = rule.Refuse("INVALID", "rule", "twice")
		}
		seen[l.Person] = true
		var events []registry.Event
		if err == nil {
			events, err = wanted.decide(o, by, at)
		}
		if err != nil {
			effects[i].Effect, effects[i].Refused = "refused", err
			continue
		}
		if effects[i].Effect = effect; len(events) == 0 {
			effects[i].Effect = "same"
		}
		for _, e := range events {
			o = Evolve(o, e)
		}
		all = append(all, events...)
	}
	return effects, all
}

// wanted is the single wish that a line stands for.
func (l Line) wanted(o Organization) (Command, string) {
	switch {
	case l.Person == "":
		return InviteMember{Invitation: l.Invitation, Token: l.Token, Roles: l.Roles, Name: l.Name, Expires: l.Expires}, "invite"
	case o.Members[l.Person] != nil:
		return ChangeRoles{l.Person, l.Roles}, "change"
	}
	return AddMember{l.Person, l.Roles}, "add"
}

func (c Import) decide(o Organization, by string, at time.Time) ([]registry.Event, error) {
	if err := o.steward(by); err != nil {
		return nil, err
	}
	effects, events := c.Effects(o, by, at)
	for _, e := range effects {
		if e.Refused != nil {
			code, why := because(e.Refused)
			return nil, rule.Refuse("LINE_REFUSED", "line", strconv.Itoa(e.Line), "code", code, "rule", why).At("csv")
		}
	}
	return events, nil
}

func because(err error) (code, why string) {
	var refused *rule.Refusal
	if errors.As(err, &refused) {
		return refused.Code, refused.Params["rule"]
	}
	return "INVALID", ""
}

// Named refuses a line that invites nobody by name.
func (l Line) Named() Line {
	if _, refusal := text.Line(l.Name, maxName); l.Person == "" && refusal != nil && l.Refused == nil {
		l.Refused = refusal.At("csv")
	}
	return l
}
