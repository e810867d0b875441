package mediation

import "math"

// rows are an aim over a space in the form that branch and bound works on: what
// each value adds to the gain of each party, and to the conditions that must
// not fall below 0.
type rows struct {
	parties int         // these rows come first
	adds    [][]float64 // of term k: value v adds adds[k][v*len(base)+row]
	base    []float64   // what the rows are before any term
	left    [][]int     // the values that are worth a look
}

func (sp *space) rows(a aim) *rows {
	floors := sp.floors(a)
	conditions := len(floors)
	for _, c := range sp.rules {
		if c.Sum != nil {
			conditions += 2
		}
	}
	n := sp.parties + conditions
	r := &rows{parties: sp.parties, adds: make([][]float64, len(sp.left)), base: make([]float64, n)}
	for k, values := range sp.left {
		r.adds[k] = make([]float64, len(values)*n)
		for v := range values {
			row := r.adds[k][v*n : (v+1)*n]
			utilities := sp.adds[k][v*sp.parties : (v+1)*sp.parties]
			for i, add := range utilities {
				row[i] = add * a.scale[i]
			}
			for j, i := range floors {
				row[sp.parties+j] = utilities[i]
			}
		}
	}
	for i := range sp.parties {
		r.base[i] = a.plus[i] - a.from[i]*a.scale[i]
	}
	for j, i := range floors {
		r.base[sp.parties+j] = -a.floor[i]
	}
	sp.sumRows(r, sp.parties+len(floors))
	r.left = sp.undominated()
	return r
}

// values counts the values of all terms.
func (r *rows) values() int {
	n := 0
	for _, values := range r.left {
		n += len(values)
	}
	return n
}

// floors names the parties whose floor binds and does not follow from a gain
// that must not be negative.
func (sp *space) floors(a aim) []int {
	var binding []int
	for i := range sp.parties {
		least := 0.0
		for k, values := range sp.left {
			low := sp.adds[k][i]
			for v := range values {
				low = min(low, sp.adds[k][v*sp.parties+i])
			}
			least += low
		}
		follows := a.total != sum && a.scale[i] > 0 && a.from[i] == a.floor[i]
		if a.floor[i] > least+rounding && !follows {
			binding = append(binding, i)
		}
	}
	return binding
}

// sumRows writes the two conditions of each sum, scaled to the size of gains.
func (sp *space) sumRows(r *rows, at int) {
	n := len(r.base)
	for _, c := range sp.rules {
		if c.Sum == nil {
			continue
		}
		widest := c.Sum.widest()
		for j, k := range c.Sum.Terms {
			for v, x := range c.Sum.Numbers[j] {
				r.adds[k][v*n+at] = float64(x) / widest
				r.adds[k][v*n+at+1] = -float64(x) / widest
			}
		}
		r.base[at] = -float64(c.Sum.Min) / widest
		r.base[at+1] = float64(c.Sum.Max) / widest
		at += 2
	}
}

// widest is a power of two that no number exceeds in size, so that dividing by
// it loses nothing.
func (s Sum) widest() float64 {
	widest := 1.0
	for _, numbers := range s.Numbers {
		for _, x := range numbers {
			for widest < math.Abs(float64(x)) {
				widest *= 2
			}
		}
	}
	return widest
}

// undominated leaves out values that no choice needs: another value of the term
// gives every party as much and somebody more, or has a lower position and
// gives everybody the same. Terms under constraints keep all.
func (sp *space) undominated() [][]int {
	left := make([][]int, len(sp.left))
	for k, values := range sp.left {
		if len(sp.touching[k]) > 0 {
			left[k] = values
			continue
		}
		for v := range values {
			if !sp.needless(k, v) {
				left[k] = append(left[k], v)
			}
		}
	}
	return left
}

func (sp *space) needless(k, v int) bool {
	m := sp.parties
	mine := sp.adds[k][v*m : (v+1)*m]
	for w := range sp.left[k] {
		if w == v {
			continue
		}
		other := sp.adds[k][w*m : (w+1)*m]
		if covers(other, mine) && (w < v || more(other, mine)) {
			return true
		}
	}
	return false
}

// more tells whether a is somewhere above b by more than rounding.
func more(a, b []float64) bool {
	for i, x := range b {
		if a[i] > x+rounding {
			return true
		}
	}
	return false
}
