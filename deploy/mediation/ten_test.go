package mediation

import (
	"slices"
	"testing"
)

// Each of the ten scenarios through the public API: everybody seals their own
// profile, a round suggests what the command line computes, and of no number
// that was sealed, nor of any utility, can anybody else read a trace.
func TestTenScenariosAndNobodyReadsWhatAnotherSealed(t *testing.T) {
	all := scenarios(t)
	w := newTold()
	h := open(t, "", w.collect(t)...)
	w.overhear(t, h)
	v := settle(t, h, w, 2, 3, 4, 9)
	numbers := 0
	for _, s := range all {
		want := s.compute(t)
		p := v.lays(t, s)
		numbers += p.seal(s)
		text := p.text()
		p.looks(text, text)
		r := p.asks(text)
		p.compares(s, want, r)
		p.weighs(text, r)
		p.looks(text, r.ID)
		if len(r.Suggestions) > 0 {
			p.votes(r)
		}
		p.looks(text, r.ID)
	}
	w.readLogs(t, h)
	leaks, pieces, size := w.sweep(v.canaries)
	for _, leak := range leaks[:min(len(leaks), 20)] {
		t.Error(leak)
	}
	if numbers < 500 || pieces < 1000 {
		t.Errorf("only %d numbers were looked for in %d pieces", numbers, pieces)
	}
	t.Logf("%d sealed numbers of 12 digits and more, in %d forms, were looked for in %d pieces of %d bytes", numbers, len(v.canaries), pieces, size)
}

// compares holds the packages of a round against the command line's, method by
// method. What is worth to all what the text is, is no suggestion.
func (p *table) compares(s scenario, want computed, r round) {
	p.t.Helper()
	if len(r.Suggestions) > 3 {
		p.t.Errorf("%s: %d suggestions", s.name, len(r.Suggestions))
	}
	first := make([]string, len(p.terms))
	for k, t := range p.terms {
		if first[k] = t.Min; t.Kind == "choice" {
			first[k] = t.Options[0].Label
		}
	}
	for method, expected := range map[string][]string{"singleText": want.SingleText.Package, "leximin": want.Leximin.Package, "nash": want.Nash.Package} {
		at := slices.IndexFunc(r.Suggestions, func(x suggestion) bool { return slices.Contains(x.Methods, method) })
		switch {
		case at >= 0 && !slices.Equal(p.labels(r.Suggestions[at]), expected):
			p.t.Errorf("%s: %s suggests %q, the command line %q", s.name, method, p.labels(r.Suggestions[at]), expected)
		case at < 0 && !slices.Equal(first, expected):
			p.t.Errorf("%s: %s suggests nothing, the command line %q", s.name, method, expected)
		}
	}
}
