// Package doctor looks at a house from outside and says what is wrong with it,
// one line for each thing, with a sentence on how to mend it.
package doctor

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"syscall"

	"parley.example/deploy/house"
)

// Finding is one line.
type Finding struct {
	What string
	Is   string
	Mend string // what to do about it; empty if all is well
}

// Well is a finding about something that is as it should be.
func Well(what, is string) Finding { return Finding{What: what, Is: is} }

// Patient is what is looked at.
type Patient struct {
	Folder   house.Folder
	State    string
	NATS     string // address, if somebody else runs the message server
	Database string // address, if somebody else runs the database
	Postgres string // folder of given binaries
}

// Look returns the findings, in the order in which a house is built.
func (p Patient) Look(ctx context.Context) []Finding {
	findings := []Finding{
		tool(ctx, "Go", "go", "env", "GOVERSION"),
		tool(ctx, "Node", "node", "--version"),
		p.binaries(ctx),
		p.space(),
	}
	by, running := p.Folder.Running()
	if !running {
		return append(findings, Well("house", "none runs in "+string(p.Folder)+"; deploy/parley up starts one"))
	}
	findings = append(findings, Well("house", "runs in "+string(p.Folder)+" ("+by+")"))
	findings = append(findings, p.processes()...)
	findings = append(findings, p.messages(ctx)...)
	findings = append(findings, p.database(ctx)...)
	return append(findings, p.gateway(ctx, by))
}

func tool(ctx context.Context, what, name string, arguments ...string) Finding {
	out, err := exec.CommandContext(ctx, name, arguments...).Output()
	if err != nil {
		return Finding{what, err.Error(), "install it; README.md names the version"}
	}
	return Well(what, strings.TrimSpace(string(out)))
}

func (p Patient) space() Finding {
	const what, little = "disk", 1 << 30
	folder := string(p.Folder)
	var disk syscall.Statfs_t
	if err := syscall.Statfs(folder, &disk); err != nil {
		return Well(what, "nothing is kept yet in "+folder)
	}
	left := disk.Bavail * uint64(disk.Bsize)
	is := fmt.Sprintf("%.1f GiB free in %s", float64(left)/(1<<30), folder)
	if left < little {
		return Finding{what, is, "make room: on a full disk every command is refused"}
	}
	return Well(what, is)
}
