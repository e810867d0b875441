package e2e

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"parley.example/deploy/story"
	"parley.example/events/record"
	"parley.example/schema"
)

// Every mutation of the schema is sent wrongly in every way that its input type
// has, and then rightly. What is wrong is refused by a code and, where it is the
// input's fault, names field and rule; it leaves no event anywhere, and nobody
// else sees anything.
func TestEveryMutationRefusesBadInputAndNothingHappens(t *testing.T) {
	h := open(t)
	s := setUp(t, h.URL)
	other := story.TellValleVerde(tell(t, h.URL), story.MesaLimit)
	foreign := foreigners(other.OpenCrates("PT1H"))
	fatal(t, other.Tale)
	api := parsed(t)
	wishes, bads := s.wishes(), s.bads()
	maps.Copy(bads, s.societyBads())
	fatal(t, s.Tale)
	tried := 0
	for _, field := range api.Mutation.Fields {
		if field.Directives.ForName("command") != nil && wishes[field.Name].by == nil {
			t.Errorf("nobody has tried to send %s wrongly", field.Name)
		}
	}
	for _, act := range order {
		if t.Failed() {
			break // later wishes stand on earlier ones
		}
		w := wishes[act]
		w.bad = bads[act]
		if w.now != nil {
			w.input = w.now()
		}
		t.Run(act, func(t *testing.T) {
			m := &misuse{t: t, api: api, act: act, wish: w, stage: s, foreign: foreign}
			seen, heads := m.bystander(), heads(t, h)
			m.all()
			tried += m.tried
			if now := headsNow(t, h); !maps.Equal(now, heads) {
				t.Errorf("something was recorded: the streams end at %v, before at %v", now, heads)
			}
			if now := m.bystander(); !bytes.Equal(now, seen) {
				t.Errorf("another seat sees a difference:\n%s\n%s", seen, now)
			}
			m.rightly(h)
		})
	}
	t.Logf("%d bad requests were refused", tried)
}

func parsed(t *testing.T) *ast.Schema {
	t.Helper()
	var sources []*ast.Source
	for name, text := range schema.SDL() {
		sources = append(sources, &ast.Source{Name: name, Input: text})
	}
	api, err := gqlparser.LoadSchema(sources...)
	if err != nil {
		t.Fatal(err)
	}
	return api
}

// foreigners are ids of another initiative, by prefix: there is such a thing,
// and it is not for the people of the stage.
func foreigners(c *story.Crates) map[string]string {
	c.FirstRound()
	c.SecondRound()
	c.SecondDecision()
	draft := c.Drafts(c.Marc, "", story.Values{"deposit": "100"})
	all := map[string]string{}
	for _, id := range []string{
		c.Initiative.ID, c.ID, c.Terms[0].ID, c.First, c.Carried.ID, c.Drawn.ID, draft, c.Mesa.ID, c.Mesa.Mandate,
		c.Initiative.Chairs["Farm labourers"],
	} {
		all[id[:3]] = id
	}
	return all
}

// misuse sends one mutation in many wrong ways.
type misuse struct {
	t       *testing.T
	api     *ast.Schema
	act     string
	wish    wish
	stage   *stage
	foreign map[string]string
	tried   int
}

// all sends it in all wrong ways.
func (m *misuse) all() {
	def := m.api.Types[strings.ToUpper(m.act[:1])+m.act[1:]+"Input"]
	right := m.wish.input
	for _, m.wish.input = range append(m.wish.also, right) {
		if code := dryRun(m.t, m.wish.by, m.act, m.wish.input); code != m.wish.refused {
			m.t.Fatalf("as it stands it is answered %q, want %q: nothing else would be known by sending it wrongly", code, m.wish.refused)
		}
		m.object(def, nil)
	}
	for _, b := range m.wish.bad {
		m.wrongBy(cmp.Or(b.by, m.wish.by), b.what, with(b.input, commandID(), "commandId"), nil, b.code)
	}
	m.strangers()
	m.tooLong()
	if def.Fields.ForName("expectedVersion") != nil {
		for _, version := range []int{0, 1 << 30} {
			m.wrong("a version that was not seen", with(m.full(), version, "expectedVersion"), nil, "CONFLICT")
		}
	}
}

// full is the right input with a command id of its own.
func (m *misuse) full() story.Input { return with(m.wish.input, commandID(), "commandId") }

// object misuses each field of an input object that stands at a path.
func (m *misuse) object(def *ast.Definition, path []string) {
	m.wrong("an unknown field", with(m.full(), "red", append(slices.Clip(path), "colour")...), append(slices.Clip(path), "colour"), "INVALID")
	for _, f := range def.Fields {
		at := append(slices.Clip(path), f.Name)
		present := at
		if f.Type.Elem != nil {
			present = append(slices.Clip(at), "0")
		}
		if f.Type.NonNull && f.DefaultValue == nil {
			m.wrong("a missing field", without(m.full(), at...), at, "INVALID")
			m.wrong("a null", with(m.full(), nil, at...), at, "INVALID")
		}
		named := m.api.Types[f.Type.Name()]
		m.wrong("a wrong type", with(m.full(), wrongFor(named), at...), present, "INVALID")
		switch there := get(m.full(), present...); {
		case named.Kind == ast.InputObject && there != nil:
			m.object(named, present)
		case named.Name == "ID" && f.Name != "commandId":
			m.foreignID(there, present)
		case named.Name == "ID":
			m.wrong("no UUID", with(m.full(), "once more", at...), at, "INVALID")
		case named.Name == "String":
			m.wrong("a long text", with(m.full(), strings.Repeat("crate ", 50_000), present...), nil, "")
		case named.Kind == ast.Scalar && !slices.Contains([]string{"Int", "Boolean", "JSON"}, named.Name):
			m.wrong("nonsense", with(m.full(), "nonsense", present...), present, "INVALID")
		}
	}
}

// wrongFor is a value that is of another type, also as the one element of a list.
func wrongFor(named *ast.Definition) any {
	if named.Kind == ast.InputObject || named.Name == "Int" || named.Name == "Boolean" {
		return "something else"
	}
	return story.Input{"something": "else"}
}

// foreignID puts in the place of an id what there is not, what is of another
// kind, and what is somebody else's.
func (m *misuse) foreignID(there any, path []string) {
	right, _ := there.(string)
	if right == "" {
		m.wrong("an id of nothing", with(m.full(), record.NewID("xyz", m.act), path...), nil, "")
		return
	}
	m.wrong("an id of nothing", with(m.full(), record.NewID(right[:3], m.act), path...), nil, "")
	m.wrong("an id of another kind", with(m.full(), record.NewID("xyz", m.act), path...), nil, "")
	m.wrong("an id in the wrong case", with(m.full(), strings.ToUpper(right), path...), nil, "")
	if foreign := m.foreign[right[:3]]; foreign != "" && path[0] != m.wish.open {
		m.wrong("somebody else's id", with(m.full(), foreign, path...), nil, "")
	}
}

// strangers are people without the right to it, and nobody at all.
func (m *misuse) strangers() {
	if !m.wish.free {
		outsider := m.wish.outsider
		if outsider == nil {
			outsider = m.stage.Sol
		}
		for _, p := range []*story.Person{m.stage.Sol, outsider} {
			m.wrongBy(p, "somebody without the right to it", m.full(), nil, "")
		}
	}
	if m.api.Mutation.Fields.ForName(m.act).Directives.ForName("audience") == nil { // it is not for whoever holds a token
		m.wrongBy(&story.Person{Client: anonymous(m.wish.by)}, "nobody", m.full(), nil, "UNAUTHENTICATED")
	}
}

// tenMegabytes are one long word of JSON.
var tenMegabytes = []byte(`"` + strings.Repeat("0123456789", 1<<20) + `"`)

// tooLong is a text of ten megabytes: it is not read to its end.
func (m *misuse) tooLong() {
	m.tried++
	small := request(m.document(), story.Input{"input": with(m.full(), "#", "commandId")})
	status, body := post(m.t, m.wish.by, bytes.Replace(small, []byte(`"#"`), tenMegabytes, 1))
	if status != 413 || !strings.Contains(string(body), `"rule":"size"`) {
		m.t.Errorf("ten megabytes are answered %d %.200s", status, body)
	}
}

func (m *misuse) document() string {
	return fmt.Sprintf("mutation($input: %s%sInput!) { answer: %s(input: $input) { errors { code message field params { name value } } } }",
		strings.ToUpper(m.act[:1]), m.act[1:], m.act)
}

func (m *misuse) wrong(what string, input story.Input, field []string, code string) {
	m.t.Helper()
	m.wrongBy(m.wish.by, what, input, field, code)
}

// wrongBy sends an input that must be refused: by a code, if that is known, and
// for a field, if one is to blame.
func (m *misuse) wrongBy(p *story.Person, what string, input story.Input, field []string, code string) {
	m.t.Helper()
	m.tried++
	_, body := post(m.t, p, request(m.document(), story.Input{"input": input}))
	r, err := refusalIn(body)
	switch {
	case err != nil:
		m.t.Errorf("%s at %v: %v: %.300s", what, field, err, body)
	case code != "" && r.code != code:
		m.t.Errorf("%s at %v is refused with %s, want %s", what, field, r.code, code)
	case r.code == "INTERNAL" || r.code == "UNAVAILABLE" || r.code == "NOT_YET_VISIBLE":
		m.t.Errorf("%s at %v ends in %s", what, field, r.code)
	case schema.Text("en", r.code) == "" || r.message == "":
		m.t.Errorf("%s at %v: there is no sentence for %s", what, field, r.code)
	case r.code == "INVALID" && (r.rule == "" || len(r.field) == 0):
		m.t.Errorf("%s at %v: INVALID does not name field and rule: %.300s", what, field, body)
	case field != nil && !slices.Equal(r.field, append([]string{"input"}, field...)):
		m.t.Errorf("%s at %v is blamed on %v", what, field, r.field)
	}
}
