package suggest

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/vault"
)

var all = []negotiation.MediationMethod{negotiation.SingleText, negotiation.Leximin, negotiation.Nash}

func choice(keys ...string) negotiation.Term {
	t := negotiation.Term{Kind: negotiation.ChoiceTerm, Name: "choice"}
	for _, k := range keys {
		t.Options = append(t.Options, negotiation.Option{Key: k})
	}
	return t
}

// sheet puts terms on a sheet as t1, t2, …
func sheet(list ...negotiation.Term) table.Sheet {
	s := make(table.Sheet)
	for i, t := range list {
		s["t"+strconv.Itoa(i+1)] = table.Term{Term: t, Version: 1, Number: i + 1}
	}
	return s
}

// text is the first value of every term.
func text(t *testing.T, s table.Sheet, words ...string) (all []negotiation.Setting) {
	t.Helper()
	for i, id := range s.Ordered() {
		v, ok := terms.Valued(s[id].Term, words[i])
		if s[id].Kind == negotiation.TextTerm {
			v, ok = negotiation.Value{Text: words[i]}, true
		}
		if !ok {
			t.Fatalf("%s is no value of %s", words[i], id)
		}
		all = append(all, negotiation.Setting{Term: id, Version: 1, Value: v})
	}
	return all
}

func seal(t *testing.T, s table.Sheet, seat string, wish vault.Wish) negotiation.PreferencesSealed {
	t.Helper()
	checked, err := vault.Check(s, wish)
	if err != nil {
		t.Fatal(err)
	}
	return negotiation.PreferencesSealed{Seat: seat, Sheet: s.Digest(), Full: checked.Full, Refused: checked.Refused}
}

// linear wants as much, or as little, of every term.
func linear(s table.Sheet, reservation string, weights []string, up ...bool) vault.Wish {
	u := &negotiation.Utility{Reservation: reservation}
	for i, id := range s.Ordered() {
		if !terms.Weighable(s[id].Term) {
			continue
		}
		words := terms.Literals(s[id].Term, 1000)
		p := negotiation.Preference{Term: id, Weight: weights[i]}
		for v, w := range words {
			worth := float64(v) / float64(len(words)-1)
			if !up[i] {
				worth = 1 - worth
			}
			p.Curve = append(p.Curve, negotiation.Point{At: w, Worth: strconv.FormatFloat(worth, 'f', 12, 64)})
		}
		u.Terms = append(u.Terms, p)
	}
	return vault.Wish{Full: u}
}

func words(f Found) (all []string) {
	for _, s := range f.Values {
		all = append(all, terms.Literal(s.Value))
	}
	return all
}

func TestRound(t *testing.T) {
	two := sheet(choice("a", "b", "c"), choice("x", "y", "z"))
	start := text(t, two, "a", "x")
	one := seal(t, two, "one", linear(two, "0.1", []string{"0.8", "0.2"}, true, false))
	other := seal(t, two, "other", linear(two, "0.1", []string{"0.2", "0.8"}, false, true))
	q := table.Question{Sheet: two, Text: start, Methods: all}
	if got := Round(q, []negotiation.PreferencesSealed{one, other}); len(got) != 1 || !slices.Equal(words(got[0]), []string{"c", "z"}) || !slices.Equal(got[0].Methods, all) {
		t.Errorf("each gets what matters to it: %+v", got)
	}
	refusing := seal(t, two, "third", vault.Wish{Refused: []negotiation.Refused{{Term: "t1", Values: []string{"c"}}}})
	if got := Round(q, []negotiation.PreferencesSealed{one, other, refusing}); len(got) == 0 || slices.ContainsFunc(got, func(f Found) bool { return words(f)[0] == "c" }) {
		t.Errorf("a thin seal is kept to: %+v", got)
	}
	q.Bonds = []negotiation.Constraint{{
		If:   &negotiation.TermIs{Term: "t1", Is: negotiation.Equals, Value: negotiation.Value{Choice: "c"}},
		Then: &negotiation.TermIs{Term: "t2", Is: negotiation.Not, Value: negotiation.Value{Choice: "z"}},
	}}
	if got := Round(q, []negotiation.PreferencesSealed{one, other}); len(got) == 0 || slices.ContainsFunc(got, func(f Found) bool { return slices.Equal(words(f), []string{"c", "z"}) }) {
		t.Errorf("a constraint is kept to: %+v", got)
	}
	q.Bonds = nil
	same := seal(t, two, "same", linear(two, "0", []string{"1", "0"}, true, true))
	against := seal(t, two, "against", linear(two, "0", []string{"1", "0"}, false, true))
	q.Text = text(t, two, "b", "x")
	if got := Round(q, []negotiation.PreferencesSealed{same, against}); len(got) != 0 {
		t.Errorf("what nobody could like better is no suggestion: %+v", got)
	}
	if got := Round(q, []negotiation.PreferencesSealed{refusing}); got != nil {
		t.Errorf("nobody has said what they want: %+v", got)
	}
}

func TestWhatNobodyCanListStaysAsItIs(t *testing.T) {
	s := sheet(
		negotiation.Term{Name: "Words", Kind: negotiation.TextTerm},
		negotiation.Term{Name: "Price", Kind: negotiation.QuantityTerm, Scale: 2},
		negotiation.Term{Name: "Share", Kind: negotiation.PercentageTerm, Scale: 2, Min: "0", Max: "100"},
	)
	d := Of(s, text(t, s, "as we said", "12.50", "33.33"))
	if !slices.Equal(d.ids, []string{"t3"}) || len(d.words[0]) != places+1 || d.words[0][d.start[0]] != "33.33" || !slices.IsSortedFunc(d.words[0], func(a, b string) int {
		x, _ := terms.Measure(s["t3"].Term, a)
		y, _ := terms.Measure(s["t3"].Term, b)
		return int(x - y)
	}) {
		t.Fatalf("open are %q with %q", d.ids, d.words)
	}
	wish := vault.Wish{Full: &negotiation.Utility{Reservation: "0.6", Terms: []negotiation.Preference{
		{Term: "t2", Weight: "0.5", Curve: []negotiation.Point{{At: "0", Worth: "0"}, {At: "25", Worth: "1"}}},
		{Term: "t3", Weight: "0.5", Curve: []negotiation.Point{{At: "0", Worth: "0"}, {At: "100", Worth: "1"}}},
	}}}
	party := d.Scenario([]negotiation.PreferencesSealed{seal(t, s, "one", wish)}).Parties[0]
	if party.Weights[0] != 1 || party.Reservation < 0.7-1e-12 || party.Reservation > 0.7+1e-12 {
		t.Errorf("what stays enters with what it is worth: %+v", party)
	}
	got := Round(table.Question{Sheet: s, Text: text(t, s, "as we said", "12.50", "33.33"), Methods: all}, []negotiation.PreferencesSealed{seal(t, s, "one", wish)})
	if len(got) != 1 || words(got[0])[0] != "as we said" || words(got[0])[2] != "100.00" {
		t.Errorf("suggested is %+v", got)
	}
}

// A round is the same however often it is computed and in whatever order the
// seals come, and keeps to every constraint.
func TestARoundDependsOnNothingElse(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	number := negotiation.Term{Name: "n", Kind: negotiation.QuantityTerm, Min: "0", Max: "6", Step: "1"}
	found := 0
	for range 150 {
		s := sheet(choice("a", "b", "c", "d"), number, number, choice("p", "q"))
		q := table.Question{Sheet: s, Text: text(t, s, "a", "3", "3", "p"), Methods: all, Bonds: []negotiation.Constraint{
			{Sum: &negotiation.TermSum{Terms: []string{"t2", "t3"}, Is: []negotiation.Comparison{negotiation.AtMost, negotiation.AtLeast, negotiation.Equals}[r.IntN(3)], Value: negotiation.Value{Quantity: "6"}}},
			{Never: []negotiation.TermIs{{Term: "t1", Is: negotiation.Not, Value: negotiation.Value{Choice: "a"}}, {Term: "t2", Is: negotiation.AtLeast, Value: negotiation.Value{Quantity: "5"}}}},
		}}
		var seals []negotiation.PreferencesSealed
		for n := range 2 + r.IntN(3) {
			u := &negotiation.Utility{Reservation: fmt.Sprintf("0.%03d", r.IntN(300))}
			for i, id := range s.Ordered() {
				p := negotiation.Preference{Term: id, Weight: "0.25"}
				for _, w := range terms.Literals(s[id].Term, 100) {
					p.Curve = append(p.Curve, negotiation.Point{At: w, Worth: fmt.Sprintf("0.%012d", r.Int64N(1e12))})
				}
				_ = i
				u.Terms = append(u.Terms, p)
			}
			seals = append(seals, seal(t, s, fmt.Sprint(n), vault.Wish{Full: u}))
		}
		first := Round(q, seals)
		r.Shuffle(len(seals), func(i, j int) { seals[i], seals[j] = seals[j], seals[i] })
		if again := Round(q, seals); !reflect.DeepEqual(first, again) {
			t.Fatalf("%+v, in another order %+v", first, again)
		}
		find := func(id string) (negotiation.Term, bool) { return s[id].Term, true }
		for _, f := range first {
			found++
			values := make(map[string]negotiation.Value)
			for _, v := range f.Values {
				values[v.Term] = v.Value
			}
			for _, c := range q.Bonds {
				if terms.Broken(c, find, values) {
					t.Fatalf("%+v breaks %+v", f, c)
				}
			}
			for _, x := range seals {
				was, is := vault.Of(x, s, valuesOf(q.Text)), vault.Of(x, s, values)
				if slices.Contains(f.Methods, negotiation.SingleText) && is.Least < was.Least {
					t.Fatalf("a step of the single text takes %s from %s", was.Least, x.Seat)
				}
				if !slices.Contains(f.Methods, negotiation.SingleText) && !*is.Enough {
					t.Fatalf("%v leaves %s with less than no agreement", f.Methods, x.Seat)
				}
			}
		}
	}
	if found < 150 {
		t.Errorf("only %d packages were suggested", found)
	}
}

func valuesOf(settings []negotiation.Setting) map[string]negotiation.Value {
	values := make(map[string]negotiation.Value)
	for _, s := range settings {
		values[s.Term] = s.Value
	}
	return values
}
