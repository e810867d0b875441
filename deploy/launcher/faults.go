package main

import (
	"context"
	"fmt"
)

// faultsCommand runs the fault tests of every day in the sizes of a release.
type faultsCommand struct {
	Kills        int    `default:"2000" help:"Processes to kill."`
	Acknowledged int    `default:"200000" help:"Commands to be acknowledged meanwhile."`
	Races        int    `default:"20000" help:"Races for one version."`
	IDs          int    `name:"ids" default:"12500" help:"Command ids to be used again, eight times each."`
	Revocations  int    `default:"1000" help:"Mandates to be revoked, with twenty commands after each."`
	Seed         string `help:"Repeat the choices of an earlier run."`
}

// Run implements the command.
func (c faultsCommand) Run(ctx context.Context, here place) error {
	var sizes []string
	for name, size := range map[string]int{
		"KILLS": c.Kills, "EACH": c.Kills / 10, "ACKNOWLEDGED": c.Acknowledged, "RACES": c.Races, "IDS": c.IDs, "REVOCATIONS": c.Revocations,
	} {
		sizes = append(sizes, fmt.Sprintf("PARLEY_FAULTS_%s=%d", name, size))
	}
	if c.Seed != "" {
		sizes = append(sizes, "PARLEY_FAULTS_SEED="+c.Seed)
	}
	return here.steps().Faults(ctx, sizes)
}
