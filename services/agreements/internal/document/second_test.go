package document

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parley.example/events/agreements"
	"parley.example/events/negotiation"
	"parley.example/events/proof"
)

func at(month time.Month, day, hour int) negotiation.Instant {
	return negotiation.InstantOf(time.Date(2026, month, day, hour, 0, 0, 0, time.UTC))
}

// drought is the crates negotiated anew, with all that a text can say.
func drought(language string) negotiation.TextFixed {
	f := crates(language)
	until, from := at(3, 19, 17), at(3, 1, 9)
	f.Nature = negotiation.Contract
	f.Absent[1].State = "represented"
	f.Ratification = &negotiation.Ratification{By: negotiation.MembersRatify, Seats: []string{"sea_g", "sea_c"}, Until: &until, Turnout: "1/3"}
	f.Lasts = &negotiation.Lasting{Until: "2027-12-31", Notice: "P3M", Renews: "P1Y"}
	f.Amends = &negotiation.Amends{Agreement: "agr_x", Version: 1, Hash: "dda7796e"}
	f.Carries = []negotiation.Carrying{
		{Clause: "deposit", Duty: "pay", Fate: negotiation.Kept},
		{Clause: "return_days", Duty: "count", Fate: negotiation.Changed},
		{Clause: "volume", Duty: "buy", Fate: negotiation.Cancelled, Reason: "the drought"},
	}
	f.Left, f.Aside = []string{"Opening hours"}, []string{"city"}
	f.Entry.NotBefore = &from
	f.Asks = []negotiation.OpenAsk{
		{Ask: "ask_1", Kind: negotiation.AskQuestion, From: negotiation.Origin{Seat: "sea_g"}, To: negotiation.Addressee{Seat: "sea_c"}, Text: "Who washes them?", Due: at(2, 1, 9)},
		{Ask: "ask_2", Kind: negotiation.AskStatement, From: negotiation.Origin{Conversation: "cnv_1", People: 12}, To: negotiation.Addressee{Organization: "org_m"}, Text: "Nobody waits.", Due: at(2, 2, 9)},
		{Ask: "ask_3", Kind: negotiation.AskCall, To: negotiation.Addressee{Seat: "sea_l"}, Text: "Come.", Due: at(2, 3, 9)},
	}
	f.MoreAsks = 2
	f.Measures = &negotiation.Measures{
		Turnout: []negotiation.Turnout{{Class: "growers", Voted: 1, Of: 1}, {Class: "restaurants", Voted: 0, Of: 1}},
		Voices:  []negotiation.Voice{{Seat: "sea_g", Class: "growers", Messages: 2, Packages: 1, Positions: 1}, {Seat: "sea_r", Class: "restaurants"}},
		Gini:    "1/2", Asks: negotiation.AskNumbers{Raised: 9, Answered: 4, Confirmed: 3, Contested: 1}, Empty: []string{"sea_l"}, Represented: []string{"sea_u"},
	}
	f.Terms[0].Duties = []negotiation.Duty{{
		Key: "pay", Debtor: negotiation.Whom{Class: "restaurants"}, Creditor: negotiation.Whom{Seat: "sea_g"}, What: "Pay the deposit.",
		Due: negotiation.When{After: "P0D"}, Every: "P1M", Until: &negotiation.When{On: "2027-01-31"},
		Amount: &negotiation.Amount{Money: &negotiation.Money{Minor: "123450", Currency: "EUR"}}, Evidence: negotiation.NoteEvidence, Acceptance: "P5D",
	}}
	f.Terms[1].Needs = []string{"sea_r"}
	f.Terms[1].Duties = []negotiation.Duty{
		{Key: "count", Debtor: negotiation.Whom{Seat: "sea_c"}, Creditor: negotiation.Whom{All: true}, What: "Count the crates", Due: negotiation.When{After: "P1W"}, Evidence: negotiation.NoEvidence},
		{Key: "tell", Debtor: negotiation.Whom{Seat: "sea_c"}, Creditor: negotiation.Whom{All: true}, What: "Tell the number", Due: negotiation.When{On: "2026-06-01"}, Every: "P7D", Until: &negotiation.When{After: "P2Y"}, Evidence: negotiation.FileEvidence, Acceptance: "P1DT12H"},
	}
	f.Terms = append(f.Terms, negotiation.FixedTerm{
		Term: "trm_4", Key: "surplus", Name: "Surplus", Kind: negotiation.SharesTerm, Level: 1, Text: "The surplus is shared: growers 60 %, reserve 40 %.",
		Value: negotiation.Value{Shares: []negotiation.Share{{Of: "growers", Share: "3/5"}, {Of: "reserve", Share: "2/5"}}},
		Causes: negotiation.Causes{HeldFor: []string{"sea_u"}, Sharing: &negotiation.Sharing{
			Every: "P7D", Unit: "crates", Reserve: "reserve", Contest: "P3D", Reader: "sea_r",
			Within: []negotiation.Within{{Portion: "growers", By: negotiation.ByContribution}},
		}},
	})
	return f
}

// The bytes of a drafted text are what people signed: a file once written here
// never changes.
func TestTheSecondFormatIsForEver(t *testing.T) {
	for _, language := range []string{"en", "es", "fr"} {
		drafted, err := Drafted(Version("agr_x", "neg_y", 2, drought(language)))
		if err != nil {
			t.Fatal(err)
		}
		file := "testdata/drought." + language + ".json"
		if _, err := os.Stat(file); *update && os.IsNotExist(err) {
			if err := os.WriteFile(file, []byte(drafted.Document), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		golden, err := os.ReadFile(file)
		if err != nil || drafted.Document != string(golden) {
			t.Errorf("%s: %v\n got %s\nwant %s", file, err, drafted.Document, golden)
		}
		if drafted.Hash != proof.Hash(golden) || drafted.Version != 2 || drafted.Text().Parent.Hash != "dda7796e" {
			t.Errorf("%s: hash %s, version %d, parent %+v", file, drafted.Hash, drafted.Version, drafted.Text().Parent)
		}
	}
}

func TestWhatADocumentSays(t *testing.T) {
	plain := func(*negotiation.TextFixed) {}
	tests := []struct {
		rule     string
		language string
		change   func(f *negotiation.TextFixed)
		want     string
	}{
		{"the first paragraph says what was kept for whom", "en", plain, "At this table nobody spoke for: Farm labourers (seat empty). No clause obliges them. An advocate, who cannot bind them, spoke for: Canteen users. No clause obliges them. For Farm labourers nothing was kept. For Canteen users this text keeps article 4 (Surplus)."},
		{"a share in the name of a seat is kept for it", "en", func(f *negotiation.TextFixed) { f.Terms[3].Value.Shares[1].Of = "sea_l" }, "For Farm labourers this text keeps article 4 (Surplus)."},
		{"an article that waits for a seat is kept for it", "en", func(f *negotiation.TextFixed) { f.Terms[1].Needs = []string{"sea_l"} }, "For Farm labourers this text keeps article 2 (Return)."},
		{"it is a contract", "en", plain, "It is meant to bind those who sign it in law."},
		{"or binds in honour", "en", func(f *negotiation.TextFixed) { f.Nature = negotiation.Understanding }, "It binds those who sign it in honour"},
		{"or is signed elsewhere", "en", func(f *negotiation.TextFixed) { f.Nature = negotiation.Elsewhere }, "a contract that is signed on another paper"},
		{"a level mismatch stands in it", "en", plain, "Not all seek the same: Growers seeks level 1, Couriers seeks level 3."},
		{"it names its parent by the hash", "en", plain, "takes the place of version 1, whose hash is dda7796e. Of what was owed is kept: deposit/pay. Changed is: return_days/count. Cancelled is: volume/buy (the drought)."},
		{"what is left open, and who stood aside", "en", plain, "Left open, and not agreed on, is: Opening hours. Stood aside, so that no obligation falls on them: city."},
		{"open asks with their dates", "en", plain, "Growers to Couriers, due 1 February 2026: “Who washes them?”; a conversation of 12 people to Restaurants, due 2 February 2026: “Nobody waits.”; the convener to Farm labourers, due 3 February 2026: “Come.”. Besides these there were 2 more."},
		{"the measures", "en", plain, "In the decision voted, by class: growers 1 of 1, restaurants 0 of 1. Heard in the open, by seat: Growers 4, Restaurants 0. The unevenness of these voices (Gini) is 1/2; 0 would be all alike. Asks raised: 9, answered: 4, confirmed: 3, contested: 1. Seats on which nobody sat: Farm labourers. Seats for which an advocate spoke: Canteen users."},
		{"who ratifies until when", "en", plain, "the members ratify it for Growers and Couriers, until 19 March 2026, 17:00 UTC. At least 1/3 of the members have to take part."},
		{"by mandate is shown as such", "en", func(f *negotiation.TextFixed) {
			f.Ratification = &negotiation.Ratification{By: negotiation.ByMandate}
		}, "It is ratified by mandate"},
		{"when it binds, and what sleeps", "en", plain, "before 9 March 2026, 17:00 UTC, by Growers and Couriers. It enters into force no earlier than 1 March 2026, 09:00 UTC. Until Restaurants joins, article 2 (Return) sleeps and binds nobody."},
		{"how long it lasts", "en", plain, "It lasts to the end of 31 December 2027. Unless a party says no, it then goes on for 1 year more. A party leaves it by notice given 3 months before."},
		{"which language prevails", "en", plain, "It was negotiated in English and Catalan. What it says in English prevails."},
		{"milliseconds are for machines", "en", func(f *negotiation.TextFixed) { f.Entry.By.Time = f.Entry.By.Add(time.Millisecond) }, "before 9 March 2026, 17:00 UTC, by"},
		{"a duty in sentences", "en", plain, "each of the class restaurants that is a party to Growers: Pay the deposit (1,234.50 EUR). Due on the day of the entry into force, then every month, until 31 January 2027. It is shown by a note. Whoever says nothing for 5 days accepts it."},
		{"the same in Spanish, with its numbers and dates", "es", plain, "cada parte de la clase restaurants a Growers: Pay the deposit (1.234,50 EUR). Vence el día de la entrada en vigor, y después cada mes, hasta el 31 de enero de 2027. Se muestra con una nota. Quien calla durante 5 días lo acepta."},
		{"shares are paid out", "en", plain, "It is paid out every 7 days, by a statement of value. The part growers is shared by what each has contributed (crates). The part reserve waits, with whatever is disputed. A statement can be contested for 3 days. Restaurants counter-reads it."},
		{"a seat cannot write into our sentences", "en", func(f *negotiation.TextFixed) { f.Seats[1].Name = "{by}" }, "by Growers and {by}."},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			fixed := drought(tt.language)
			tt.change(&fixed)
			d := Version("agr_x", "neg_y", 2, fixed)
			var said strings.Builder
			said.WriteString(strings.Join(d.Preamble.Paragraphs, "\n"))
			for _, c := range d.Clauses {
				said.WriteString("\n" + strings.Join(c.Says, "\n"))
			}
			if !strings.Contains(said.String(), tt.want) {
				t.Errorf("%q is not in\n%s", tt.want, said.String())
			}
		})
	}
}

// Every sentence of one language stands in the other, with the same places.
func TestNoSentenceIsMissing(t *testing.T) {
	en, es := reflect.ValueOf(english), reflect.ValueOf(spanish)
	for i := range en.NumField() {
		field := en.Type().Field(i)
		a, b := en.Field(i), es.Field(i)
		switch field.Type.Kind() {
		case reflect.String:
			if strings.Count(a.String(), "{") != strings.Count(b.String(), "{") || (a.Len() == 0) != (b.Len() == 0) || a.Len() == 0 {
				t.Errorf("%s: %q and %q", field.Name, a, b)
			}
		case reflect.Map:
			for _, key := range a.MapKeys() {
				if !b.MapIndex(key).IsValid() {
					t.Errorf("%s: %s has no words", field.Name, key)
				}
			}
			if a.Len() != b.Len() || a.Len() == 0 {
				t.Errorf("%s: %d and %d", field.Name, a.Len(), b.Len())
			}
		}
	}
}

// What was owed by a version is, for whoever amends it, just what its text was
// fixed with.
func TestOwedIsWhatWasFixed(t *testing.T) {
	fixed := drought("en")
	var want []negotiation.Owed
	for _, term := range fixed.Terms {
		for _, d := range term.Duties {
			want = append(want, negotiation.Owed{Clause: term.Key, Duty: d})
		}
	}
	drafted, err := Drafted(Version("agr_x", "neg_y", 2, fixed))
	if err != nil {
		t.Fatal(err)
	}
	if got := Owed(drafted.Text()); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestEveryTextHasADocument(t *testing.T) {
	words := rapid.StringN(1, 30, 120)
	rapid.Check(t, func(t *rapid.T) {
		f := drought(rapid.SampledFrom([]string{"en", "es", "fr", "ca-ES"}).Draw(t, "language"))
		f.Nature = rapid.SampledFrom([]negotiation.Nature{"", negotiation.Understanding, negotiation.Contract}).Draw(t, "nature")
		f.Title, f.Terms[0].Name, f.Terms[0].Text = words.Draw(t, "title"), words.Draw(t, "name"), words.Draw(t, "text")
		f.Seats[0].Name, f.Asks[0].Text, f.Carries[2].Reason = words.Draw(t, "seat"), words.Draw(t, "ask"), words.Draw(t, "reason")
		f.Terms[0].Duties[0].What, f.Terms[3].Sharing.Unit = words.Draw(t, "what"), words.Draw(t, "unit")
		f.Terms = f.Terms[:rapid.IntRange(1, 4).Draw(t, "terms")]
		f.Absent = f.Absent[:rapid.IntRange(0, 2).Draw(t, "absent")]
		if rapid.Bool().Draw(t, "bare") {
			f.Measures, f.Lasts, f.Amends, f.Carries, f.Ratification, f.Asks = nil, nil, nil, nil, nil, nil
		}
		drafted, err := Drafted(Version("agr_x", "neg_y", 2, f))
		if err != nil {
			t.Fatal(err)
		}
		var read agreements.Document
		if err := json.Unmarshal([]byte(drafted.Document), &read); err != nil {
			t.Fatal(err)
		}
		again, err := Drafted(read)
		if err != nil || again.Document != drafted.Document || again.Hash != drafted.Hash {
			t.Fatalf("read and written again it is another text: %v\n%s\n%s", err, drafted.Document, again.Document)
		}
		if (f.Nature == "") != (read.Format == agreements.Format) {
			t.Fatalf("%q is in format %s", f.Nature, read.Format)
		}
	})
}
