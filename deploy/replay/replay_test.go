package replay

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"parley.example/deploy/client"
	"parley.example/deploy/house"
	"parley.example/deploy/town"
)

// workers is how many people speak at the same moment, twice how many of a
// hundred answers are sent twice at once.
const (
	workers = 24
	twice   = 5
)

// usual is how many people of a big conversation take part unless PARLEY_REPLAY
// says otherwise: a number, or all.
const usual = 120

func TestRealConversationsHappenAgain(t *testing.T) {
	if os.Getenv("PARLEY_LAUNCHER") == "" {
		t.Skip("needs the programs: run deploy/parley test, which builds them and sets PARLEY_LAUNCHER")
	}
	people := usual
	switch size := os.Getenv("PARLEY_REPLAY"); size {
	case "":
	case "all":
		people = 0
	default:
		n, err := strconv.Atoi(size)
		if err != nil {
			t.Fatalf("PARLEY_REPLAY=%s is neither all nor a number of people", size)
		}
		people = n
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	h, programs := open(ctx, t)
	place, err := town.Found(ctx, h.URL, 0, 30*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	for name, most := range map[string]int{"15-per-hour-seattle": 0, "vtaiwan.uberx": people} {
		t.Run(name, func(t *testing.T) {
			past := recall(t, name).share(most)
			s := &stage{t: t, ctx: ctx, house: h, town: place, past: past, people: make(map[string]*client.Client), statements: make(map[string]string)}
			s.begin()
			s.gather()
			took := s.speak()
			lag := s.settled()
			t.Logf("%d people, %d statements, %d answers in %.1f s: %.0f/s; %.2f s later the analysis knew all of them",
				len(s.people), len(past.order), len(past.answers), took.Seconds(), float64(len(past.answers))/took.Seconds(), lag.Seconds())
			before := s.compare(programs)
			s.forget()
			if after := s.analysis(); after.ID != before {
				t.Errorf("after a restart the analysis is %s, before %s", after.ID, before)
			}
		})
	}
}

// open starts a house of its own.
func open(ctx context.Context, t *testing.T) (h *house.House, programs string) {
	t.Helper()
	programs = filepath.Dir(os.Getenv("PARLEY_LAUNCHER"))
	starting, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	folder := filepath.Join(t.TempDir(), "data")
	h, err := house.Start(starting, house.Options{Data: folder, Programs: programs, Disposable: true, Development: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		h.Close()
		if t.Failed() {
			for _, program := range []string{"gateway", "deliberation"} {
				text, _ := os.ReadFile(house.Folder(folder).Log(program))
				t.Logf("%s ends:\n%s", program, text[max(0, len(text)-3000):])
			}
		}
	})
	return h, programs
}

// stage is one conversation that happens again.
type stage struct {
	t            *testing.T
	ctx          context.Context
	house        *house.House
	town         *town.Town
	past         past
	conversation string
	people       map[string]*client.Client
	statements   map[string]string // here, by what they are in the past
}

func (s *stage) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// begin opens the conversation; the convener says what was said then.
func (s *stage) begin() {
	s.t.Helper()
	var opened struct{ Conversation struct{ ID string } }
	s.must(s.town.Convener.Mutate(s.ctx, "openConversation", map[string]any{
		"initiative": s.town.Initiative, "question": "As it was said then.", "audience": "registered", "longest": 1000, "pseudonyms": true,
	}, "conversation { id }", &opened))
	s.conversation = opened.Conversation.ID
	for _, statement := range s.past.order {
		var made struct{ Statement struct{ ID string } }
		s.must(s.town.Convener.Mutate(s.ctx, "makeStatement", map[string]any{
			"conversation": s.conversation, "text": s.past.texts[statement], "seed": true,
		}, "statement { id }", &made))
		s.statements[statement] = made.Statement.ID
	}
}

// gather lets everyone sign up.
func (s *stage) gather() {
	s.t.Helper()
	begin := time.Now()
	var mu sync.Mutex
	all, ctx := errgroup.WithContext(s.ctx)
	all.SetLimit(4) // passwords are costly to store
	http := &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConns: 4 * workers, MaxIdleConnsPerHost: 4 * workers}}
	for _, person := range s.past.people() {
		all.Go(func() error {
			c := client.New(s.town.Convener.URL)
			c.HTTP = http
			if err := c.SignUp(ctx, "Voice "+person, uuid.NewString()+"@town.example", "a long enough pass phrase"); err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			s.people[person] = c
			return nil
		})
	}
	s.must(all.Wait())
	s.t.Logf("%d people signed up in %.1f s", len(s.people), time.Since(begin).Seconds())
}

// speak lets all of them answer, one after another for each person. Some
// answers come from two devices at once.
func (s *stage) speak() time.Duration {
	s.t.Helper()
	lanes := make([][]answer, workers)
	for _, a := range s.past.shuffled(3) {
		n := lane(a.person, workers)
		lanes[n] = append(lanes[n], a)
	}
	begin := time.Now()
	all, ctx := errgroup.WithContext(s.ctx)
	for n, lane := range lanes {
		all.Go(func() error {
			for i, a := range lane {
				if err := s.take(ctx, a, (i+n)%100 < twice); err != nil {
					return fmt.Errorf("%s to %s: %w", a.person, a.statement, err)
				}
			}
			return nil
		})
	}
	s.must(all.Wait())
	return time.Since(begin)
}

func (s *stage) take(ctx context.Context, a answer, again bool) error {
	id := uuid.NewString()
	send := func(c *client.Client) error {
		return c.MutateAs(ctx, id, "takeStance", map[string]any{
			"conversation": s.conversation, "statement": s.statements[a.statement], "stance": a.stance,
		}, "", nil)
	}
	c := s.people[a.person]
	if !again {
		return send(c)
	}
	device := &client.Client{URL: c.URL, Token: c.Token, Person: c.Person, HTTP: c.HTTP}
	second := make(chan error, 1)
	go func() { second <- send(device) }()
	return errors.Join(send(c), <-second)
}

// forget ends the service that keeps the analysis; another begins with nothing
// but the record.
func (s *stage) forget() {
	s.t.Helper()
	s.must(s.house.Process("deliberation").Crash(s.ctx))
	var data struct{ Conversation *struct{ Analysis *told } }
	for s.ctx.Err() == nil {
		err := s.town.Convener.Do(s.ctx, `query($id: ID!) { conversation(id: $id) { analysis { id } } }`, map[string]any{"id": s.conversation}, &data)
		if err == nil && data.Conversation != nil && data.Conversation.Analysis != nil {
			return
		}
	}
	s.must(s.ctx.Err())
}

// settled waits until the analysis knows everything, after what moderation took
// out then was taken out here.
func (s *stage) settled() time.Duration {
	s.t.Helper()
	before := s.exported("votes").Analysis
	begin := time.Now()
	for s.analysis().ID != before {
		s.must(s.ctx.Err())
	}
	lag := time.Since(begin)
	for _, statement := range s.past.order {
		if s.past.out[statement] {
			s.must(s.town.Convener.Mutate(s.ctx, "hideStatement", map[string]any{"statement": s.statements[statement], "reason": "As it was then."}, "", nil))
		}
	}
	return lag
}

// compare holds what the house says against what the command line says about
// an export.
func (s *stage) compare(programs string) string {
	t := s.t
	t.Helper()
	folder := t.TempDir()
	for file, name := range map[string]string{"votes": "participants-votes.csv", "comments": "comments.csv"} {
		s.must(os.WriteFile(filepath.Join(folder, name), []byte(s.exported(file).Text), 0o600))
	}
	tool := exec.CommandContext(s.ctx, filepath.Join(programs, "deliberation"), "opinions", "--json",
		"--matrix", filepath.Join(folder, "participants-votes.csv"), "--comments", filepath.Join(folder, "comments.csv"))
	var fails strings.Builder
	tool.Stderr = &fails
	out, err := tool.Output()
	if err != nil {
		t.Fatalf("the command line: %v\n%s", err, fails.String())
	}
	var want struct {
		ID     string
		People int
		Groups []struct{ Number, Size int }
	}
	s.must(json.Unmarshal(out, &want))
	got := s.analysis()
	for deadline := time.Now().Add(10 * time.Second); got.ID != want.ID && time.Now().Before(deadline); {
		got = s.analysis()
	}
	if got.ID != want.ID || got.People != strconv.Itoa(want.People) || want.People != len(s.people) || len(got.Groups) != len(want.Groups) {
		t.Errorf("the house says %+v, the command line %+v", got, want)
	}
	t.Logf("analysis %s of %d people in %d groups", want.ID, want.People, len(want.Groups))
	return want.ID
}
