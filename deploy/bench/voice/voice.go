// Package voice measures how a house is at listening: how soon opinions are
// analysed, and how soon people and organizations find each other.
//
// The first part is a tool of the service that owns the analysis and needs no
// house. The second lets people answer in a conversation that many have answered
// already. The third loads a house with people and organizations through the
// record, as valid commits, and then searches in it, in turn with what a
// database does without an index of ours.
package voice

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"parley.example/deploy/bench/figures"
	"parley.example/deploy/house"
)

// Size says how much is done.
type Size struct {
	Found    int           // people and organizations
	Rate     int           // searches a second
	Length   time.Duration // for so long
	Baseline int           // searches of each baseline
}

// Full is a run whose figures count; Small only produces each of them.
var (
	Full  = Size{Found: 100_000, Rate: 50, Length: 30 * time.Second, Baseline: 24}
	Small = Size{Found: 300, Rate: 20, Length: 500 * time.Millisecond, Baseline: 5}
)

// Run measures everything. Programs lie in the folder bin; say hears how far it
// is.
func Run(ctx context.Context, bin string, size Size, say func(string)) ([]figures.Row, error) {
	rows, missed := opinions(ctx, filepath.Join(bin, "deliberation"))
	talk := FullTalk
	if size == Small {
		talk = SmallTalk
	}
	heard, err := Stances(ctx, talk, say)
	rows, missed = append(rows, heard...), errors.Join(missed, err) // one part that fails hides no other
	found, err := Directory(ctx, size, say)
	return append(rows, found...), errors.Join(missed, err)
}

// opinions runs the bench of the analysis and reads its figures.
func opinions(ctx context.Context, program string) ([]figures.Row, error) {
	command := exec.CommandContext(ctx, program, "bench-voice", "--json")
	command.Stderr = os.Stderr
	printed, err := command.Output()
	rows, unread := figures.Read(printed)
	if err != nil {
		return rows, fmt.Errorf("%s bench-voice: %w", filepath.Base(program), err)
	}
	return rows, unread
}

// Directory measures searches in a house of its own.
func Directory(ctx context.Context, size Size, say func(string)) ([]figures.Row, error) {
	folder, err := os.MkdirTemp("", "parley-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	say("starting a house")
	h, err := house.Start(ctx, house.Options{Data: folder, Disposable: true, Development: true})
	if err != nil {
		return nil, err
	}
	defer h.Close()
	v := &valley{house: h, size: size, say: say}
	return v.measure(ctx)
}
