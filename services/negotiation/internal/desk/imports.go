package desk

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"strconv"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/events/record"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/mediation/genius"
	"parley.example/services/negotiation/internal/suggest/scenario"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/vault"
	"parley.example/services/negotiation/internal/view"
)

// importScenario has no version of an agreement to replace, as other tables may.
type importScenario struct {
	serve.Common
	Initiative  string            `json:"initiative" need:"true"`
	Title       string            `json:"title" need:"true"`
	Level       negotiation.Level `json:"level"`
	GroundRules table.GroundRules `json:"groundRules"`
	Domain      string            `json:"domain" need:"true"`
}

type sealProfile struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
	Profile     string `json:"profile" need:"true"`
}

type importNegotiation struct {
	serve.Common
	Initiative string `json:"initiative" need:"true"`
	Title      string `json:"title"`
	Export     string `json:"export" need:"true"`
}

func (d *desk) hearImports() {
	serve.Command(d.house, "import_scenario", d.importScenario)
	serve.Command(d.house, "import_contract", d.importContract)
	serve.Command(d.house, "seal_profile", d.sealProfile)
	serve.Command(d.house, "import_negotiation", d.importNegotiation)
	serve.Question(d.house, "export", d.export)
}

// importScenario opens a table on the terms of a GENIUS domain.
func (d *desk) importScenario(ctx context.Context, c serve.Call, in importScenario) (command.Receipt, error) {
	if err := inhabited(in.GroundRules); err != nil {
		return command.Receipt{}, err
	}
	if len(in.Domain) > scenario.MaxFile {
		return command.Receipt{}, tooLong("domain")
	}
	domain, err := genius.ReadDomain([]byte(in.Domain))
	if err != nil {
		return command.Receipt{}, rule.Refuse("NOT_A_SCENARIO", "why", err.Error()).At("domain")
	}
	open := table.Open{Initiative: in.Initiative, Title: in.Title, Level: in.Level, GroundRules: in.GroundRules}
	return d.openWith(ctx, c, open, scenario.Definitions(domain))
}

func tooLong(field string) error {
	return rule.Refuse("INVALID", "rule", "too_long", "max", strconv.Itoa(scenario.MaxFile)).At(field)
}

// openWith opens a table with terms.
func (d *desk) openWith(ctx context.Context, c serve.Call, open table.Open, terms []table.Definition) (command.Receipt, error) {
	p := place{record.NewID("neg", "new", c.Actor.Person, "open_negotiation", c.ID), open.Initiative}
	out, err := d.atTable(ctx, c, p, "", func(_ context.Context, who party) (table.Command, error) {
		wish := table.OpenWith{Open: openNegotiation{Open: open}.at(p, who)}
		for i, t := range terms {
			wish.Terms = append(wish.Terms, table.AddTerm{ID: record.NewID("trm", p.negotiation, c.ID, strconv.Itoa(i)), Definition: t})
		}
		return wish, nil
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return out.Receipt(map[string]string{"negotiation": p.negotiation}), nil
}

// sealProfile seals what a GENIUS profile says, about terms that came from its
// domain.
func (d *desk) sealProfile(ctx context.Context, c serve.Call, in sealProfile) (command.Receipt, error) {
	if len(in.Profile) > scenario.MaxFile {
		return command.Receipt{}, tooLong("profile")
	}
	return d.seal(ctx, c, in.Negotiation, func(at vault.Place) (vault.Wish, error) {
		wish, err := scenario.Wish(at.Sheet, []byte(in.Profile))
		if err != nil {
			return wish, rule.Refuse("NOT_A_SCENARIO", "why", err.Error()).At("profile")
		}
		return wish, nil
	})
}

// Export is a whole negotiation in one file. What was said and done is there to
// be read; what a new table takes over are the ground rules and the terms.
type Export struct {
	Format      string            `json:"format"`
	Negotiation view.Negotiation  `json:"negotiation"`
	Terms       []view.Term       `json:"terms"`
	Packages    []json.RawMessage `json:"packages"`
	Positions   []json.RawMessage `json:"positions"`
	Decisions   []json.RawMessage `json:"decisions"`
	Votes       []json.RawMessage `json:"votes"`
	Seals       []json.RawMessage `json:"seals"`
	Rounds      []json.RawMessage `json:"rounds"`
	Suggestions []json.RawMessage `json:"suggestions"`
	Complete    bool              `json:"complete"` // false: more of it is in the lists and the record than one file holds
}

// exportFormat names the form, which never changes its meaning.
const exportFormat = "parley.negotiation.v1"

// The parts of an export that are lists of documents, by table.
func (e *Export) lists() map[string]*[]json.RawMessage {
	return map[string]*[]json.RawMessage{
		"package": &e.Packages, "position": &e.Positions, "decision": &e.Decisions, "vote": &e.Votes,
		"seal": &e.Seals, "mediation_round": &e.Rounds, "suggestion": &e.Suggestions,
	}
}

// maxExport bounds what goes out in one answer.
const maxExport = 600 << 10

// export hands out the shared documents of a table, the same to all who sit at
// it.
func (d *desk) export(ctx context.Context, c serve.Call, in about) (any, error) {
	_, p, err := d.asker(ctx, c.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	e := Export{Format: exportFormat, Complete: true}
	if err := d.read(ctx, "negotiation.negotiation", p.negotiation, &e.Negotiation); err != nil {
		return nil, err
	}
	left := maxExport
	var listed []json.RawMessage
	if listed, err = d.documents(ctx, "term", p.negotiation, &left, &e.Complete); err != nil {
		return nil, err
	}
	for _, doc := range listed {
		var t view.Term
		if err := json.Unmarshal(doc, &t); err != nil {
			return nil, err
		}
		if !t.Removed {
			e.Terms = append(e.Terms, t)
		}
	}
	lists := e.lists()
	for _, name := range []string{"package", "decision", "position", "vote", "seal", "mediation_round", "suggestion"} {
		if *lists[name], err = d.documents(ctx, name, p.negotiation, &left, &e.Complete); err != nil {
			return nil, err
		}
	}
	return e, nil
}

// under is what the documents of a table belong to, if not to the negotiation.
var under = map[string]string{"position": "package", "vote": "decision", "suggestion": "mediation_round"}

// documents are those of a table that belong to a negotiation, in their order
// and that of what they belong to, as far as there is room.
func (d *desk) documents(ctx context.Context, name, id string, left *int, complete *bool) ([]json.RawMessage, error) {
	above := cmp.Or(under[name], "negotiation")
	rows, err := d.house.Pool().Query(ctx, "SELECT d.doc::text FROM negotiation."+name+" d LEFT JOIN negotiation."+above+
		" p ON p.id = d.parent WHERE d.aggregate = $1 ORDER BY p.sort, d.parent, d.sort, d.id LIMIT 5000", id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := []json.RawMessage{}
	for rows.Next() {
		var doc string
		if err := rows.Scan(&doc); err != nil {
			return nil, err
		}
		if *left -= len(doc); *left < 0 {
			*complete = false
			return all, nil
		}
		all = append(all, json.RawMessage(doc))
	}
	return all, rows.Err()
}

// importNegotiation opens a table on the ground rules and terms of another one.
func (d *desk) importNegotiation(ctx context.Context, c serve.Call, in importNegotiation) (command.Receipt, error) {
	if len(in.Export) > maxExport+scenario.MaxFile {
		return command.Receipt{}, tooLong("export")
	}
	open, terms, refusal := imported([]byte(in.Export))
	if refusal != nil {
		return command.Receipt{}, refusal.At("export")
	}
	open.Initiative = in.Initiative
	if in.Title != "" {
		open.Title = in.Title
	}
	if err := inhabited(open.GroundRules); err != nil {
		return command.Receipt{}, err
	}
	return d.openWith(ctx, c, open, terms)
}

// imported reads an export strictly: what it does not know is no export of
// ours.
func imported(file []byte) (table.Open, []table.Definition, *rule.Refusal) {
	why := func(word string) (table.Open, []table.Definition, *rule.Refusal) {
		return table.Open{}, nil, rule.Refuse("NOT_AN_EXPORT", "why", word)
	}
	var e Export
	dec := json.NewDecoder(bytes.NewReader(file))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&e); err != nil {
		return why("json")
	}
	if _, err := dec.Token(); err != io.EOF {
		return why("json")
	}
	if e.Format != exportFormat {
		return why("format")
	}
	open := table.Open{Title: e.Negotiation.Title, Level: e.Negotiation.Level}
	rules := e.Negotiation.GroundRules.GroundRules
	rules.Behind = nil // of seats at another table
	written, err := json.Marshal(rules)
	if err == nil {
		err = json.Unmarshal(written, &open.GroundRules)
	}
	if err != nil {
		return why("groundRules")
	}
	terms := make([]table.Definition, len(e.Terms))
	for i, t := range e.Terms {
		if terms[i], err = definition(t); err != nil {
			return why("terms")
		}
	}
	return open, terms, nil
}

// definition is a term as one would wish for it.
func definition(t view.Term) (d table.Definition, err error) {
	whole := t.Term
	whole.Options = t.Options
	written, err := json.Marshal(struct {
		negotiation.Term
		Scale *int `json:"scale,omitempty"` // follows from the bounds
	}{Term: whole})
	if err != nil {
		return d, err
	}
	return d, json.Unmarshal(written, &d)
}
