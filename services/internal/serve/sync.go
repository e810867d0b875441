package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// inspectServer demands that the log is written through to the disk: without
// it a power loss takes what was acknowledged.
func (h *House) inspectServer(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	answer, err := h.nc.RequestWithContext(ctx, "$SYS.REQ.SERVER.PING.VARZ", nil)
	if err != nil {
		return fmt.Errorf("ask NATS how it syncs: %w", err)
	}
	var varz struct {
		Data struct {
			JetStream struct {
				Config struct {
					SyncAlways bool `json:"sync_always"`
				} `json:"config"`
			} `json:"jetstream"`
		} `json:"data"`
	}
	if err := json.Unmarshal(answer.Data, &varz); err != nil {
		return fmt.Errorf("ask NATS how it syncs: %w", err)
	}
	if !varz.Data.JetStream.Config.SyncAlways {
		return errors.New("NATS runs without sync_interval: always")
	}
	return nil
}
