package proof

import (
	"fmt"
	"math/rand/v2"
)

// otherLives are lives that nobody has lived, and what a verifier says of them.
var otherLives = map[string]struct {
	finding string
	tell    func(c *rand.Rand, i *installation, f *File)
}{
	"an old version is shown as in force": {"FORCE", func(_ *rand.Rand, _ *installation, f *File) { f.Versions[0].InForce = true }},
	"the newest is shown as not in force": {"FORCE", func(_ *rand.Rand, _ *installation, f *File) { f.Versions[1].InForce = false }},
	"two versions in force at once": {"FORCE", func(_ *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, enters2, without(0))
		f.Versions[0].InForce = true
	}},
	"superseded, with no successor": {"FORCE", func(_ *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, enters2, without(1))
		f.Versions[1].InForce = false
	}},
	"a party is left behind in silence": {"FORCE", func(_ *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, enters2, func(commit fields) { dataOf(commit, 0)["left"] = []any{} })
	}},
	"in force before the cooling-off is over": {"FORCE", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, enters2, func(commit fields) { commit["at"] = fmt.Sprintf("2026-03-1%dT00:00:00.000Z", 3+c.IntN(7)) })
	}},
	"a party that never signed": {"FORCE", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, enters2, func(commit fields) {
			dataOf(commit, 1)["parties"] = []any{"sea_a", "sea_b", fmt.Sprint("sea_", c.Uint32())}
		})
	}},
	"a term that is longer than the text's": {"FORCE", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, second1, func(commit fields) {
			dataOf(commit, 1)["until"] = fmt.Sprintf("20%d-12-31T23:00:00.000Z", 28+c.IntN(70))
		})
	}},
	"an article sleeps on": {"FORCE", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, []int{joins1, joins2}[c.IntN(2)], without(1))
	}},
	"an article awakes for nobody": {"FORCE", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, []int{second1, enters2}[c.IntN(2)], with("article_awoke", fields{"version": 1 + c.IntN(2), "clause": "insurance"}))
	}},
	"refused by members, and opened": {"FORCE", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, ratifies2, func(commit fields) {
			dataOf(commit, 0)["seats"].([]any)[c.IntN(2)].(fields)["outcome"] = "refused"
		})
	}},
	"silence before the time was over": {"FORCE", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, ratifies2, func(commit fields) {
			commit["at"] = fmt.Sprintf("2026-03-0%dT00:00:00.000Z", 3+c.IntN(6))
			dataOf(commit, 0)["seats"] = append(dataOf(commit, 0)["seats"].([]any), fields{"seat": "sea_c", "by": "members", "outcome": "silent"})
		})
	}},
	"nobody was asked to ratify": {"FORCE", func(_ *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, drafts2, without(1))
		changed(f, i, &f.Records.Agreement, ratifies2, without(0))
	}},
	"opened for longer than the text says": {"FORCE", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, ratifies2, func(commit fields) {
			dataOf(commit, 1)["by"] = fmt.Sprintf("2026-04-1%dT18:00:00.000Z", c.IntN(10))
		})
	}},
	"void, though nobody declined": {"FORCE", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, drafts1+c.IntN(4), with("voided", fields{"version": 1, "seat": "sea_a"}))
	}},
	"lapsed before its time": {"FORCE", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, drafts1+c.IntN(2), with("lapsed", fields{"version": 1, "missing": []any{"sea_b"}}))
	}},
	"a signature turned into a refusal": {"FORCE", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, first1+c.IntN(3), with("declined", fields{"version": 1, "seat": "sea_a"}))
	}},
	"ended for no reason": {"FORCE", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, leaves2, with("ended", fields{"version": 2, "why": []any{"expired", "too few", "tired"}[c.IntN(3)]}))
		f.Versions[1].InForce = false
	}},
	"renewed before it was over": {"FORCE", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, leaves2, with("renewed", fields{"version": 2, "until": fmt.Sprintf("20%d-12-31T23:00:00.000Z", 28+c.IntN(70))}))
	}},
	"a shorter notice": {"FORCE", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, notice2, func(commit fields) {
			dataOf(commit, 0)["ends"] = fmt.Sprintf("2026-0%d-10T09:00:00.000Z", 4+c.IntN(3))
		})
	}},
	"gone before the notice is over": {"FORCE", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, leaves2, func(commit fields) { commit["at"] = fmt.Sprintf("2026-0%d-10T09:00:00.000Z", 4+c.IntN(3)) })
	}},
	"one leaves who has not said so": {"FORCE", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Agreement, leaves2, func(commit fields) { dataOf(commit, 0)["seat"] = []any{"sea_a", "sea_b", "sea_z"}[c.IntN(3)] })
	}},
	"the newest version left out": {"FILE", func(_ *rand.Rand, _ *installation, f *File) {
		f.Versions, f.Records.Others = f.Versions[:1], nil
	}},
	"the other negotiation left out": {"NEGOTIATION", func(_ *rand.Rand, _ *installation, f *File) { f.Records.Others = nil }},
	"two negotiations swapped": {"NEGOTIATION", func(_ *rand.Rand, _ *installation, f *File) {
		f.Records.Negotiation, f.Records.Others[0] = f.Records.Others[0], f.Records.Negotiation
	}},
	"a negotiation that no version is from": {"FILE", func(c *rand.Rand, i *installation, f *File) {
		other := &Checker{Agreement: fmt.Sprint("neg_", c.Uint32())}
		other.commit("08:00", "", Event{"negotiation.opened.v1", []byte(`{}`)})
		other.Record.Stream = "negotiation"
		f.Records.Others = append(f.Records.Others, other.Record)
	}},
	"something else was fixed": {"NEGOTIATION", func(c *rand.Rand, i *installation, f *File) {
		parts := []string{"nature", "title", "lasts", "carries", "ratification", "level", "languages", "zone", "amends"}
		changed(f, i, &f.Records.Others[0], 1, func(commit fields) { delete(dataOf(commit, 0), parts[c.IntN(len(parts))]) })
	}},
	"another entry into force was fixed": {"NEGOTIATION", func(c *rand.Rand, i *installation, f *File) {
		changed(f, i, &f.Records.Others[0], 1, func(commit fields) {
			entry := dataOf(commit, 0)["entry"].(fields)
			for part, other := range []func(){
				func() { entry["seats"] = []any{"sea_a"} }, func() { entry["by"] = "2026-05-01T00:00:00.000Z" }, func() { delete(entry, "notBefore") },
			} {
				if part == c.IntN(3) || part == 2 {
					other()
				}
			}
		})
	}},
	"another clause was fixed": {"NEGOTIATION", func(c *rand.Rand, i *installation, f *File) {
		parts := []string{"needs", "sharing", "name", "kind", "level", "value", "text"}
		changed(f, i, &f.Records.Others[0], 1, func(commit fields) {
			delete(dataOf(commit, 0)["terms"].([]any)[1].(fields), parts[c.IntN(len(parts))])
		})
	}},
	"another duty was fixed": {"NEGOTIATION", func(c *rand.Rand, i *installation, f *File) {
		parts := []string{"debtor", "creditor", "what", "due", "evidence", "amount", "key"}
		changed(f, i, &f.Records.Others[0], 1, func(commit fields) {
			delete(dataOf(commit, 0)["terms"].([]any)[0].(fields)["duties"].([]any)[0].(fields), parts[c.IntN(len(parts))])
		})
	}},
}
