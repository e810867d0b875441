package view

import (
	"reflect"
	"testing"

	"parley.example/events/registry"
)

var apart = []step{
	on("ini", registry.InitiativeOpened{Title: "Commons", Level: 2, Convener: registry.Convener{Person: "ana", Organization: "city"}}),
	on("ini", registry.ClassAdded{Called: "riders"}, registry.SeatOpened{Seat: "s1", Class: "riders"}, registry.SeatOpened{Seat: "s2", Class: "riders"}),
	on("ini", registry.SeatTaken{Seat: "s1", Organization: "coop", Seeks: 2}),
	on("ini", registry.SeatTaken{Seat: "s2", Organization: "mill", Seeks: 3}),
	on("ini", registry.PresumptionsPublished{Seat: "s1", Organization: "coop", Presumes: []registry.Presumed{{Seat: "s2", Level: 1}}}),
}

func TestWhoSeeksWhatAndWhatOthersThinkOfIt(t *testing.T) {
	history := happened(apart...)
	a := fold(t, theAlignment, applyAlignment, history)["ini"]
	if want := []Sought{{"s1", 2, 0}, {"s2", 3, 1}}; !reflect.DeepEqual(a.Seats, want) || !a.Mismatch {
		t.Errorf("%+v", a)
	}
	p := fold(t, thePerceptions, applyPerception, history)[perceptionID("s2")]
	if want := []PresumedBy{{"s1", "coop", 1, -2}}; !reflect.DeepEqual(p.Presumed, want) || !p.Gap {
		t.Errorf("%+v", p)
	}
	history = happened(append(apart, on("ini", registry.LevelStated{Seat: "s2", Seeks: 1}))...)
	if p = fold(t, thePerceptions, applyPerception, history)[perceptionID("s2")]; p.Gap || p.Presumed[0].Gap != 0 {
		t.Errorf("what is presumed is so, and still: %+v", p)
	}
	history = happened(append(apart, on("ini", registry.SeatVacated{Seat: "s2", Organization: "mill"}))...)
	if a = fold(t, theAlignment, applyAlignment, history)["ini"]; a.Mismatch || len(a.Seats) != 1 {
		t.Errorf("who has left differs from nobody: %+v", a)
	}
	if p = fold(t, thePerceptions, applyPerception, history)[perceptionID("s2")]; p != nil {
		t.Errorf("nothing is thought of an empty chair: %+v", p)
	}
}

func TestWhoIsMissingIsCountedByClassAndName(t *testing.T) {
	steps := append([]step{}, apart...)
	steps = append(steps,
		on("ini", registry.ClassAdded{Called: "labourers"}, registry.SeatOpened{Seat: "s3", Class: "labourers"}, registry.SeatOpened{Seat: "s4", Class: "labourers"}),
		on("ini", registry.AttemptRecorded{Seat: "s3", Attempt: "a1", Channel: "visit"}),
		on("ini", registry.SeatRepresented{Seat: "s3", Advocate: "alma"}),
	)
	p := fold(t, thePresence, applyPresence, happened(steps...))["ini"]
	if want := []ClassAt{{"riders", 2, 2, 0, 0}, {"labourers", 2, 0, 1, 1}}; !reflect.DeepEqual(p.Classes, want) {
		t.Errorf("%+v", p.Classes)
	}
	if want := (SeatPresence{"s3", "labourers", registry.Represented, "alma", 1}); p.Seats[2] != want {
		t.Errorf("%+v", p.Seats[2])
	}
	steps = append(steps, on("ini", registry.ClassesChanged{
		Kind: registry.MergeClasses, Classes: []string{"riders", "labourers"}, Into: []registry.ClassPart{{Called: "workers", Seats: []string{"s1", "s2", "s3", "s4"}}},
	}))
	if p = fold(t, thePresence, applyPresence, happened(steps...))["ini"]; !reflect.DeepEqual(p.Classes, []ClassAt{{"workers", 4, 2, 1, 1}}) {
		t.Errorf("%+v", p.Classes)
	}
}
