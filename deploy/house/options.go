// Package house is a whole Parley in one folder: its message server, its
// database, the four services and the gateway, started, watched and stopped as
// one. The launcher runs one for a person; tests and benches run their own, on
// free ports and in a temporary folder.
package house

import (
	"fmt"
	"os"
	"path/filepath"

	"parley.example/deploy/bus"
)

// Gateway is the name of the gateway's process; the services' processes are
// named like their contexts, the stores' processes "nats" and "postgres".
const Gateway = "gateway"

// Options say where a house stands and what is in it. Only Data is needed.
type Options struct {
	// Data is the folder of everything that is kept. It is made if missing.
	Data string
	// State is the folder of what can be made anew: programs and packages. It
	// is found from the launcher's place if empty.
	State string
	// Launcher is the program that runs the message server. It is found by
	// PARLEY_LAUNCHER or in State if empty.
	Launcher string
	// Programs is the folder of the services and the gateway; State/bin if
	// empty.
	Programs string
	// Listen is the address of the gateway. With port 0, or with a port that is
	// taken, a free one is found.
	Listen string
	// Only names the programs to run; all of them if nil.
	Only []string
	// Env is added to the environment of the program so named, or of all
	// programs under "".
	Env map[string][]string
	// Development lets the gateway offer personas.
	Development bool
	// Disposable takes the database's first files from a copy in State, which
	// is quick, instead of making them: for tests.
	Disposable bool
	// NATS and Database are the addresses of stores that somebody else runs.
	// The database's is one of a superuser.
	NATS, Database string
	// Postgres is a folder with bin/postgres; the pinned package if empty.
	Postgres string
	// Say hears what happens, a line at a time.
	Say func(line string)
}

// complete fills in what was left out.
func (o Options) complete() (Options, error) {
	if o.Data == "" {
		return o, fmt.Errorf("a house needs a folder for its data")
	}
	for _, folder := range []*string{&o.Data, &o.State, &o.Programs} {
		if *folder == "" {
			continue
		}
		absolute, err := filepath.Abs(*folder)
		if err != nil {
			return o, err
		}
		*folder = absolute
	}
	if o.Launcher == "" {
		o.Launcher = os.Getenv("PARLEY_LAUNCHER")
	}
	if o.State == "" && o.Launcher != "" {
		o.State = filepath.Dir(filepath.Dir(o.Launcher)) // …/.parley/bin/launcher
	}
	if o.State == "" {
		return o, fmt.Errorf("there is no launcher: run this by deploy/parley, or set PARLEY_LAUNCHER to the program that it builds")
	}
	if o.Launcher == "" {
		o.Launcher = filepath.Join(o.State, "bin", "launcher")
	}
	if o.Programs == "" {
		o.Programs = filepath.Join(o.State, "bin")
	}
	if o.Listen == "" {
		o.Listen = "127.0.0.1:0"
	}
	if o.Only == nil {
		o.Only = append(append([]string{}, bus.Contexts...), Gateway)
	}
	if o.Say == nil {
		o.Say = func(string) {}
	}
	return o, nil
}
