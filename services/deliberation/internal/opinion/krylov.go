package opinion

import "math"

// width is how many directions are followed at once. More than two find both
// axes also where several directions are equally strong.
const width = 4

// block is a few vectors side by side, so that a pass serves all of them.
type block [][width]float64

func newBlock(rows int) block { return make(block, rows) }

func (b block) rows() int { return len(b) }

func (b block) column(k int) []float64 {
	v := make([]float64, len(b))
	for i := range b {
		v[i] = b[i][k]
	}
	return v
}

func sideBySide(vectors [][]float64, rows int) block {
	b := newBlock(rows)
	for k, v := range vectors {
		for i, x := range v {
			b[i][k] = x
		}
	}
	return b
}

const (
	widest   = 12 * width // of the space that is searched, before it is cut down
	kept     = 4 * width  // when it is
	rounds   = 40         // at most; conversations need one to five
	residual = 1e-10      // of the greatest eigenvalue: when a direction counts as found
)

// leading returns the greatest n eigenvalues and their unit vectors of a
// symmetric, positive semidefinite operator on vectors of the given length:
// block Lanczos with full orthogonalization and thick restarts (Wu and Simon,
// Thick-restart Lanczos, 2000). Fewer come back if its rank is less. The start
// is fixed, so the same operator gives the same vectors.
func leading(n, length int, times func(block) block) (values []float64, vectors [][]float64) {
	next := start(length)
	var s space
	for range rounds {
		s.grow(next, length, times)
		values = s.turn()
		if s.settled(values, n) {
			break
		}
		if next = s.outside(s.images[:min(width, len(s.images))]); len(next) == 0 {
			break
		}
	}
	n = min(n, len(values))
	return values[:n], s.basis[:n]
}

// space is orthonormal directions and what the operator makes of them.
type space struct{ basis, images [][]float64 }

// grow adds directions and what follows from them until the space is wide
// enough, or closed.
func (s *space) grow(next [][]float64, length int, times func(block) block) {
	for len(next) > 0 && len(s.basis)+len(next) <= widest {
		images := columns(times(sideBySide(next, length)), len(next))
		s.basis, s.images = append(s.basis, next...), append(s.images, images...)
		next = s.outside(images)
	}
}

// outside returns the parts of vectors that are not in the space yet.
func (s *space) outside(vectors [][]float64) (next [][]float64) {
	for _, v := range vectors {
		if v = orthonormal(v, s.basis, next); v != nil {
			next = append(next, v)
		}
	}
	return next
}

// turn makes the basis the best approximations to eigenvectors that the space
// holds, greatest value first (Rayleigh and Ritz).
func (s *space) turn() (values []float64) {
	n := len(s.basis)
	small := make([][]float64, n)
	for i := range small {
		small[i] = make([]float64, n)
		for j := range i + 1 {
			small[i][j] = dot(s.basis[i], s.images[j])
			small[j][i] = small[i][j]
		}
	}
	values, turns := eigen(small)
	s.basis, s.images = combine(s.basis, turns), combine(s.images, turns)
	return values
}

// combine returns the first kept combinations of vectors; nobody looks at more.
func combine(vectors [][]float64, by [][]float64) [][]float64 {
	all := make([][]float64, min(kept, len(vectors)))
	for k := range all {
		all[k] = make([]float64, len(vectors[0]))
		for i, v := range vectors {
			add(all[k], by[i][k], v)
		}
	}
	return all
}

// settled tells whether the first n directions satisfy A·v = λ·v.
func (s *space) settled(values []float64, n int) bool {
	for i := range min(n, len(values)) {
		sum := 0.0
		for j, x := range s.images[i] {
			d := x - float64(values[i]*s.basis[i][j])
			sum += float64(d * d)
		}
		if math.Sqrt(sum) > residual*values[0] {
			return false
		}
	}
	return true
}

// start is directions that no conversation has a reason to be orthogonal to.
func start(length int) [][]float64 {
	var space [][]float64
	state := uint64(1)
	for range min(width, length) {
		v := make([]float64, length)
		for i := range v {
			state = state*6364136223846793005 + 1442695040888963407 // Knuth's MMIX
			v[i] = float64(state>>11)/(1<<52) - 1
		}
		if v = orthonormal(v, space); v != nil {
			space = append(space, v)
		}
	}
	return space
}

func columns(b block, n int) [][]float64 {
	all := make([][]float64, n)
	for k := range all {
		all[k] = b.column(k)
	}
	return all
}

// orthonormal returns v without its parts along the given unit vectors, scaled
// to length 1; nil if nothing is left but rounding. Twice is enough (Kahan).
func orthonormal(v []float64, bases ...[][]float64) []float64 {
	before := math.Sqrt(dot(v, v))
	w := append([]float64(nil), v...)
	for range 2 {
		for _, basis := range bases {
			for _, b := range basis {
				add(w, -dot(w, b), b)
			}
		}
	}
	after := math.Sqrt(dot(w, w))
	if after <= 1e-12*before || after == 0 {
		return nil
	}
	for i := range w {
		w[i] /= after
	}
	return w
}

// dot and add round each product before it is summed, so that processors which
// could fuse the two calculate the same.
func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += float64(x * b[i])
	}
	return sum
}

func add(to []float64, factor float64, v []float64) {
	for i, x := range v {
		to[i] += float64(factor * x)
	}
}
