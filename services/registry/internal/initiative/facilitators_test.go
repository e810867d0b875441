package initiative

import (
	"testing"

	. "parley.example/events/registry" // so that a rule reads as a sentence
)

func TestFacilitators(t *testing.T) {
	alma, otto := Leads{"n1", "alma"}, Leads{"n1", "otto"}
	admitted := FacilitatorAdmitted(alma)
	run(t, []sentence{
		{"who leads the talks is let in", given(before()...).when(AdmitFacilitator{alma}).then(admitted)},
		{"once", given(before(admitted)...).when(AdmitFacilitator{alma}).then()},
		{"and leaves when dismissed", given(before(admitted)...).when(EndFacilitation{alma}).then(FacilitatorLeft(alma))},
		{"once", given(before(admitted, FacilitatorLeft(alma))...).when(EndFacilitation{alma}).then()},
		{"another takes the place", given(before(admitted)...).when(AdmitFacilitator{otto}).then(FacilitatorAdmitted(otto))},
		{"and is not sent away for the one before", given(before(admitted, FacilitatorAdmitted(otto))...).when(EndFacilitation{alma}).then()},
		{"each negotiation has its own", given(before(admitted)...).when(AdmitFacilitator{Leads{"n2", "alma"}}).then(FacilitatorAdmitted{Negotiation: "n2", Person: "alma"})},
		{"there is none where there is no initiative", given().when(AdmitFacilitator{alma}).refused("NOT_FOUND")},
	})
}
