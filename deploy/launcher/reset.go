package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"parley.example/deploy/house"
)

// resetCommand deletes the data of a house that does not run.
type resetCommand struct {
	Data string `type:"path" help:"Folder of the data (default: .parley/data in the project)."`
	Yes  bool   `help:"Do not ask."`
}

func (c resetCommand) Run(ctx context.Context, here place) error {
	folder := house.Folder(here.data(c.Data))
	if by, running := folder.Running(); running {
		return fmt.Errorf("the house in %s runs (%s): stop it first, with Ctrl-C", folder, by)
	}
	if !c.Yes && !confirmed(folder) {
		return errors.New("nothing was deleted")
	}
	if err := folder.Clear(ctx); err != nil {
		return fmt.Errorf("delete the data in %s: %w", folder, err)
	}
	fmt.Printf("The data in %s is deleted. The next start begins afresh.\n", folder)
	if os.Getenv("NATS_URL")+os.Getenv("DATABASE_URL") != "" {
		fmt.Println("What the stores of NATS_URL and DATABASE_URL hold is not touched.")
	}
	return nil
}

func confirmed(folder house.Folder) bool {
	fmt.Printf("Delete every account, negotiation and agreement in %s? Type yes: ", folder)
	answer, _ := bufio.NewReader(os.Stdin).ReadString('\n')
	return strings.TrimSpace(strings.ToLower(answer)) == "yes"
}
