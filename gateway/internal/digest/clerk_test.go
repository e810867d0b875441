package digest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"parley.example/events/command"
	"parley.example/gateway/internal/read"
	"parley.example/gateway/internal/stores"
)

func TestADigestComesOnceADayAndTellsWhatIsNew(t *testing.T) {
	p := open(t)
	p.person("ana")
	p.person("bo")
	p.run(p.now) // reckons when they are due
	evening := p.now
	p.tell("1", "table:ini_ana", evening)
	p.tell("2", "person:per_ana", evening.Add(time.Hour))
	p.run(morning.Add(-time.Minute))
	if got := p.letters(); got != "" {
		t.Errorf("before its hour: %s", got)
	}
	p.run(morning)
	p.run(morning)
	p.run(morning.Add(time.Hour))
	if got := p.letters(); got != "per_ana 2026-03-02 2" {
		t.Errorf("on the day: %s", got)
	}
	p.run(morning.Add(24 * time.Hour))
	if got := p.letters(); got != "per_ana 2026-03-02 2" {
		t.Errorf("nothing new is told again: %s", got)
	}
	p.tell("3", "table:ini_ana", morning.Add(24*time.Hour-time.Minute)) // too fresh to be sure of
	p.run(morning.Add(48 * time.Hour))
	if got := p.letters(); got != "per_ana 2026-03-02 2, per_ana 2026-03-04 1" {
		t.Errorf("what came just before a digest is in the next: %s", got)
	}
}

// Who moves their hour to a later one of the same day has had that day's
// digest; what came since is in tomorrow's.
func TestAnHourThatMovesLosesNothing(t *testing.T) {
	p := open(t)
	ana := p.person("ana")
	p.run(p.now)
	p.tell("1", "table:ini_ana", p.now)
	p.run(morning)
	p.tell("2", "table:ini_ana", morning.Add(time.Hour))
	if err := p.Readers.Set(t.Context(), Preferences{Person: ana, Digest: "daily", Hour: 12}); err != nil {
		t.Fatal(err)
	}
	p.run(morning.Add(2 * time.Hour))
	p.run(morning.Add(6 * time.Hour))
	p.run(morning.Add(30 * time.Hour))
	if got := p.letters(); got != "per_ana 2026-03-02 1, per_ana 2026-03-03 1" {
		t.Error(got)
	}
}

func TestADigestTellsNobodyWhatIsNotTheirs(t *testing.T) {
	p := open(t)
	p.person("ana")
	p.run(p.now)
	p.tell("1", "table:ini_bo", p.now)
	p.tell("2", "person:per_bo", p.now)
	p.put("negotiation", "nws_3", "needs", "table:ini_ana", p.now, `,"for":["seat:sea_bo"]`)
	p.put("negotiation", "nws_4", "kept", "table:ini_ana", p.now, "")
	p.put("negotiation", "nws_5", "moved", "table:ini_ana", p.now, `,"by":"per_ana"`)
	p.run(morning)
	if got := p.letters(); got != "" {
		t.Error(got)
	}
}

func TestWhatIsReadDoneOrMutedIsNotMailed(t *testing.T) {
	p := open(t)
	ana := p.person("ana")
	p.run(p.now)
	p.tell("read", "table:ini_ana", p.now)
	p.put("negotiation", "nws_done", "needs", "table:ini_ana", p.now, "")
	p.put("negotiation", "nws_thread", "moved", "table:ini_ana", p.now, `,"thread":"neg_2"`)
	yes := true
	for _, err := range []error{
		p.Marks.Mark(t.Context(), ana, []string{"nws_read"}, &yes, nil), p.Marks.Mark(t.Context(), ana, []string{"nws_done"}, nil, &yes),
		func() error { _, err := p.Marks.Mute(t.Context(), ana, "neg_2", true); return err }(),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	p.run(morning)
	if got := p.letters(); got != "" {
		t.Error(got)
	}
}

func TestADeadlineOfTheDayIsAReasonToWrite(t *testing.T) {
	p := open(t)
	p.person("ana")
	p.run(p.now)
	p.put("negotiation", "nws_1", "needs", "table:ini_ana", p.now.Add(-30*24*time.Hour), `,"act":"castVote","until":"2026-03-03T05:00:00Z"`)
	p.put("negotiation", "nws_2", "needs", "table:ini_ana", p.now.Add(-30*24*time.Hour), `,"act":"castVote","until":"2026-04-03T05:00:00Z"`)
	p.run(morning.Add(-24 * time.Hour))
	p.run(morning)
	p.run(morning.Add(24 * time.Hour))
	if got := p.letters(); got != "per_ana 2026-03-02 2" {
		t.Errorf("one reminder, with what else is open: %s", got)
	}
}

func TestWhoWantsNoLettersGetsNone(t *testing.T) {
	p := open(t)
	ana := p.person("ana")
	p.run(p.now)
	p.tell("1", "table:ini_ana", p.now)
	wants, err := p.Readers.Of(t.Context(), ana)
	if err != nil {
		t.Fatal(err)
	}
	wants.Digest = "off"
	if err := p.Readers.Set(t.Context(), wants); err != nil {
		t.Fatal(err)
	}
	p.run(morning)
	wants.Digest, wants.Hour, wants.Zone = "daily", 20, "America/Santiago"
	if err := p.Readers.Set(t.Context(), wants); err != nil {
		t.Fatal(err)
	}
	p.run(morning.Add(time.Hour))
	p.run(time.Date(2026, 3, 2, 22, 59, 0, 0, time.UTC))
	if got := p.letters(); got != "" {
		t.Errorf("what moved while letters were off, or before the hour: %s", got)
	}
}

func TestWhoHasNoAddressOrIsLockedOutIsPassedBy(t *testing.T) {
	p := open(t)
	p.person("ana")
	p.person("bo")
	p.Exec(t, "parley_identity", `UPDATE identity.account SET disabled = person = 'per_ana', email = CASE WHEN person = 'per_bo' THEN NULL ELSE email END`)
	p.run(p.now)
	p.tell("1", "table:ini_ana", p.now)
	p.tell("2", "table:ini_bo", p.now)
	p.run(morning.Add(24 * time.Hour))
	if got := p.letters(); got != "" {
		t.Error(got)
	}
}

// However often the clerk is stopped in the middle, there is one letter and
// nothing is missing from it: letter, watermark and next hour are one
// transaction.
func TestAClerkThatDiesWritesNothingTwiceAndLosesNothing(t *testing.T) {
	p := open(t)
	p.person("ana")
	p.run(p.now)
	p.tell("1", "table:ini_ana", p.now)
	p.now = morning
	whole := p.Sources
	for step := range 12 { // each read in turn is the last one
		ctx, die := context.WithCancel(t.Context())
		reads := 0
		p.Sources = func(a command.Actor) Source {
			return &dying{whole(a), func() bool { reads++; return reads > step }, die}
		}
		_ = p.All(ctx)
		die()
		p.Exec(t, "parley_identity", `UPDATE identity.reader SET due_at = $1 WHERE due_at > $1 AND NOT EXISTS (SELECT FROM identity.mail)`, morning)
	}
	p.Sources = whole
	p.run(morning)
	if got := p.letters(); got != "per_ana 2026-03-02 1" {
		t.Error(got)
	}
}

// dying ends everything at one of its reads.
type dying struct {
	Source
	now func() bool
	die func()
}

func (d *dying) Read(ctx context.Context, b read.Batch) (read.Found, error) {
	if d.now() {
		d.die()
		return read.Found{}, context.Canceled
	}
	return d.Source.Read(ctx, b)
}

func TestManyClerksWriteOneLetter(t *testing.T) {
	p := open(t)
	for i := range 20 {
		name := "p" + strconv.Itoa(i)
		p.person(name)
		p.tell(strconv.Itoa(i), "table:ini_"+name, p.now)
	}
	p.run(p.now)
	p.now = morning
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if err := p.All(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := strings.Count(p.letters(), "2026-03-02 1"); n != 20 {
		t.Errorf("%d letters: %s", n, p.letters())
	}
}

// One whose news cannot be read waits, and the others get theirs.
func TestAReaderWhoseDigestFailsHoldsUpNobody(t *testing.T) {
	p := open(t)
	p.person("ana")
	p.person("bo")
	p.run(p.now)
	p.tell("1", "table:ini_ana", p.now)
	p.Put(t, stores.Row{Table: "negotiation.news", ID: "nws_bad", Parent: "moved table:ini_bo", Sort: "2026-03-02", Audience: "table:ini_bo", Doc: `{"at":"never"}`})
	p.run(morning)
	if got := p.letters(); got != "per_ana 2026-03-02 1" {
		t.Error(got)
	}
}

func TestNothingIsWrittenWhileReadModelsMayBeBehind(t *testing.T) {
	p := open(t)
	p.person("ana")
	p.run(p.now)
	p.tell("1", "table:ini_ana", p.now)
	p.Ready = func(context.Context) error { return errors.New("negotiation is not ready") }
	p.now = morning
	if err := p.All(t.Context()); err == nil || p.letters() != "" {
		t.Errorf("%v, %s", err, p.letters())
	}
}

// Two worlds that differ in what is sealed to others write the same letter.
func TestALetterDoesNotDependOnWhatIsSealedToOthers(t *testing.T) {
	world := func(secret bool) string {
		p := open(t)
		p.person("ana")
		p.run(p.now)
		p.tell("1", "table:ini_ana", p.now)
		if secret {
			for i := range 30 {
				p.put("negotiation_sealed", fmt.Sprintf("nws_s%d", i), "moved", "seat:sea_bo", p.now.Add(time.Minute), "")
				p.put("deliberation_sealed", fmt.Sprintf("nws_d%d", i), "needs", "person:per_bo", p.now.Add(time.Minute), "")
			}
		}
		p.run(morning)
		var letter string
		if err := p.Clerk.Pool.QueryRow(t.Context(), `SELECT subject || plain || html || id FROM identity.mail`).Scan(&letter); err != nil {
			t.Fatal(err)
		}
		return letter
	}
	if a, b := world(false), world(true); a != b {
		t.Errorf("%s\n%s", a, b)
	}
}

// PARLEY_MANY is how many people a run by hand has.
func TestHowLongDigestsTake(t *testing.T) {
	many, err := strconv.Atoi(os.Getenv("PARLEY_MANY"))
	if err != nil {
		many = 50
	}
	p := open(t)
	p.Exec(t, "parley_identity", `INSERT INTO identity.account (person, email, name) SELECT 'per_m' || i, 'm' || i || '@parley.example', 'M' || i FROM generate_series(1, $1) i`, many)
	for table, sql := range map[string]string{
		"registry.person":     `SELECT 'per_m' || i, '', '', 'registered', 'a', false, '{"name":"M","zone":"Europe/Madrid"}'::json`,
		"registry.membership": `SELECT 'mem_m' || i, 'per_m' || i, '', 'person:per_m' || i, 'a', false, json_build_object('organization', 'org_m' || i % 100)`,
		"registry.holder":     `SELECT 'h' || i, 'per_m' || i, 'org_m' || i % 100, 'org:org_m' || i % 100, 'a', false, '{}'::json`,
	} {
		p.Exec(t, "parley_registry", `INSERT INTO `+table+` (id, parent, sort, audience, aggregate, parked, doc) `+sql+` FROM generate_series(1, $1) i`, many)
	}
	p.Exec(t, "parley_registry", `INSERT INTO registry.holder (id, parent, sort, audience, aggregate, doc) SELECT 'p' || i, 'per_m' || i, '', 'person:per_m' || i, 'a', '{}' FROM generate_series(1, $1) i`, many)
	p.Exec(t, "parley_registry", `INSERT INTO registry.audience_grant (id, parent, sort, audience, aggregate, doc) SELECT 'g' || i, 'org:org_m' || i, '', 'table:ini_m' || i % 20, 'a', '{}' FROM generate_series(0, 99) i`)
	p.run(p.now)
	for i := range 400 {
		p.tell(strconv.Itoa(i), fmt.Sprintf("table:ini_m%d", i%20), p.now.Add(time.Duration(i)*time.Second))
	}
	p.Exec(t, "parley_identity", `UPDATE identity.reader SET told_until = $1, read_until = $1`, p.now.Add(-time.Hour))
	for _, table := range []string{"registry.holder", "registry.audience_grant", "registry.membership", "negotiation.news", "identity.reader"} {
		p.Exec(t, "postgres", `ANALYZE `+table)
	}
	p.Workers = 3
	began := time.Now()
	p.run(morning.Add(2 * time.Hour)) // their zone is not for strangers: they are written to by UTC
	took := time.Since(began)
	var n int
	if err := p.Clerk.Pool.QueryRow(t.Context(), `SELECT count(*) FROM identity.mail`).Scan(&n); err != nil || n != many {
		t.Fatalf("%d letters, %v", n, err)
	}
	t.Logf("%d digests of 20 lines in %v: %v each", n, took, took/time.Duration(n))
}
