package read

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"parley.example/events/command"
	"parley.example/gateway/internal/position"
	"parley.example/gateway/internal/stores"
)

func TestMain(m *testing.M) { stores.Main(m) }

// announced is a watch that tells when somebody waits, and answers when told to.
type announced struct{ waiting, go_ chan struct{} }

func (a announced) Await(ctx context.Context, _ position.Vector) {
	select {
	case a.waiting <- struct{}{}:
	default:
	}
	select {
	case <-ctx.Done():
	case <-a.go_:
	}
}

var ana, bo = command.Actor{Person: "per_ana", Organization: "org_a"}, command.Actor{Person: "per_bo"}

func world(t *testing.T) *stores.Stores {
	t.Helper()
	s := stores.Of(t)
	s.Authority(t)
	s.Table(t, "negotiation.package", "")
	s.Hold(t, "per_ana", "", "person:per_ana")
	s.Hold(t, "per_ana", "org_a", "org:org_a")
	s.Hold(t, "per_bo", "", "person:per_bo")
	s.Put(t, stores.Row{Table: "registry.audience_grant", ID: "g", Parent: "org:org_a", Audience: "table:ini_1"})
	for i := range 25 {
		s.Put(t, stores.Row{Table: "negotiation.package", ID: fmt.Sprintf("pkg_%02d", i), Parent: "neg_1", Sort: fmt.Sprintf("%02d", i/2), Audience: "table:ini_1", Doc: fmt.Sprintf(`{"n":%d}`, i)})
	}
	s.Put(t, stores.Row{Table: "negotiation.package", ID: "pkg_bo", Parent: "neg_1", Sort: "00", Audience: "person:per_bo", Doc: `{"secret":true}`})
	return s
}

func reads(t *testing.T, s *stores.Stores, actor command.Actor, atLeast position.Vector, b Batch) (Found, error) {
	t.Helper()
	r := As(s.Pool(t, "parley_gateway"), actor, atLeast, announced{})
	defer r.Close()
	return r.Read(t.Context(), b)
}

func ids(rows []Row) string {
	var out strings.Builder
	for _, r := range rows {
		out.WriteString(r.ID[4:] + " ")
	}
	return out.String()
}

func TestEverybodySeesWhatPostgresLetsThemSee(t *testing.T) {
	s := world(t)
	b := Batch{Lookups: []Lookup{{"negotiation.package", []string{"pkg_00", "pkg_bo", "pkg_none"}}}, Pages: []Page{{Table: "negotiation.package", Parent: "neg_1", Limit: 3}}}
	for _, row := range []struct {
		who  string
		as   command.Actor
		rows int
		page string
	}{
		{"who acts for the organization", ana, 1, "00 01 02 "},
		{"the same person acting for nobody", command.Actor{Person: "per_ana"}, 0, ""},
		{"the same person acting for another", command.Actor{Person: "per_ana", Organization: "org_b"}, 0, ""},
		{"somebody else", bo, 1, "bo "},
		{"nobody", command.Actor{}, 0, ""},
		{"an organization without a person", command.Actor{Organization: "org_a"}, 0, ""},
		{"a person with SQL for a name", command.Actor{Person: "' OR true --"}, 0, ""},
	} {
		found, err := reads(t, s, row.as, position.Vector{}, b)
		if err != nil || len(found.Rows) != row.rows || ids(found.Pages[0]) != row.page {
			t.Errorf("%s: %d rows, page %q, %v", row.who, len(found.Rows), ids(found.Pages[0]), err)
		}
	}
}

func TestPagesMeetWithoutGapOrRepeat(t *testing.T) {
	s := world(t)
	for _, backward := range []bool{false, true} {
		seen := make(map[string]bool)
		var from Place
		for {
			found, err := reads(t, s, ana, position.Vector{}, Batch{Pages: []Page{{Table: "negotiation.package", Parent: "neg_1", From: from, Backward: backward, Limit: 7}}})
			if err != nil {
				t.Fatal(err)
			}
			page := found.Pages[0]
			if len(page) == 0 {
				break
			}
			for _, row := range page {
				if seen[row.ID] {
					t.Fatalf("%s twice", row.ID)
				}
				seen[row.ID] = true
			}
			from = Place{page[len(page)-1].Sort, page[len(page)-1].ID}
		}
		if len(seen) != 25 {
			t.Errorf("backward %v: saw %d of 25", backward, len(seen))
		}
	}
}

func TestSeveralParentsAreReadAtOnce(t *testing.T) {
	s := world(t)
	s.Put(t, stores.Row{Table: "negotiation.package", ID: "pkg_x", Parent: "neg_2", Sort: "0", Audience: "table:ini_1"})
	page := func(parent string, from Place) Page {
		return Page{Table: "negotiation.package", Parent: parent, From: from, Limit: 2}
	}
	found, err := reads(t, s, ana, position.Vector{}, Batch{Pages: []Page{page("neg_2", Place{}), page("neg_none", Place{}), page("neg_1", Place{"11", "pkg_22"})}})
	if err != nil || ids(found.Pages[0]) != "x " || len(found.Pages[1]) != 0 || ids(found.Pages[2]) != "23 24 " {
		t.Errorf("%v %v", found.Pages, err)
	}
}

func TestARequestReadsOneMoment(t *testing.T) {
	s := world(t)
	r := As(s.Pool(t, "parley_gateway"), ana, position.Vector{}, announced{})
	defer r.Close()
	b := Batch{Lookups: []Lookup{{"negotiation.package", []string{"pkg_00"}}}}
	before, err := r.Read(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	s.Put(t, stores.Row{Table: "negotiation.package", ID: "pkg_00", Parent: "neg_1", Audience: "table:ini_1", Doc: `{"n":"changed"}`})
	after, err := r.Read(t.Context(), b)
	key := Key{"negotiation.package", "pkg_00"}
	if err != nil || string(before.Rows[key].Doc) != string(after.Rows[key].Doc) {
		t.Errorf("%s became %s within one request, %v", before.Rows[key].Doc, after.Rows[key].Doc, err)
	}
}

func TestTheGatewayCanOnlyRead(t *testing.T) {
	s := world(t)
	pool := s.Pool(t, "parley_gateway")
	for _, sql := range []string{
		`INSERT INTO negotiation.package VALUES ('p','','','','',false,'{}')`, `DELETE FROM negotiation.package`,
		`SELECT * FROM journal.negotiation`, `SELECT * FROM identity.account`, `SET ROLE parley_negotiation`, `SELECT pg_read_file('/etc/passwd')`,
	} {
		if _, err := pool.Exec(t.Context(), sql); err == nil {
			t.Errorf("%s: granted", sql)
		}
	}
}

func TestAReadIsAtLeastAsNewAsItWasAskedToBe(t *testing.T) {
	s := world(t)
	advance := func(seq int) {
		s.Exec(t, "parley_negotiation", `UPDATE projection.checkpoint SET seq = $1 WHERE stream = 'negotiation'`, seq)
	}
	advance(4)
	watch := announced{waiting: make(chan struct{}, 1), go_: make(chan struct{}, 8)}
	done := make(chan error, 1)
	var seen position.Vector
	go func() {
		r := As(s.Pool(t, "parley_gateway"), ana, position.Of("negotiation", 5), watch)
		defer r.Close()
		_, err := r.Read(context.Background(), Batch{})
		seen = r.Position()
		done <- err
	}()
	<-watch.waiting
	advance(5)
	watch.go_ <- struct{}{}
	if err := <-done; err != nil || seen.At("negotiation") != 5 {
		t.Errorf("saw %d, %v", seen.At("negotiation"), err)
	}
	r := As(s.Pool(t, "parley_gateway"), ana, position.Of("negotiation", 6), watch)
	r.patience = 50 * time.Millisecond
	if _, err := r.Read(t.Context(), Batch{}); !errors.Is(err, ErrNotYetVisible) {
		t.Errorf("a position of the future: %v", err)
	}
}

func TestATableThatIsNotThereYetIsNobodysDefect(t *testing.T) {
	s := world(t)
	if _, err := reads(t, s, ana, position.Vector{}, Batch{Lookups: []Lookup{{"negotiation.nothing", []string{"x"}}}}); !errors.Is(err, ErrUnavailable) {
		t.Error(err)
	}
	if CheckTable(`negotiation."x"; DROP`) == nil || CheckTable("package") == nil || CheckTable("a.b") != nil {
		t.Error("names of tables are not checked")
	}
}

func TestWhatAnAnswerDependsOnIsKnown(t *testing.T) {
	s := world(t)
	r := As(s.Pool(t, "parley_gateway"), ana, position.Vector{}, announced{})
	defer r.Close()
	if _, err := r.Read(t.Context(), Batch{Lookups: []Lookup{{"negotiation.package", []string{"pkg_none"}}}, Pages: []Page{{Table: "negotiation.package", Parent: "neg_9", Limit: 1}}}); err != nil {
		t.Fatal(err)
	}
	touched := r.Touched()
	for _, want := range []Touch{
		{"negotiation.package", "pkg_none", ""},
		{"negotiation.package", "", "neg_9"},
		{"registry.holder", "", "per_ana"},
		{"registry.audience_grant", "", "org:org_a"},
	} {
		if _, ok := touched[want]; !ok {
			t.Errorf("%v is missing", want)
		}
	}
	holds, err := r.Holds(t.Context(), "org:org_a")
	if err != nil || !holds {
		t.Errorf("holds %v, %v", holds, err)
	}
}
