package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/command"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/agreements/internal/keeping"
	"parley.example/services/agreements/internal/view"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

// keepsDuties is the policy that brings what is owed up to what is in force.
const keepsDuties = "keep-duties"

// ofObligation names an obligation of an agreement.
type ofObligation struct {
	serve.Common
	Agreement  string `json:"agreement" need:"true"`
	Obligation string `json:"obligation" need:"true"`
}

// evidence is a file by its hash.
type evidence struct {
	Hash string `json:"hash"`
	Name string `json:"name"`
}

type reportObligation struct {
	ofObligation
	Note  string     `json:"note"`
	Files []evidence `json:"files"`
}

type disputeObligation struct {
	ofObligation
	Reason string `json:"reason" need:"true"`
}

type proposeResolution struct {
	ofObligation
	Outcome string `json:"outcome" need:"true"`
	How     string `json:"how" need:"true"`
	On      string `json:"on"`
}

type agreeResolution struct {
	ofObligation
	Resolution string `json:"resolution" need:"true"`
}

// keepDuties declares what the service answers and follows about obligations.
func (d *desk) keepDuties() {
	h := d.house
	serve.Command(h, "report_obligation", func(ctx context.Context, c serve.Call, in reportObligation) (command.Receipt, error) {
		files, err := in.files()
		if err == nil {
			files, err = d.filed(ctx, in.Agreement, files)
		}
		if err != nil {
			return command.Receipt{}, err
		}
		return d.keeps(ctx, c, in.ofObligation, "reportObligation", func(by keeping.Party, a accord.Agreement, at time.Time) keeping.Command {
			return keeping.Report{By: by, Obligation: in.Obligation, Note: in.Note, Files: files, Zone: zoneOf(a), At: at}
		})
	})
	serve.Command(h, "accept_obligation", func(ctx context.Context, c serve.Call, in ofObligation) (command.Receipt, error) {
		return d.keeps(ctx, c, in, "acceptObligation", func(by keeping.Party, _ accord.Agreement, _ time.Time) keeping.Command {
			return keeping.Accept{By: by, Obligation: in.Obligation}
		})
	})
	serve.Command(h, "dispute_obligation", func(ctx context.Context, c serve.Call, in disputeObligation) (command.Receipt, error) {
		return d.keeps(ctx, c, in.ofObligation, "disputeObligation", func(by keeping.Party, _ accord.Agreement, _ time.Time) keeping.Command {
			return keeping.Dispute{By: by, Obligation: in.Obligation, Reason: in.Reason}
		})
	})
	serve.Command(h, "waive_obligation", func(ctx context.Context, c serve.Call, in disputeObligation) (command.Receipt, error) {
		return d.keeps(ctx, c, in.ofObligation, "waiveObligation", func(by keeping.Party, _ accord.Agreement, _ time.Time) keeping.Command {
			return keeping.Waive{By: by, Obligation: in.Obligation, Reason: in.Reason}
		})
	})
	serve.Command(h, "propose_resolution", func(ctx context.Context, c serve.Call, in proposeResolution) (command.Receipt, error) {
		return d.keeps(ctx, c, in.ofObligation, "proposeResolution", func(by keeping.Party, a accord.Agreement, at time.Time) keeping.Command {
			return keeping.Propose{
				By: by, Obligation: in.Obligation, Resolution: record.NewID("res", in.Agreement, c.ID),
				Outcome: in.Outcome, How: in.How, On: in.On, Zone: zoneOf(a), At: at,
			}
		})
	})
	serve.Command(h, "agree_resolution", func(ctx context.Context, c serve.Call, in agreeResolution) (command.Receipt, error) {
		return d.keeps(ctx, c, in.ofObligation, "agreeResolution", func(by keeping.Party, _ accord.Agreement, _ time.Time) keeping.Command {
			return keeping.Agree{By: by, Obligation: in.Obligation, Resolution: in.Resolution}
		})
	})
	serve.Question(h, "may_keep", d.mayKeep)
	serve.Question(h, "board", d.board)
	h.Policy(keepsDuties, agreements.Stream, d.keepAfter)
}

// files are the hashes of evidence, as they are stored.
func (in reportObligation) files() ([]agreements.File, error) {
	var files []agreements.File
	for _, f := range in.Files {
		if len(f.Hash) != 64 || strings.Trim(f.Hash, "0123456789abcdef") != "" || len(f.Name) > 200 {
			return nil, command.Refuse(command.Invalid, "files", "rule", "sha256")
		}
		files = append(files, agreements.File{Hash: f.Hash, Name: f.Name})
	}
	return files, nil
}

// binding are the acts that give something up or promise something: they take a
// mandate to sign. The others take one to speak.
var bindingActs = []string{"acceptObligation", "waiveObligation", "proposeResolution", "agreeResolution", "settleLine", "adoptCharacteristic", "distributePeriod", "openPeriod"}

// empowered is the seat for which the actor may do an act, and by what.
func empowered(s standing.Standing, act string, at time.Time) (registry.SeatRow, *record.Authority, error) {
	seat, err := s.Seat()
	if err != nil {
		return seat, nil, command.NotFound
	}
	if !slices.Contains(bindingActs, act) {
		by, err := s.MaySpeak(at)
		return seat, by, err
	}
	grant, err := limitless(s).Mandate(registry.Sign, at)
	return seat, &grant.Authority, err
}

func (d *desk) keeps(ctx context.Context, c serve.Call, in ofObligation, act string, rules func(keeping.Party, accord.Agreement, time.Time) keeping.Command) (command.Receipt, error) {
	if !record.ValidID("agr", in.Agreement) {
		return command.Receipt{}, command.NotFound
	}
	var preview serve.Preview
	out, err := d.held.Do(ctx, c.Wish(in.Agreement, c.Actor.ID()), func(ctx context.Context, a accord.Agreement, at time.Time) (resident.Ruling, error) {
		s, err := d.standing(ctx, c.Actor, a)
		if err != nil {
			return resident.Ruling{}, err
		}
		ruling, err := ruled(s, a, act, at, rules)
		preview = seen(s, act, ruling.Events)
		return ruling, err
	})
	if err != nil {
		return command.Receipt{}, err
	}
	if err := d.previewed(ctx, c, preview); err != nil {
		return command.Receipt{}, err
	}
	return out.Receipt(map[string]string{"agreement": in.Agreement, "obligation": in.Obligation}), nil
}

func ruled(s standing.Standing, a accord.Agreement, act string, at time.Time, rules func(keeping.Party, accord.Agreement, time.Time) keeping.Command) (resident.Ruling, error) {
	seat, by, err := empowered(s, act, at)
	if err != nil {
		return resident.Ruling{}, err
	}
	events, err := keeping.Decide(a.Keeping, rules(keeping.Party{Person: s.Actor.Person, Seat: seat.ID}, a, at))
	return resident.Ruling{Events: recorded(events), Authority: by}, err
}

// seen says who will see an act, and whether it binds.
func seen(s standing.Standing, act string, events []record.Event) serve.Preview {
	p := serve.Preview{Audience: []string{"table:" + s.Seats.Initiative}, Events: []string{}, Binds: slices.Contains(bindingActs, act) && len(events) > 0}
	for _, seat := range s.Seats.Seats {
		if seat.State == registry.Taken {
			p.Seats++
		}
	}
	for _, e := range events {
		p.Events = append(p.Events, e.Name())
	}
	return p
}

func (d *desk) previewed(ctx context.Context, c serve.Call, p serve.Preview) (err error) {
	if c.DryRun {
		if p.People, err = standing.People(ctx, d.house.Pool(), p.Audience); err == nil {
			c.Preview(p)
		}
	}
	return err
}

// keepAfter brings the board up to date after whatever may have changed it.
func (d *desk) keepAfter(ctx context.Context, e project.Event) error {
	switch e.Event.(type) {
	case agreements.EnteredIntoForce, agreements.ArticleAwoke, agreements.Signed, agreements.Exited, agreements.Ended, agreements.Superseded:
		return d.keep(ctx, e.Commit.Aggregate, e.At(), func(n int) serve.Wish {
			return serve.PolicyWish(fmt.Sprint(keepsDuties, n), e, e.Commit.Aggregate)
		})
	}
	return nil
}

// mostCommits is how often a board is asked again before the rest has to wait.
const mostCommits = 10

func (d *desk) keep(ctx context.Context, id string, since time.Time, wish func(n int) serve.Wish) error {
	for n := range mostCommits {
		a, _, err := d.held.Look(ctx, id)
		if err != nil {
			return err
		}
		now := keeping.Keep{Contract: contractOf(id, a), Since: since, At: d.house.Now(), NewID: record.NewID}
		if events, err := keeping.Decide(a.Keeping, now); err != nil || len(events) == 0 {
			return err // most signatures change nothing about it: they leave no commit
		}
		out, err := d.held.Do(ctx, wish(n), func(_ context.Context, a accord.Agreement, at time.Time) (resident.Ruling, error) {
			events, err := keeping.Decide(a.Keeping, keeping.Keep{Contract: contractOf(id, a), Since: since, At: at, NewID: record.NewID})
			return resident.Ruling{Events: recorded(events)}, err
		})
		if err != nil || len(out.Events) == 0 {
			return err
		}
	}
	return nil
}

// keepDue answers the due rows of what is owed and of what can be contested.
// False: the row is of something else.
func (d *desk) keepDue(ctx context.Context, due project.Due) (bool, error) {
	switch {
	case strings.HasPrefix(due.What, view.ObligationDue), strings.HasPrefix(due.What, view.SeriesDue):
		return true, d.keep(ctx, due.Aggregate, due.At, func(n int) serve.Wish {
			w := serve.DueWish(due)
			if n > 0 {
				w.ID = serve.PolicyID("due", w.ID, fmt.Sprint(n))
			}
			return w
		})
	case due.What == view.ContestDue:
		return true, d.shareDue(ctx, due)
	}
	return false, nil
}
