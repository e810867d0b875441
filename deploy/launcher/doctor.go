package main

import (
	"context"
	"fmt"
	"os"

	"parley.example/deploy/doctor"
	"parley.example/deploy/house"
)

// doctorCommand prints the findings, and fails if one needs mending.
type doctorCommand struct {
	Data string `type:"path" help:"Folder of the data (default: .parley/data in the project)."`
}

func (c doctorCommand) Run(ctx context.Context, here place) error {
	patient := doctor.Patient{
		Folder: house.Folder(here.data(c.Data)), State: here.state,
		NATS: os.Getenv("NATS_URL"), Database: os.Getenv("DATABASE_URL"), Postgres: os.Getenv("PARLEY_POSTGRES_BIN"),
	}
	ill := 0
	for _, f := range patient.Look(ctx) {
		if f.Mend == "" {
			fmt.Printf("  ok  %-28s %s\n", f.What, f.Is)
			continue
		}
		ill++
		fmt.Printf("FAIL  %-28s %s\n      %-28s → %s\n", f.What, f.Is, "", f.Mend)
	}
	if ill > 0 {
		return fmt.Errorf("%d of these lines need mending", ill)
	}
	return nil
}
