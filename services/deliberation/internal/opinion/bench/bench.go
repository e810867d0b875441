package bench

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"time"

	"parley.example/services/deliberation/internal/opinion"
)

// Row is one measured figure. Ratio is value by against, which was measured in
// the same run, the two taking turns.
type Row struct {
	Name    string  `json:"name"`
	Value   float64 `json:"value"`
	Unit    string  `json:"unit"`
	Against float64 `json:"against"`
	Ratio   float64 `json:"ratio"`
	Aim     string  `json:"aim"`
	Met     bool    `json:"met"`
}

// rounds is how often each figure is taken; the median counts.
const rounds = 3

// figures are what the rounds gave.
type figures struct {
	whole, naive, more, heard []float64
	memory, naiveMemory       float64
	differ                    int
}

// Voice measures a million stances of 50,000 people on 1,000 statements.
func Voice(say func(...any)) []Row {
	return measure(size{50_000, 1_000, 1_000_000}, 1_000, say).rows()
}

func measure(s size, more int, say func(...any)) figures {
	s.stances += more
	said := stream(s, 1)
	first, later := said[:len(said)-more], said[len(said)-more:]
	var f figures
	for round := range rounds {
		say(fmt.Sprintf("round %d of %d", round+1, rounds))
		c := f.fromNothing(first)
		f.afterMore(c, later, said)
		start := time.Now()
		naive(first)
		f.naive = append(f.naive, since(start))
		if round == 0 {
			f.naiveMemory = taken()
		}
	}
	return f
}

// fromNothing hears everything and analyses it.
func (f *figures) fromNothing(said []stance) *opinion.Stances {
	start := time.Now()
	c := hear(opinion.NewStances(), said, 0)
	f.heard = append(f.heard, float64(len(said))/since(start))
	opinion.Analyse(c.Matrix())
	f.whole = append(f.whole, since(start))
	if len(f.whole) == 1 {
		f.memory = taken()
	}
	return c
}

// afterMore hears a little more and analyses again; what comes out has to be
// what an analysis from nothing gives, to the last bit.
func (f *figures) afterMore(c *opinion.Stances, later, all []stance) {
	start := time.Now()
	got := opinion.Analyse(hear(c, later, len(all)).Matrix())
	f.more = append(f.more, since(start))
	want := opinion.Analyse(hear(opinion.NewStances(), backwards(all), 0).Matrix())
	if !reflect.DeepEqual(got, want) {
		f.differ++
	}
}

func hear(c *opinion.Stances, said []stance, from int) *opinion.Stances {
	for i, s := range said {
		c.Hear(s.person, s.statement, s.what, uint64(from+i))
	}
	return c
}

func backwards(said []stance) []stance {
	other := slices.Clone(said)
	slices.Reverse(other)
	return other
}

func (f figures) rows() []Row {
	const mebibyte = 1 << 20
	return []Row{
		upTo("analysis of a million stances", f.whole, "s", f.naive, 10),
		upTo("memory of the whole process then", []float64{f.memory / mebibyte}, "MiB", []float64{f.naiveMemory / mebibyte}, 1024),
		upTo("analysis after a thousand more", f.more, "s", f.naive, 1),
		upTo("analyses that differ from one from nothing", []float64{float64(f.differ)}, "", []float64{float64(f.differ)}, 0),
		{Name: "stances heard", Value: median(f.heard), Unit: "1/s", Aim: "reported", Met: true},
	}
}

func upTo(name string, value []float64, unit string, against []float64, aim float64) Row {
	r := Row{Name: name, Value: median(value), Unit: unit, Against: median(against), Aim: fmt.Sprintf("≤ %g", aim)}
	if r.Against != 0 {
		r.Ratio = r.Value / r.Against
	}
	r.Met = r.Value <= aim
	return r
}

func median(x []float64) float64 {
	sorted := slices.Sorted(slices.Values(x))
	return sorted[len(sorted)/2]
}

func since(start time.Time) float64 { return time.Since(start).Seconds() }

// taken is how much memory the process has taken from the system so far.
func taken() float64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.Sys)
}
