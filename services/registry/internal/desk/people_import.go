package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/organization"
	"parley.example/services/registry/internal/view"
)

// ImportPeople takes a list of people in, all of it or nothing.
type ImportPeople struct {
	serve.Common
	Organization string `json:"organization" need:"true"`
	CSV          string `json:"csv" need:"true"`
}

// PeopleList is a list that is only looked at.
type PeopleList struct {
	ID  string `json:"id" need:"true"`
	CSV string `json:"csv" need:"true"`
}

// importedFor is how long those who are invited by a list may take.
const importedFor = 30 * 24 * time.Hour

func (d *desk) aboutImport() {
	serve.Command(d.house, "import_people", d.importPeople)
	serve.Question(d.house, "people_import", d.importEffects)
	serve.Question(d.house, "people_csv", d.exportPeople)
}

// importPeople answers with the list again, each line with the token that who
// has no account joins with. It follows from the command, as for a single
// invitation, so that an answer that was lost can be asked for again.
func (d *desk) importPeople(ctx context.Context, c serve.Call, in ImportPeople) (command.Receipt, error) {
	if !record.ValidID("org", in.Organization) {
		return command.Receipt{}, missing("organization")
	}
	lines, err := organization.ReadPeople(in.CSV)
	if err != nil {
		return command.Receipt{}, err
	}
	var report [][]string
	for i, l := range lines {
		if l.Person != "" {
			report = append(report, []string{l.Person, l.Name, words(l.Roles), ""})
			continue
		}
		token := tokenFor(d.key, in.Organization, fmt.Sprintf("%s/%d", c.ID, l.Number))
		lines[i].Token, lines[i].Invitation = hashed(token), joiningID(hashed(token))
		report = append(report, []string{"", l.Name, words(l.Roles), token})
	}
	out, err := d.organizations.Do(ctx, wish(c, in.Organization), func(ctx context.Context, o organization.Organization, at time.Time) (resident.Ruling, error) {
		lines, err := d.checked(ctx, lines, at)
		if err != nil {
			return resident.Ruling{}, err
		}
		return ruling(organization.Decide(o, c.Actor.Person, at, organization.Import{Lines: lines}))
	})
	if err != nil {
		return command.Receipt{}, err
	}
	receipt, err := d.tell(ctx, c, out, map[string]string{"organization": in.Organization}, "org:"+in.Organization)
	if err == nil && !c.DryRun {
		receipt.Secrets = map[string]string{"tokens": organization.WriteTokens(report)}
	}
	return receipt, err
}

// checked refuses the lines of people who are not known, in one look.
func (d *desk) checked(ctx context.Context, lines []organization.Line, at time.Time) ([]organization.Line, error) {
	var ids []string
	for _, l := range lines {
		if record.ValidID("per", l.Person) {
			ids = append(ids, l.Person)
		}
	}
	rows, err := d.house.Pool().Query(ctx, "SELECT id FROM registry.person WHERE id = ANY ($1)", ids)
	if err != nil {
		return nil, fmt.Errorf("find people: %w", err)
	}
	known := make(map[string]bool)
	var id string
	if _, err := pgx.ForEachRow(rows, []any{&id}, func() error { known[id] = true; return nil }); err != nil {
		return nil, fmt.Errorf("find people: %w", err)
	}
	checked := make([]organization.Line, len(lines))
	for i, l := range lines {
		if l.Person != "" && !known[l.Person] && l.Refused == nil {
			l.Refused = rule.Refuse("NOT_FOUND")
		}
		l.Expires = at.Add(importedFor)
		checked[i] = l.Named()
	}
	return checked, nil
}

// lineEffect is what a line would do, in the shape of its GraphQL type.
type lineEffect struct {
	Line   int    `json:"line"`
	Name   string `json:"name"`
	Effect string `json:"effect"`
	Code   string `json:"code,omitempty"`
	Rule   string `json:"rule,omitempty"`
}

// importEffects says line by line what a list would do. Nothing happens.
func (d *desk) importEffects(ctx context.Context, c serve.Call, in PeopleList) (any, error) {
	o, err := d.stewarded(ctx, c.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	lines, err := organization.ReadPeople(in.CSV)
	if err != nil {
		return nil, err
	}
	now := d.house.Now()
	if lines, err = d.checked(ctx, lines, now); err != nil {
		return nil, err
	}
	for i := range lines {
		lines[i].Invitation = fmt.Sprintf("preview/%d", i)
	}
	effects, _ := organization.Import{Lines: lines}.Effects(o, c.Actor.Person, now)
	list := []lineEffect{}
	for _, e := range effects {
		one := lineEffect{Line: e.Line, Name: e.Name, Effect: e.Effect}
		var refused *rule.Refusal
		if errors.As(e.Refused, &refused) {
			one.Code, one.Rule = refused.Code, refused.Params["rule"]
		}
		list = append(list, one)
	}
	return list, nil
}

func (d *desk) stewarded(ctx context.Context, who command.Actor, id string) (organization.Organization, error) {
	if !record.ValidID("org", id) {
		return organization.Organization{}, missing("id")
	}
	o, _, err := d.organizations.Look(ctx, id)
	if err == nil && !o.Is(who.Person, registry.Steward) {
		err = missing("id")
	}
	return o, err
}

// exportPeople writes the members of an organization as a list, for those who
// may read them.
func (d *desk) exportPeople(ctx context.Context, c serve.Call, in About) (any, error) {
	if organization, err := d.member(ctx, c.Actor); err != nil || organization != in.ID || in.ID == "" {
		if err == nil {
			err = missing("id")
		}
		return nil, err
	}
	rows, err := d.house.Pool().Query(ctx, `SELECT m.doc::text, coalesce(p.doc->>'name', '') FROM registry.member m
		LEFT JOIN registry.person p ON p.id = m.doc->>'person' WHERE m.parent = $1 ORDER BY m.sort, m.id`, in.ID)
	if err != nil {
		return nil, fmt.Errorf("read members: %w", err)
	}
	var list [][]string
	var doc, name string
	_, err = pgx.ForEachRow(rows, []any{&doc, &name}, func() error {
		var m view.Member
		if err := json.Unmarshal([]byte(doc), &m); err != nil {
			return err
		}
		list = append(list, []string{m.Person, name, words(m.Roles), m.Since.UTC().Format(time.DateOnly)})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read members: %w", err)
	}
	return organization.WritePeople(list), nil
}

func words(roles []registry.Role) string {
	list := make([]string, len(roles))
	for i, r := range roles {
		list[i] = string(r)
	}
	return strings.Join(list, " ")
}
