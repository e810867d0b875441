package organization

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	. "parley.example/events/registry" // so that a rule reads as a sentence
	"parley.example/services/internal/rules/rule"
)

func TestOnlyAListOfPeopleIsRead(t *testing.T) {
	for _, tt := range []struct{ rule, list, refused string }{
		{"a list", "person,name,roles\nper_a,Ana,member\n", ""},
		{"with a mark and other ends of lines", "\ufeffperson,name,roles\r\nper_a,Ana,member\r\n", ""},
		{"with semicolons", "person;name;roles\nper_a;Ana;steward member\n", ""},
		{"as it was exported", "person,name,roles,since\nper_a,Ana,member,2026-01-01\n", ""},
		{"nothing", "", "csv"},
		{"no header", "per_a,Ana,member\n", "columns"},
		{"columns in another order", "name,person,roles\n", "columns"},
		{"too few columns", "person,name\nper_a,Ana\n", "columns"},
		{"a line with other columns", "person,name,roles\nper_a,Ana\n", "csv"},
		{"a quote that does not end", "person,name,roles\nper_a,\"Ana,member\n", "csv"},
		{"a quote in the middle", "person,name,roles\nper_a,An\"a,member\n", "csv"},
		{"too many lines", "person,name,roles\n" + strings.Repeat(",Ana,member\n", MaxPeople+1), "too_many"},
		{"too much", strings.Repeat("x", MaxPeopleBytes+1), "too_long"},
	} {
		_, err := ReadPeople(tt.list)
		var refused *rule.Refusal
		why := ""
		if errors.As(err, &refused) {
			why = refused.Params["rule"]
		}
		if why != tt.refused {
			t.Errorf("%s: %v", tt.rule, err)
		}
	}
}

func TestImport(t *testing.T) {
	o := fold(founded, carl)
	read := func(list string) Import {
		lines, err := ReadPeople("person,name,roles\n" + list)
		if err != nil {
			t.Fatal(err)
		}
		for i := range lines {
			lines[i].Invitation, lines[i].Expires = lines[i].Name, june.Time
			lines[i] = lines[i].Named()
		}
		return Import{lines}
	}
	for _, tt := range []struct{ rule, list, want string }{
		{"members are added, changed and left", "bea,Bea,member\ncarl,Carl,steward member\nana,Ana,steward member\n", "add change same"},
		{"who has no account is invited", ",Dora,member\n", "invite"},
		{"by name", ",,member\n", "refused"},
		{"there is no other role", "bea,Bea,king\n", "refused"},
		{"nor none", "bea,Bea,\n", "refused"},
		{"somebody stays steward", "ana,Ana,member\n", "refused"},
		{"unless another became one before", "carl,Carl,steward\nana,Ana,member\n", "change change"},
		{"nobody stands there twice", "bea,Bea,member\nbea,Bea,steward\n", "add refused"},
		{"no cell is worked out", "bea,=1+1,member\n,@cmd,member\n,\"\t-2\",member\n", "refused refused refused"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			list := read(tt.list)
			effects, _ := list.Effects(o, "ana", noon)
			var got []string
			for _, e := range effects {
				got = append(got, e.Effect)
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("%+v", effects)
			}
			events, err := Decide(o, "ana", noon, list)
			if refused := strings.Contains(tt.want, "refused"); refused != (err != nil) || refused && events != nil {
				t.Errorf("half done: %+v %v", events, err)
			}
		})
	}
	got, err := Decide(o, "ana", noon, read("bea,Bea,member\n"))
	if want := []Event{MemberAdded{Person: "bea", Roles: roles(Member)}}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v %v", got, err)
	}
	if _, err := Decide(o, "carl", noon, read("bea,Bea,member\n")); !errors.Is(err, rule.Refuse("NOT_STEWARD")) {
		t.Error(err)
	}
}

func TestNoCellIsWorkedOut(t *testing.T) {
	got := WritePeople([][]string{{"per_a", "=HYPERLINK(\"x\")", "member", "2026-01-01"}, {"per_b", "\tTab", "+1", "-2"}, {"@", "Ana, \"A\"", "\r", ""}})
	want := "person,name,roles,since\nper_a,\"'=HYPERLINK(\"\"x\"\")\",member,2026-01-01\nper_b,'\tTab,'+1,'-2\n'@,\"Ana, \"\"A\"\"\",\"'\r\",\n"
	if got != want {
		t.Errorf("%q\n%q", got, want)
	}
}

func FuzzReadPeople(f *testing.F) {
	f.Add("person,name,roles\nper_a,\"Ana\",member\n")
	f.Add("person;name;roles\r\n;=1;x")
	f.Fuzz(func(t *testing.T, list string) {
		lines, err := ReadPeople(list)
		if err != nil {
			return
		}
		Import{lines}.Effects(fold(founded, carl), "ana", noon)
	})
}
