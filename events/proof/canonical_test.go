package proof

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCanonicalForm(t *testing.T) {
	tests := []struct{ rule, text, want string }{
		{"space goes", " { \"a\" :\t[ 1 , true ,\r\nnull ] } ", `{"a":[1,true,null]}`},
		{"empty stays empty", `[{},[],""]`, `[{},[],""]`},
		{"members are sorted at every depth", `{"b":{"d":1,"c":2},"a":3}`, `{"a":3,"b":{"c":2,"d":1}}`},
		{"arrays keep their order", `[3,1,2]`, `[3,1,2]`},
		{"the sorting example of RFC 8785, 3.2.3", `{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`, "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}"},
		{"the example of RFC 8785, 3.2.2", `{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`, `{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`},
		{"only what must be escaped is", `"\u003c\u007f\u2028\b\f\u001f"`, "\"<\u007f\u2028\\b\\f\\u001f\""},
		{"accents composed or not stay as they are", `["e\u0301","\u00e9"]`, "[\"e\u0301\",\"\u00e9\"]"},
		{"minus zero is zero", `[-0,-0.0,0e9]`, `[0,0,0]`},
		{"too small for a double is zero", `1e-400`, `0`},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got, err := Canonical([]byte(tt.text)); err != nil || string(got) != tt.want {
				t.Errorf("got %s, %v\nwant %s", got, err, tt.want)
			}
		})
	}
}

func TestNoCanonicalForm(t *testing.T) {
	tests := []struct{ rule, text string }{
		{"a name twice", `{"a":1,"a":1}`},
		{"a name twice, once escaped", `{"a":1,"\u0061":2}`},
		{"a lone high surrogate", `"\ud83d"`},
		{"a lone low surrogate", `"\ude00"`},
		{"two high surrogates", `"\ud83d\ud83d"`},
		{"surrogates written as bytes", "\"\xed\xa0\xbd\""},
		{"bytes that are not UTF-8", "\"\xff\""},
		{"NaN", `NaN`},
		{"infinity", `-Infinity`},
		{"a number beyond a double", `1e400`},
		{"a leading zero", `01`},
		{"a leading plus", `+1`},
		{"a point without digits", `1.`},
		{"an exponent without digits", `1e`},
		{"a hexadecimal number", `0x10`},
		{"a control character", "\"\n\""},
		{"an unknown escape", `"\x"`},
		{"half an escape", `"\u12`},
		{"a sign within an escape", `"\u+123"`},
		{"a string without an end", `"abc`},
		{"a comma too many", `[1,]`},
		{"a comma too few", `[1 2]`},
		{"a name without a value", `{"a"}`},
		{"a name that is no string", `{1:2}`},
		{"nothing", ` `},
		{"two values", `1 2`},
		{"a comment", `/**/1`},
		{"a byte order mark", "\ufeff1"},
		{"a thousand brackets", strings.Repeat("[", 1000)},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got, err := Canonical([]byte(tt.text)); err == nil {
				t.Errorf("accepted as %s", got)
			}
		})
	}
}

// The numbers of RFC 8785, appendix B.
func TestNumbers(t *testing.T) {
	tests := []struct {
		bits uint64
		want string
	}{
		{0x0000000000000000, "0"},
		{0x8000000000000000, "0"},
		{0x0000000000000001, "5e-324"},
		{0x8000000000000001, "-5e-324"},
		{0x7fefffffffffffff, "1.7976931348623157e+308"},
		{0xffefffffffffffff, "-1.7976931348623157e+308"},
		{0x4340000000000000, "9007199254740992"},
		{0xc340000000000000, "-9007199254740992"},
		{0x4430000000000000, "295147905179352830000"},
		{0x44b52d02c7e14af5, "9.999999999999997e+22"},
		{0x44b52d02c7e14af6, "1e+23"},
		{0x44b52d02c7e14af7, "1.0000000000000001e+23"},
		{0x444b1ae4d6e2ef4e, "999999999999999700000"},
		{0x444b1ae4d6e2ef4f, "999999999999999900000"},
		{0x444b1ae4d6e2ef50, "1e+21"},
		{0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
		{0x3eb0c6f7a0b5ed8d, "0.000001"},
		{0x41b3de4355555553, "333333333.3333332"},
		{0x41b3de4355555554, "333333333.33333325"},
		{0x41b3de4355555555, "333333333.3333333"},
		{0x41b3de4355555556, "333333333.3333334"},
		{0x41b3de4355555557, "333333333.33333343"},
		{0xbecbf647612f3696, "-0.0000033333333333333333"},
		{0x43143ff3c1cb0959, "1424953923781206.2"},
	}
	for _, tt := range tests {
		got := string(appendNumber(nil, math.Float64frombits(tt.bits)))
		again, err := Canonical([]byte(got))
		if got != tt.want || err != nil || string(again) != got {
			t.Errorf("%x: got %s, read again %s, %v, want %s", tt.bits, got, again, err, tt.want)
		}
	}
}

// Whatever order and spacing a value is written in, it has one canonical form,
// and that still means the same.
func TestOneFormPerValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyValue(3).Draw(t, "value")
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		one, err := Canonical([]byte(shuffled(v, r)))
		if err != nil {
			t.Fatal(err)
		}
		other, _ := Canonical([]byte(shuffled(v, r)))
		again, _ := Canonical(one)
		if string(one) != string(other) || string(one) != string(again) {
			t.Fatalf("three forms:\n%s\n%s\n%s", one, other, again)
		}
		var back any
		if err := json.Unmarshal(one, &back); err != nil || !reflect.DeepEqual(back, v) {
			t.Fatalf("%s means %v, not %v (%v)", one, back, v, err)
		}
	})
}

func anyValue(depth int) *rapid.Generator[any] {
	return rapid.Custom(func(t *rapid.T) any {
		kind := rapid.IntRange(0, 5).Draw(t, "kind")
		switch {
		case kind == 0:
			return rapid.Bool().Draw(t, "bool")
		case kind == 1:
			return rapid.Float64().Draw(t, "number") + 0 // no minus zero, which has no form of its own
		case kind == 2 || depth == 0:
			return rapid.String().Draw(t, "string")
		case kind == 3:
			return rapid.SliceOfN(anyValue(depth-1), 0, 4).Draw(t, "array")
		case kind == 4:
			return rapid.MapOfN(rapid.String(), anyValue(depth-1), 0, 4).Draw(t, "object")
		}
		return nil
	})
}

// shuffled writes v with its members in any order and some space.
func shuffled(v any, r *rand.Rand) string {
	space := []string{"", " ", "\n\t"}[r.IntN(3)]
	var parts []string
	switch v := v.(type) {
	case map[string]any:
		for name, value := range v {
			parts = append(parts, space+shuffled(name, r)+space+":"+shuffled(value, r))
		}
		slices.Sort(parts)
		r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		return "{" + strings.Join(parts, ",") + space + "}"
	case []any:
		for _, value := range v {
			parts = append(parts, shuffled(value, r))
		}
		return "[" + strings.Join(parts, space+","+space) + "]"
	}
	out, _ := json.Marshal(v)
	return space + string(out) + space
}

func FuzzCanonical(f *testing.F) {
	f.Add([]byte(`{"b":[1.50,"\u00e9\ud83d\ude00"],"a":null}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		one, err := Canonical(text)
		if err != nil {
			return
		}
		if again, err := Canonical(one); err != nil || string(again) != string(one) {
			t.Fatalf("%s becomes %s, %v", one, again, err)
		}
		var before, after any
		if json.Unmarshal(text, &before) != nil || json.Unmarshal(one, &after) != nil || !reflect.DeepEqual(before, after) {
			t.Fatalf("%s does not mean %s", one, text)
		}
	})
}
