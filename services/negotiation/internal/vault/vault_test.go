package vault

import (
	"encoding/json"
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/table"
)

var (
	huerta = table.By{Seat: "huerta"}
	sheet  = table.Sheet{
		"t1": {Number: 1, Version: 1, Term: negotiation.Term{Key: "price", Name: "Price", Kind: negotiation.QuantityTerm, Scale: 1, Min: "0", Max: "10", Step: "0.5"}},
		"t2": {Number: 2, Version: 1, Term: negotiation.Term{Key: "loss", Name: "Loss", Kind: negotiation.ChoiceTerm, Options: []negotiation.Option{{Key: "us"}, {Key: "them"}}}},
		"t3": {Number: 3, Version: 1, Term: negotiation.Term{Key: "words", Name: "Words", Kind: negotiation.TextTerm}},
	}
	at    = Place{Negotiation: "neg", Sheet: sheet}
	price = negotiation.Preference{Term: "t1", Weight: "0.75", Curve: []negotiation.Point{{At: "0", Worth: "0"}, {At: "10", Worth: "1"}}}
	loss  = negotiation.Preference{Term: "t2", Weight: "0.25", Curve: []negotiation.Point{{At: "us", Worth: "0"}, {At: "them", Worth: "1"}}}
)

func full(reservation string, terms ...negotiation.Preference) Wish {
	return Wish{Full: &negotiation.Utility{Reservation: reservation, Terms: terms}}
}

func TestCheck(t *testing.T) {
	points := func(p negotiation.Preference, pairs ...string) negotiation.Preference {
		p.Curve = nil
		for i := 0; i < len(pairs); i += 2 {
			p.Curve = append(p.Curve, negotiation.Point{At: pairs[i], Worth: pairs[i+1]})
		}
		return p
	}
	weighing := func(p negotiation.Preference, weight string) negotiation.Preference { p.Weight = weight; return p }
	refusing := func(r ...negotiation.Refused) Wish { return Wish{Refused: r} }
	for _, tt := range []struct {
		rule, refused, field string
		wish                 Wish
	}{
		{"weights and curves", "", "", full("0.4", price, loss)},
		{"in any order", "", "", full("0.4", loss, price)},
		{"eighteen decimals", "", "", full("0.400000000000000001", weighing(price, "0.750000000000000001"), weighing(loss, "0.249999999999999999"))},
		{"weights that are off by the last decimal", "WEIGHTS_SUM", "full/terms", full("0", weighing(price, "0.750000000000000001"), loss)},
		{"weights that do not sum", "WEIGHTS_SUM", "full/terms", full("0", weighing(price, "0.7"), loss)},
		{"weights that sum to more", "WEIGHTS_SUM", "full/terms", full("0", weighing(price, "1"), loss)},
		{"what is no number", "INVALID", "full/reservation", full("NaN", price, loss)},
		{"infinity", "INVALID", "full/reservation", full("Inf", price, loss)},
		{"an exponent", "INVALID", "full/reservation", full("1e-1", price, loss)},
		{"a sign", "INVALID", "full/reservation", full("-0.1", price, loss)},
		{"more than all", "INVALID", "full/reservation", full("1.1", price, loss)},
		{"more decimals than are kept", "INVALID", "full/reservation", full("0.1234567890123456789", price, loss)},
		{"a weight that is none", "INVALID", "full/terms/0/weight", full("0", weighing(price, "+Inf"), loss)},
		{"a worth outside", "INVALID", "full/terms/0/curve/1/worth", full("0", points(price, "0", "0", "10", "1.5"), loss)},
		{"a term that is left out", "TERM_NOT_WEIGHED", "full/terms", full("0", weighing(price, "1"))},
		{"a term twice", "INVALID", "full/terms/1/term", full("0", price, price)},
		{"a term of nowhere", "NO_SUCH_TERM", "full/terms/0/term", full("0", negotiation.Preference{Term: "t9"})},
		{"a term of words", "NOT_WEIGHABLE", "full/terms/0/term", full("0", negotiation.Preference{Term: "t3"})},
		{"a curve without points", "INVALID", "full/terms/0/curve", full("0", points(price), loss)},
		{"a point that is no value", "INVALID", "full/terms/0/curve/0/at", full("0", points(price, "cheap", "1"), loss)},
		{"a point twice", "INVALID", "full/terms/0/curve/1/at", full("0", points(price, "1", "0", "1.0", "1"), loss)},
		{"an option that is left out", "VALUE_NOT_WEIGHED", "full/terms/1/curve", full("0", price, points(loss, "us", "1"))},
		{"an option of nowhere", "INVALID", "full/terms/1/curve/0/at", full("0", price, points(loss, "nobody", "1"))},
		{"nothing at all", "INVALID", "full", Wish{}},
		{"a thin seal", "", "", refusing(negotiation.Refused{Term: "t2", Values: []string{"us"}}, negotiation.Refused{Term: "t1", Below: "2", Above: "8.5"})},
		{"nothing that could be lived with", "NOTHING_LEFT", "refused/0/values", refusing(negotiation.Refused{Term: "t2", Values: []string{"us", "them"}})},
		{"nor between bounds", "NOTHING_LEFT", "refused/0/values", refusing(negotiation.Refused{Term: "t1", Below: "5", Above: "4"})},
		{"a refusal of nothing", "INVALID", "refused/0/values", refusing(negotiation.Refused{Term: "t1"})},
		{"a bound of a choice", "INVALID", "refused/0/below", refusing(negotiation.Refused{Term: "t2", Below: "us"})},
		{"a refused value of nowhere", "INVALID", "refused/0/values/0", refusing(negotiation.Refused{Term: "t2", Values: []string{"x"}})},
		{"a refusal of words", "NOT_WEIGHABLE", "refused/0/term", refusing(negotiation.Refused{Term: "t3", Values: []string{"x"}})},
		{"more points than a curve has", "TOO_MANY", "full/terms", full("0", points(price, slices.Repeat([]string{"1", "1"}, 900)...), loss)},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			_, err := Check(sheet, tt.wish)
			code, field := "", ""
			var r *rule.Refusal
			if errors.As(err, &r) {
				code, field = r.Code, strings.Join(r.Field, "/")
			} else if err != nil {
				t.Fatal(err)
			}
			if code != tt.refused || field != tt.field {
				t.Errorf("refused with %q at %q, want %q at %q", code, field, tt.refused, tt.field)
			}
		})
	}
}

// A refusal never says a number: it may be a sealed one.
func TestRefusalsSayNoNumber(t *testing.T) {
	secret := "0.31415926535897"
	for _, w := range []Wish{
		full("7"+secret, price, loss),
		full(secret, negotiation.Preference{Term: "t1", Weight: secret, Curve: price.Curve}, loss),
		full("0", price, negotiation.Preference{Term: "t2", Weight: "0.25", Curve: []negotiation.Point{{At: "us", Worth: secret + "e"}, {At: "them", Worth: "1"}}}),
	} {
		if _, err := Check(sheet, w); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("refused with %v", err)
		}
	}
}

func TestSealing(t *testing.T) {
	seal := Seal{Wish: full("0.40", loss, price), Key: []byte("0123456789abcdef0123456789abcdef")}
	does := func(v Vault, p Place) (Vault, error) {
		events, err := Decide(v, huerta, p, seal)
		for _, e := range events {
			v = Evolve(v, e)
		}
		return v, err
	}
	v, err := does(Vault{}, at)
	first, _ := v.Newest()
	if err != nil || first.Version != 1 || first.Full.Terms[0].Term != "t1" || first.Full.Reservation != "0.4" {
		t.Fatalf("sealed %+v, %v", first, err)
	}
	if o := Open(first); !o.Holds() || strings.Contains(o.Commitment, "0.4") {
		t.Errorf("the opening is %+v", o)
	} else if o.Content = strings.Replace(o.Content, "0.4", "0.5", 1); o.Holds() {
		t.Error("a changed opening holds")
	}
	if v, err = does(v, at); err != nil || len(v.Seals) != 2 {
		t.Fatalf("sealing the same again is a new version: %v", err)
	}
	refused := rule.Refuse("SEALED_ALREADY")
	if _, err = does(v, at); !errors.Is(err, refused) {
		t.Errorf("a third time before a round: %v", err)
	}
	later := at
	later.Rounds = 1
	if v, err = does(v, later); err != nil {
		t.Fatalf("once after a round: %v", err)
	}
	if _, err = does(v, later); !errors.Is(err, refused) {
		t.Errorf("twice after a round: %v", err)
	}
	moved := later
	moved.Sheet = table.Sheet{"t1": sheet["t1"], "t2": {Number: 2, Version: 2, Term: sheet["t2"].Term}}
	if v, err = does(v, moved); err != nil || len(v.Seals) != 4 {
		t.Errorf("another sheet is sealed about anew: %v", err)
	}
	if third, some := v.At(3); !some || third.Rounds != 1 {
		t.Errorf("the third version is %+v", third)
	}
	closed := at
	closed.May = rule.Refuse("TEXT_FIXED")
	if _, err = does(Vault{}, closed); !errors.Is(err, rule.Refuse("TEXT_FIXED")) {
		t.Errorf("a table that takes no seals: %v", err)
	}
}

func TestWorth(t *testing.T) {
	quantity := func(s string) negotiation.Value { return negotiation.Value{Quantity: s} }
	choice := func(s string) negotiation.Value { return negotiation.Value{Choice: s} }
	e := negotiation.PreferencesSealed{Version: 1, Sheet: sheet.Digest(), Full: full("0.5", price, loss).Full, Refused: []negotiation.Refused{{Term: "t1", Below: "2"}}}
	for _, tt := range []struct {
		rule        string
		values      map[string]negotiation.Value
		least, most string
		enough      string
		refused     bool
	}{
		{"the best", map[string]negotiation.Value{"t1": quantity("10.0"), "t2": choice("them")}, "1.000000000000", "1.000000000000", "true", false},
		{"on a line", map[string]negotiation.Value{"t1": quantity("3.5"), "t2": choice("us")}, "0.262500000000", "0.262500000000", "false", false},
		{"open", map[string]negotiation.Value{"t2": choice("them")}, "0.250000000000", "1.000000000000", "", false},
		{"what cannot be lived with", map[string]negotiation.Value{"t1": quantity("1.5"), "t2": choice("them")}, "0.362500000000", "0.362500000000", "false", true},
		{"a value that was not known then", map[string]negotiation.Value{"t1": quantity("10.0"), "t2": choice("nobody")}, "0.750000000000", "0.750000000000", "true", false},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			w := Of(e, sheet, tt.values)
			enough := ""
			if w.Enough != nil {
				enough = map[bool]string{true: "true", false: "false"}[*w.Enough]
			}
			if w.Least != tt.least || w.Most != tt.most || enough != tt.enough || w.Refused != tt.refused {
				t.Errorf("worth %+v (%s)", w, enough)
			}
		})
	}
}

func TestReview(t *testing.T) {
	curve := func(p negotiation.Preference, weight string, worths ...string) negotiation.Preference {
		p.Weight, p.Curve = weight, nil
		for i, w := range worths {
			n := []string{"0", "2", "4", "6", "8", "10"}[i]
			if p.Term == "t2" {
				n = []string{"us", "them"}[i]
			}
			p.Curve = append(p.Curve, negotiation.Point{At: n, Worth: w})
		}
		return p
	}
	refusing := func(w Wish, r ...negotiation.Refused) Wish { w.Refused = r; return w }
	cheap := []map[string]negotiation.Value{{"t1": {Quantity: "0.5"}, "t2": {Choice: "us"}}}
	for _, tt := range []struct {
		rule   string
		wish   Wish
		offers []map[string]negotiation.Value
		want   []string
	}{
		{"nothing strange", full("0.3", curve(price, "0.5", "0", "1"), curve(loss, "0.5", "0", "1")), nil, nil},
		{"one term decides", full("0.3", price, loss), nil, []string{OneTermDecides}},
		{"a weight on nothing", full("0.6", curve(price, "0.5", "1", "1"), curve(loss, "0.5", "0", "1")), nil, []string{WeightIdle, OneTermDecides}},
		{"a curve without a weight", full("0.3", curve(price, "0", "0", "1"), curve(loss, "1", "0", "1")), nil, []string{CurveIdle, OneTermDecides}},
		{"no best value", full("0.3", curve(price, "0.5", "0", "0.5"), curve(loss, "0.5", "0", "0.5")), nil, []string{BestUnreached, BestUnreached}},
		{"never enough", full("1", curve(price, "0.5", "0", "0.9"), curve(loss, "0.5", "0", "1")), nil, []string{BestUnreached, OneTermDecides, NothingEnough}},
		{"always enough", full("0", curve(price, "0.5", "0", "1"), curve(loss, "0.5", "0", "1")), nil, []string{AllEnough}},
		{"a curve that turns twice", full("0.3", curve(price, "0.5", "0", "1", "0.2", "0.7"), curve(loss, "0.5", "0", "1")), nil, []string{NotMonotone}},
		{"the best is refused", refusing(full("0.3", curve(price, "0.5", "0", "1"), curve(loss, "0.5", "0", "1")), negotiation.Refused{Term: "t2", Values: []string{"them"}}), nil, []string{BestRefused}},
		{"an offer that is too little", full("0.3", curve(price, "0.5", "0", "1"), curve(loss, "0.5", "0", "1")), cheap, []string{OwnOfferTooLittle}},
		{"an offer that cannot be lived with", Wish{Refused: []negotiation.Refused{{Term: "t1", Below: "2"}}}, cheap, []string{OwnOfferRefused, ThinOnly}},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			checked, err := Check(sheet, tt.wish)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, remark := range ReviewOf(sheet, checked, tt.offers).Remarks {
				got = append(got, remark.Code)
			}
			slices.Sort(got)
			want := slices.Sorted(slices.Values(tt.want))
			if !slices.Equal(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
	r := ReviewOf(sheet, full("0.3", loss, price), nil)
	if r.Ranking[0].Term != "t1" || r.Ranking[0].Best != "10" || r.Ranking[1].Swing != "0.250000000000" || r.Most != "1.000000000000" {
		t.Errorf("the ranking is %+v", r)
	}
}

func TestEvolve(t *testing.T) {
	for _, decode := range negotiation.Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == negotiation.OfVault {
			Evolve(Vault{}, e)
		}
	}
}

// What was checked is checked again with the same result, and worth something
// between 0 and 1 whatever the value.
func TestWhatIsSealedStaysSo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.Int64Range(0, unit).Draw(t, "weight")
		decimal := func(n int64) string { return new(big.Rat).SetFrac64(n, unit).FloatString(18) }
		worth := func(name string) string { return decimal(rapid.Int64Range(0, unit).Draw(t, name)) }
		w := full(worth("reservation"),
			negotiation.Preference{Term: "t1", Weight: decimal(part), Curve: []negotiation.Point{{At: "7.5", Worth: worth("a")}, {At: "1.0", Worth: worth("b")}, {At: "4", Worth: worth("c")}}},
			negotiation.Preference{Term: "t2", Weight: decimal(unit - part), Curve: []negotiation.Point{{At: "them", Worth: worth("d")}, {At: "us", Worth: worth("e")}}})
		once, err := Check(sheet, w)
		if err != nil {
			t.Fatal(err)
		}
		twice, err := Check(sheet, once)
		a, _ := json.Marshal(once)
		if b, _ := json.Marshal(twice); err != nil || string(a) != string(b) {
			t.Fatalf("%s became %s: %v", a, b, err)
		}
		e := negotiation.PreferencesSealed{Full: once.Full}
		for _, v := range terms.Literals(sheet["t1"].Term, 100) {
			u, _ := new(big.Rat).SetString(Of(e, sheet, map[string]negotiation.Value{"t1": {Quantity: v}, "t2": {Choice: "us"}}).Least)
			if u.Sign() < 0 || u.Cmp(big.NewRat(1, 1)) > 0 {
				t.Fatalf("worth %s at %s", u, v)
			}
		}
	})
}

// Whatever comes in, it is sealed or refused.
func FuzzCheck(f *testing.F) {
	seed, _ := json.Marshal(full("0.4", price, loss))
	f.Add(seed)
	f.Add([]byte(`{"full":{"reservation":"NaN","terms":[{"term":"t1","weight":"1e999","curve":[{"at":"-0","worth":"0x1p-2"}]}]}}`))
	f.Add([]byte(`{"refused":[{"term":"t1","below":"999999999999","values":["5.0","5"]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var w Wish
		if json.Unmarshal(data, &w) != nil {
			return
		}
		sealed, err := Check(sheet, w)
		if err != nil {
			return
		}
		ReviewOf(sheet, sealed, nil)
		if stored, _ := json.Marshal(sealed); len(stored) > 300_000 {
			t.Errorf("sealed %d bytes", len(stored))
		}
	})
}
