package project

import (
	"maps"

	"parley.example/events/record"
)

// inbox is where commits wait for the next batch. The log delivers all of them
// in order; whoever appended one in this process hands it over at once, and
// then in no order.
type inbox struct {
	arrivals <-chan record.Delivery
	offers   <-chan record.Delivery
	waiting  map[uint64]record.Delivery
}

// Offer hands over a commit that this process has appended and the log has
// acknowledged, so that nobody waits for its delivery. It may be dropped: the
// log delivers it too.
func (r *Runner) Offer(d record.Delivery) {
	select {
	case r.offers <- d:
	default:
	}
}

func (in *inbox) arrived(d record.Delivery) { in.waiting[d.Sequence] = d }

func (in *inbox) offered(d record.Delivery) {
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
