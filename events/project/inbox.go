package project

import (
	"context"
	"maps"

	"parley.example/events/record"
)

// inbox is where commits wait for the next batch. The log delivers them in
// order, while it is open; whoever appended one in this process hands it over at
// once, and then in no order.
type inbox struct {
	arrivals chan record.Delivery
	offers   <-chan record.Delivery
	waiting  map[uint64]record.Delivery

	shut func() // stops the log; nil while it delivers nothing

	missing uint64 // the sequence that all others wait for; 0: none

	count  uint64 // handed over since it was last tended …
	tended uint64 // … when the read models had come so far
}

func newInbox(offers <-chan record.Delivery, seq uint64) *inbox {
	return &inbox{offers: offers, waiting: make(map[uint64]record.Delivery), tended: seq}
}

// open lets the log deliver what follows a sequence. When it fails all ends.
func (in *inbox) open(ctx context.Context, cancel context.CancelCauseFunc, log record.Log, after uint64) {
	if in.shut != nil {
		return
	}
	delivering, shut := context.WithCancel(ctx)
	arrivals := make(chan record.Delivery, batchCommits)
	in.arrivals, in.shut = arrivals, shut
	go func() {
		err := log.Follow(delivering, after, func(d record.Delivery) error {
			select {
			case arrivals <- d:
				return nil
			case <-delivering.Done():
				return delivering.Err()
			}
		})
		if delivering.Err() == nil {
			cancel(err)
		}
	}()
}

// close lets the log deliver no more. What it had on the way is asked for when
// it is missing.
func (in *inbox) close() {
	if in.shut != nil {
		in.shut()
		in.shut, in.arrivals = nil, nil
	}
}

// Offer hands over a commit that this process has appended and the log has
// acknowledged, so that nobody waits for its delivery. It may be dropped: the
// log has it too.
func (r *Runner) Offer(d record.Delivery) {
	select {
	case r.offers <- d:
	default:
	}
}

func (in *inbox) arrived(d record.Delivery) { in.waiting[d.Sequence] = d }

func (in *inbox) offered(d record.Delivery) {
	in.count++
	if len(in.waiting) < batchCommits {
		in.waiting[d.Sequence] = d
	}
}

// batch returns what follows a sequence without a gap, as much of it as may be
// stored at once. Nothing waits for more to come.
func (in *inbox) batch(after uint64) []record.Delivery {
	in.drain()
	var batch []record.Delivery
	size := 0
	for len(batch) < batchCommits && size < batchBytes {
		d, here := in.waiting[after+1]
		if !here {
			break
		}
		after++
		delete(in.waiting, after)
		batch, size = append(batch, d), size+len(d.Body)
	}
	if len(batch) == 0 && len(in.waiting) > 0 {
		maps.DeleteFunc(in.waiting, func(seq uint64, _ record.Delivery) bool { return seq <= after }) // stored already
	}
	return batch
}

// misses tells whether others have begun to wait for a sequence.
func (in *inbox) misses(next uint64) bool {
	if len(in.waiting) == 0 {
		next = 0
	}
	before := in.missing
	in.missing = next
	return next != 0 && next != before
}

func (in *inbox) drain() {
	for len(in.waiting) < batchCommits {
		select {
		case d := <-in.arrivals:
			in.arrived(d)
		case d := <-in.offers:
			in.offered(d)
		default:
			return
		}
	}
}
