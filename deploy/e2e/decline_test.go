package e2e

import (
	"testing"

	"parley.example/deploy/story"
)

// The second run: somebody declines after others have signed. The version is
// void, and the reason reaches all who had acted, and nobody else as word to
// them.
func TestADeclineAfterASignatureVoidsTheVersionAndReachesAllWhoSigned(t *testing.T) {
	tale := tell(t, open(t).URL)
	v := story.TellValleVerde(tale, story.MesaLimit)
	c := v.OpenCrates("PT2S")
	c.FirstRound()
	c.SecondRound()
	c.SecondDecision()
	c.Karim.Signs(c.Drawn)
	c.Luis.Signs(c.Drawn)
	c.Luis.Signs(c.Drawn) // once more changes nothing
	c.Karim.IsRefused("ALREADY_SIGNED", "declineAgreement", declining(c, "We have thought again."))
	const reason = "The council has put the canteens out to tender: we cannot promise what somebody else will carry."
	c.Joan.IsRefused("INVALID", "declineAgreement", declining(c, " "))
	c.Joan.Declines(c.Drawn, reason)
	c.Ramon.IsRefused("AGREEMENT_VOID", "signAgreement", story.Input{"agreement": c.Drawn.ID, "version": 1, "hash": c.Drawn.Hash})
	fatal(t, tale)

	var got struct {
		Agreement struct {
			Status, EndReason string
			Parties, Declined []struct{ ID string }
			Signed            []struct{ ID string }
		}
	}
	c.Pau.Sees("query($id: ID!) { agreement(id: $id) { status endReason parties { id } declined { id } signed { id } } }", story.Input{"id": c.Drawn.ID}, &got)
	a := got.Agreement
	if a.Status != "void" || a.EndReason != reason || len(a.Parties) != 0 || len(a.Declined) != 1 || len(a.Signed) != 2 {
		t.Errorf("the agreement is %+v; want it void, for the reason, without parties, its signatures kept", a)
	}
	for _, p := range c.Delegates() {
		told := toldTo(p, p.Org.Seats[c.Initiative])
		switch signed := p == c.Karim || p == c.Luis; {
		case signed && (len(told) != 1 || told[0].Kind != "void" || told[0].Reason != reason || told[0].By.Name != "City Food Office"):
			t.Errorf("%s signed and is told %+v", p.Name, told)
		case !signed && len(told) != 0:
			t.Errorf("%s did not sign and is told %+v", p.Name, told)
		}
	}
	if others := toldTo(c.Pau, c.Ciclo.Seats[c.Initiative]); len(others) != 0 {
		t.Errorf("Pau reads what the couriers are told: %+v", others)
	}
	fatal(t, tale)
}

func declining(c *story.Crates, reason string) story.Input {
	return story.Input{"agreement": c.Drawn.ID, "version": c.Drawn.Version, "reason": reason}
}

// notice is word to a seat about an agreement that it had signed.
type notice struct {
	Kind, Reason string
	By           struct{ Name string }
}

func toldTo(p *story.Person, seat string) (told []notice) {
	var got struct {
		Node struct {
			AgreementNotices struct{ Edges []struct{ Node notice } }
		}
	}
	p.Sees("query($id: ID!) { node(id: $id) { ... on Seat { agreementNotices(first: 5) { edges { node { kind reason by { name } } } } } } }",
		story.Input{"id": seat}, &got)
	for _, edge := range got.Node.AgreementNotices.Edges {
		told = append(told, edge.Node)
	}
	return told
}
