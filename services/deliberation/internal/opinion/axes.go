package opinion

import (
	"math"
	"sync"
)

// Axes are the two directions in which opinions differ most: the first two
// principal components of the centred matrix, in which a stance that was not
// taken is the statement's mean and a statement that is out is zero throughout,
// as Polis does it.
type Axes struct {
	Center     []float64    // mean stance by statement, of those who took one
	Components [2][]float64 // loading by statement; each of length 1, or all zero where opinions do not differ so far
	Eigenvalue [2]float64   // sum of squares along the component
	Explained  [2]float64   // share of the whole sum of squares
}

// Point is where somebody stands on the two axes.
type Point [2]float64

// deviations are the centred values, by cell. Being exactly zero where nothing
// was said, they are all that a pass over the matrix needs to look at.
type deviations struct {
	m  *Matrix
	by []float64
}

func (m *Matrix) deviations() (deviations, []float64) {
	center := m.center()
	by := make([]float64, 4*len(m.statements))
	for t, s := range m.statements {
		for stance := Agree; stance <= Pass && !s.Out; stance++ {
			by[t<<2|int(stance)] = value[stance] - center[t]
		}
	}
	return deviations{m, by}, center
}

func (m *Matrix) center() []float64 {
	sum, seen := make([]float64, len(m.statements)), make([]float64, len(m.statements))
	for _, c := range m.cells {
		sum[c.statement()] += value[c.stance()]
		seen[c.statement()]++
	}
	for t, s := range m.statements {
		if s.Out {
			sum[t] = 0
		}
		sum[t] /= max(seen[t], 1)
	}
	return sum
}

// axes finds the two directions; center is the mean that it took away before.
func (x deviations) axes(center []float64) Axes {
	a := Axes{Center: center}
	values, vectors := leading(len(a.Components), len(center), x.gram)
	whole := x.squares()
	for i := range a.Components {
		a.Components[i] = make([]float64, len(center))
		if i < len(values) && values[i] > 0 {
			a.Components[i] = upright(vectors[i])
			a.Eigenvalue[i] = values[i]
			a.Explained[i] = values[i] / whole
		}
	}
	return a
}

// upright turns a direction so that its greatest loading is positive; which way
// round an axis runs means nothing, but has to be the same each time.
func upright(v []float64) []float64 {
	greatest := 0.0
	for _, x := range v {
		if math.Abs(x) > math.Abs(greatest) {
			greatest = x
		}
	}
	if greatest < 0 {
		for i := range v {
			v[i] = -v[i]
		}
	}
	return v
}

func (x deviations) squares() float64 {
	count := make([]float64, len(x.by))
	for _, c := range x.m.cells {
		count[c]++
	}
	sum := 0.0
	for c, d := range x.by {
		sum += float64(count[c] * float64(d*d))
	}
	return sum
}

// parts are how many pieces a pass is cut into. It must not depend on the
// machine: sums are rounded, so another cut is another sum.
const parts = 4

// gram multiplies each vector of a block by XᵀX.
func (x deviations) gram(in block) block {
	var sums [parts]block
	var all sync.WaitGroup
	people := len(x.m.people)
	for i := range sums {
		all.Go(func() { sums[i] = x.part(in, people*i/parts, people*(i+1)/parts) })
	}
	all.Wait()
	out := sums[0]
	for _, sum := range sums[1:] {
		for t := range out {
			for k := range out[t] {
				out[t][k] += sum[t][k]
			}
		}
	}
	return out
}

// part is what the people from..to add to a product. The inner loops are
// written out because nearly all the time of an analysis goes by in them.
func (x deviations) part(in block, from, to int) block {
	out := newBlock(in.rows())
	for p := from; p < to; p++ {
		cells := x.m.row(p)
		var y [width]float64
		for _, c := range cells {
			d, v := x.by[c], &in[c.statement()]
			y[0] += float64(d * v[0])
			y[1] += float64(d * v[1])
			y[2] += float64(d * v[2])
			y[3] += float64(d * v[3])
		}
		for _, c := range cells {
			d, v := x.by[c], &out[c.statement()]
			v[0] += float64(d * y[0])
			v[1] += float64(d * y[1])
			v[2] += float64(d * y[2])
			v[3] += float64(d * y[3])
		}
	}
	return out
}

// project places each person on the axes by what they said, stretched by
// √(statements/seen) so that those who saw few are not pulled to the middle;
// a statement that is out counts as seen by all (Polis's conventions).
func (x deviations) project(a Axes) []Point {
	out := 0
	for _, s := range x.m.statements {
		if s.Out {
			out++
		}
	}
	at := make([]Point, len(x.m.people))
	for p := range at {
		seen := out
		for _, c := range x.m.row(p) {
			t := c.statement()
			for i := range at[p] {
				at[p][i] += float64(x.by[c] * a.Components[i][t])
			}
			if !x.m.statements[t].Out {
				seen++
			}
		}
		stretch := math.Sqrt(float64(len(x.m.statements)) / float64(max(seen, 1)))
		at[p][0] *= stretch
		at[p][1] *= stretch
	}
	return at
}
