package write

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"

	"parley.example/deploy/house"
	"parley.example/deploy/town"
	"parley.example/events/command"
)

// direct reaches the services as the gateway does, without the gateway.
type direct struct{ conn *nats.Conn }

func reach(h *house.House) (*direct, error) {
	conn, err := h.NATS("gateway")
	if err != nil {
		return nil, err
	}
	return &direct{conn}, nil
}

func (d *direct) close() { d.conn.Close() }

// position is the input of the mutation that is measured: it changes one
// document of a table, as most mutations do.
type position struct {
	CommandID   string `json:"commandId"`
	Negotiation string `json:"negotiation"`
	Term        string `json:"term"`
	Stance      string `json:"stance"`
	Reason      string `json:"reason"`
}

// opine lets somebody take a position, and returns when it is acknowledged.
func (d *direct) opine(ctx context.Context, by *town.Neighbour, table town.Table, reason string) error {
	body, err := json.Marshal(position{uuid.NewString(), table.ID, table.Term, "concern", reason})
	if err != nil {
		return err
	}
	answer, err := command.Request(ctx, d.conn, command.Subject("negotiation", "take_position"), by.Actor(), false, body)
	if err != nil {
		return err
	}
	var reply command.Reply
	if err := json.Unmarshal(answer, &reply); err != nil {
		return fmt.Errorf("take_position answers %s: %w", answer, err)
	}
	if reply.Refusal != nil {
		return reply.Refusal
	}
	return nil
}

// reason makes a position differ from the one before it.
func reason(n int) string {
	return fmt.Sprintf("The deposit has to cover what a lost crate costs, and no more than that; said for the %d. time.", n)
}
