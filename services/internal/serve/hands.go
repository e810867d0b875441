package serve

import "time"

// lull is how long a goroutine waits for its next request before it ends.
const lull = 10 * time.Second

// hand gives work to a goroutine that has none, or to a new one if all are at
// work. They are kept for a while: the stack of a fresh one grows anew with each
// request, which cost a tenth of a service's time.
func (h *House) hand(work func()) {
	h.busy <- struct{}{}
	select {
	case h.idle <- work:
	default:
		go h.labour(work)
	}
}

// labour does one piece of work after another until there is a lull.
func (h *House) labour(work func()) {
	bell := time.NewTimer(lull)
	defer bell.Stop()
	for {
		h.finish(work)
		bell.Reset(lull)
		select {
		case work = <-h.idle:
		case <-bell.C:
			return
		}
	}
}

func (h *House) finish(work func()) {
	defer func() { <-h.busy }()
	work()
}
