package digest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"golang.org/x/text/language"

	"parley.example/events/command"
	"parley.example/gateway/internal/inbox"
	"parley.example/gateway/internal/read"
	"parley.example/schema"
)

// Source reads as one actor, and is closed when nothing more is asked of it.
type Source interface {
	inbox.Source
	Close()
}

// Sources opens a source for an actor.
type Sources func(command.Actor) Source

// Profile is who somebody is by the registry.
type Profile struct {
	Name          string
	Language      string
	Zone          string
	Organizations []string
}

// organizationsMost is for how many of their organizations somebody is told
// of news.
const organizationsMost = 50

// Who reads somebody's own profile, as themself.
func (s Sources) Who(ctx context.Context, person string) (Profile, error) {
	src := s(command.Actor{Person: person})
	defer src.Close()
	found, err := src.Read(ctx, read.Batch{
		Lookups: []read.Lookup{{Table: "registry.person", IDs: []string{person}}},
		Pages:   []read.Page{{Table: "registry.membership", Parent: person, Limit: organizationsMost}},
	})
	if err != nil {
		return Profile{}, fmt.Errorf("read who %s is: %w", person, err)
	}
	var p Profile
	if row, there := found.Rows[read.Key{Table: "registry.person", ID: person}]; there {
		if err := json.Unmarshal(row.Doc, &p); err != nil {
			return p, fmt.Errorf("decode person %s: %w", person, err)
		}
	}
	for _, row := range found.Pages[0] {
		var m struct{ Organization string }
		if err := json.Unmarshal(row.Doc, &m); err != nil {
			return p, fmt.Errorf("decode membership %s: %w", row.ID, err)
		}
		p.Organizations = append(p.Organizations, m.Organization)
	}
	return p, nil
}

// Actors are the ways in which somebody reads: for each of their organizations,
// or for nobody where they have none.
func (p Profile) Actors(person string) []command.Actor {
	if len(p.Organizations) == 0 {
		return []command.Actor{{Person: person}}
	}
	var all []command.Actor
	for _, o := range p.Organizations {
		all = append(all, command.Actor{Person: person, Organization: o})
	}
	return all
}

// Bounds of what is read for a digest, for each organization of its reader.
const (
	needsMost = 40
	newsMost  = 100
)

// soon is how near a deadline is a reason to write on its own: so each is
// reminded of once, in the last digest before it.
const soon = 24 * time.Hour

// gathered is what there is to tell somebody.
type gathered struct {
	News
	Fresh int // of the lines, those that are a reason to write
	Names map[string]string
}

// gather reads what somebody has not read since a moment, and what still needs
// them.
func (c *Clerk) gather(ctx context.Context, marks inbox.Marks, person string, as []command.Actor, since, until time.Time) (gathered, error) {
	g := gathered{Names: make(map[string]string)}
	seen := make(map[string]bool)
	for _, actor := range as {
		if err := c.gatherAs(ctx, marks, person, actor, since, until, &g, seen); err != nil {
			return g, err
		}
	}
	slices.SortStableFunc(g.Lines, func(a, b inbox.Line) int { return b.At.Compare(a.At) })
	return g, nil
}

func (c *Clerk) gatherAs(ctx context.Context, marks inbox.Marks, person string, actor command.Actor, since, until time.Time, g *gathered, seen map[string]bool) error {
	src := c.Sources(actor)
	defer src.Close()
	worth := func(l inbox.Line) bool { return !l.Done && !l.Muted && !seen[l.ID] }
	var lines []inbox.Line
	for _, q := range []inbox.Query{
		{Person: person, Lanes: []string{inbox.Needs}, Until: until, Limit: needsMost, Keep: worth},
		{Person: person, Lanes: []string{inbox.Became, inbox.Moved}, Since: since, Until: until, Limit: newsMost, Keep: func(l inbox.Line) bool { return worth(l) && !l.Read }},
	} {
		page, err := inbox.Read(ctx, src, marks, q, c.Now())
		if err != nil {
			return fmt.Errorf("read the news of %s: %w", person, err)
		}
		lines = append(lines, page.Lines...)
		g.More = g.More || page.More
	}
	for _, l := range lines {
		seen[l.ID] = true
		if l.At.After(since) && !l.Read || l.Lane == inbox.Needs && l.Until != nil && l.Until.Before(c.Now().Add(soon)) {
			g.Fresh++
		}
	}
	names, err := inbox.Names(ctx, src, c.Table, lines)
	if err != nil {
		return fmt.Errorf("read the names in the news of %s: %w", person, err)
	}
	maps.Copy(g.Names, names)
	g.Lines = append(g.Lines, lines...)
	return nil
}

var tongues = func() language.Matcher {
	var tags []language.Tag
	for _, l := range schema.Locales {
		tags = append(tags, language.MustParse(l))
	}
	return language.NewMatcher(tags)
}()

// Locale is the language of [schema.Locales] that comes next to one.
func Locale(wanted string) string {
	if wanted == "" || len(wanted) > 60 {
		return schema.Locales[0]
	}
	_, i := language.MatchStrings(tongues, wanted)
	return schema.Locales[i]
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
