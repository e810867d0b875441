package e2e

import (
	"bufio"
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley.example/deploy/client"
	"parley.example/deploy/house"
	"parley.example/deploy/story"
	"parley.example/deploy/supervise"
)

// What a person starts with `deploy/parley up` tells its stories once, is killed
// with everything that belongs to it, and has everything when it is started
// again: the stories, the sessions, and each message that was acknowledged up to
// the very moment.
func TestEverythingIsThereAfterEverythingWasKilled(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	u := up(t, data)
	people := u.personas(t)
	if len(people) != 21 {
		t.Errorf("there are %d personas, want 21", len(people))
	}
	tables := map[string]*story.Person{}
	for _, name := range []string{"Karim Haddad", "Beatriz Camps", "Dani Robles", "Sol Iglesias"} {
		tables[name] = u.become(t, people, name)
	}
	seen := map[string][]byte{}
	for name, p := range tables {
		seen[name] = everything(t, p)
	}
	talking := someTable(t, tables["Karim Haddad"])
	saying := say(tables["Karim Haddad"], talking)
	for range 20 { // so many are acknowledged, and another is on its way
		<-saying
	}
	u.kill(t, data)
	said := 20
	for range saying {
		said++
	}

	u = up(t, data)
	if strings.Contains(u.printed, "telling the two stories") {
		t.Error("the stories are told twice")
	}
	for name, p := range tables {
		p.URL = u.url
		if now := everything(t, p); !bytes.Equal(now, seen[name]) {
			t.Errorf("%s sees something else after the start:\n%.2000s\n%.2000s", name, seen[name], now)
		}
	}
	if heard := messages(t, tables["Karim Haddad"], talking); heard != said && heard != said+1 { // the last one may have come through
		t.Errorf("%d messages are there, %d were acknowledged", heard, said)
	}
	if err := tables["Karim Haddad"].Mutate(t.Context(), "postMessage", story.Input{"negotiation": talking, "room": "all", "text": "Still here."}, "", nil); err != nil {
		t.Errorf("after the start nobody is heard: %v", err)
	}
	u.stop(t)
}

// upped is a launcher that runs.
type upped struct {
	command *exec.Cmd
	url     string
	printed string // until it said where
	ended   chan error
}

var runsAt = regexp.MustCompile(`Parley runs at +(http://\S+)`)

func up(t *testing.T, data string) *upped {
	t.Helper()
	u := &upped{ended: make(chan error, 1)}
	u.command = exec.Command(os.Getenv("PARLEY_LAUNCHER"), "--root", root, "up", "--data", data, "--listen", "127.0.0.1:0")
	u.command.Stderr = os.Stderr
	out, err := u.command.StdoutPipe()
	if err == nil {
		err = u.command.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	t.Cleanup(func() { _ = u.command.Process.Signal(os.Interrupt) })
	ready := make(chan string, 1)
	go func() {
		var printed strings.Builder
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if fmt.Fprintln(&printed, lines.Text()); runsAt.MatchString(lines.Text()) {
				ready <- printed.String()
			}
		}
		close(ready)
		u.ended <- u.command.Wait()
	}()
	select {
	case u.printed = <-ready:
	case <-time.After(3 * time.Minute):
	}
	found := runsAt.FindStringSubmatch(u.printed)
	if found == nil {
		t.Fatal("the launcher does not say where Parley runs")
	}
	u.url = found[1]
	t.Logf("up after %.1f s", time.Since(began).Seconds())
	return u
}

// stop ends it as a person would.
func (u *upped) stop(t *testing.T) {
	t.Helper()
	if err := u.command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-u.ended:
		if err != nil {
			t.Errorf("the launcher ends with %v", err)
		}
	case <-time.After(time.Minute):
		t.Error("the launcher does not end")
	}
}

// kill kills the launcher and all that it runs, none of which has a moment to
// put anything in order.
func (u *upped) kill(t *testing.T, data string) {
	t.Helper()
	victims := map[string]int{"launcher": u.command.Process.Pid}
	notes, err := filepath.Glob(house.Folder(data).Run("*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, note := range notes {
		pid, err := supervise.Noted(note)
		if err != nil || pid == 0 {
			t.Fatalf("%s names %d, %v", note, pid, err)
		}
		victims[strings.TrimSuffix(filepath.Base(note), ".pid")] = pid
	}
	if len(victims) != 8 {
		t.Errorf("%v are running, want a launcher and seven more", maps.Keys(victims))
	}
	_ = syscall.Kill(victims["launcher"], syscall.SIGKILL) // first: it would start the others again
	for _, pid := range victims {
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
	<-u.ended
}

// personas are the ids of people by their names.
func (u *upped) personas(t *testing.T) map[string]string {
	t.Helper()
	var got struct{ Personas []struct{ ID, Label string } }
	if err := client.New(u.url).Do(t.Context(), "{ personas { id label } }", nil, &got); err != nil {
		t.Fatal(err)
	}
	ids := make(map[string]string)
	for _, p := range got.Personas {
		name, _, _ := strings.Cut(p.Label, ",")
		ids[name] = p.ID
	}
	return ids
}

// become opens a session as somebody, who acts for their organization.
func (u *upped) become(t *testing.T, people map[string]string, name string) *story.Person {
	t.Helper()
	p := &story.Person{Client: client.New(u.url), Name: name}
	var got struct {
		Viewer struct {
			Memberships struct {
				Edges []struct {
					Node struct{ Organization struct{ ID string } }
				}
			}
		}
	}
	err := p.BecomePersona(t.Context(), people[name])
	if err == nil {
		err = p.Do(t.Context(), "{ viewer { memberships(first: 1) { edges { node { organization { id } } } } } }", nil, &got)
	}
	for _, edge := range got.Viewer.Memberships.Edges {
		err = p.ActFor(t.Context(), edge.Node.Organization.ID)
	}
	if err != nil {
		t.Fatalf("become %s: %v", name, err)
	}
	return p
}
