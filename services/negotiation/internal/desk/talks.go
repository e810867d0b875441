package desk

import (
	"context"
	"maps"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/events/record"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/table"
)

// talk is an input that is about one table.
type talk struct {
	serve.Common
	Negotiation string `json:"negotiation" need:"true"`
}

func (t talk) about() string { return t.Negotiation }

type moveGroundRules struct {
	talk
	table.MoveRules
}

type appointFacilitator struct {
	talk
	table.Appoint
}

type dismissFacilitator struct {
	talk
	table.Dismiss
}

type openPhase struct {
	talk
	table.OpenPhase
}

type callSession struct {
	talk
	table.CallSession
}

type setAgenda struct {
	talk
	table.SetAgenda
}

type askToSpeak struct {
	talk
	table.AskToSpeak
}

type callSpeaker struct {
	talk
	table.CallSpeaker
}

type openRound struct {
	talk
	table.OpenRound
}

type closeRound struct {
	talk
	table.CloseRound
}

type floatIdea struct {
	talk
	table.FloatIdea
}

type climbLadder struct {
	talk
	table.Climb
}

type recordExpert struct {
	talk
	table.RecordExpert
}

type sayClosingWord struct {
	talk
	table.SayClosing
}

type takeText struct {
	talk
	table.TakeText
}

type amendText struct {
	talk
	table.Amend
}

type addConstraint struct {
	talk
	table.AddConstraint
}

type liftConstraint struct {
	talk
	table.LiftConstraint
}

type presume struct {
	talk
	table.Presume
}

type chooseWay struct {
	talk
	table.ChooseWay
}

type supportMotion struct {
	talk
	table.Support
}

type declineMotion struct {
	talk
	table.Decline
}

// wishes is a command on a table with the ids of what it may make.
type wishes struct {
	table.Command
	ids map[string]string
}

// talking hears a command about the talks; wish makes the table's of it. Every
// one of them may become a motion, under an id of its own.
func talking[In interface{ about() string }](d *desk, wish func(in In, motion, made string) wishes) func(context.Context, serve.Call, In) (command.Receipt, error) {
	return func(ctx context.Context, c serve.Call, in In) (command.Receipt, error) {
		motion := motionOf(in.about(), c)
		w := wish(in, motion, c.ID)
		ids := map[string]string{"motion": motion}
		maps.Copy(ids, w.ids)
		return d.onTable(ctx, c, in.about(), w.Command, ids)
	}
}

func (d *desk) hearTalks() {
	serve.Command(d.house, "appoint_facilitator", d.appointFacilitator)
	serve.Command(d.house, "dismiss_facilitator", talking(d, func(in dismissFacilitator, motion, _ string) wishes {
		in.Motion = motion
		return wishes{in.Dismiss, nil}
	}))
	serve.Command(d.house, "open_phase", talking(d, func(in openPhase, motion, _ string) wishes {
		in.Motion = motion
		return wishes{in.OpenPhase, nil}
	}))
	serve.Command(d.house, "call_session", talking(d, func(in callSession, motion, id string) wishes {
		in.Motion, in.ID = motion, record.NewID("ses", in.Negotiation, id)
		return wishes{in.CallSession, map[string]string{"session": in.ID}}
	}))
	serve.Command(d.house, "set_agenda", talking(d, func(in setAgenda, motion, _ string) wishes {
		in.Motion = motion
		return wishes{in.SetAgenda, nil}
	}))
	serve.Command(d.house, "ask_to_speak", talking(d, func(in askToSpeak, _, _ string) wishes { return wishes{in.AskToSpeak, nil} }))
	serve.Command(d.house, "call_speaker", talking(d, func(in callSpeaker, motion, _ string) wishes {
		in.Motion = motion
		return wishes{in.CallSpeaker, nil}
	}))
	serve.Command(d.house, "climb_ladder", talking(d, func(in climbLadder, motion, _ string) wishes {
		in.Motion = motion
		return wishes{in.Climb, nil}
	}))
	serve.Command(d.house, "record_expert", talking(d, func(in recordExpert, _, _ string) wishes { return wishes{in.RecordExpert, nil} }))
	serve.Command(d.house, "say_closing_word", talking(d, func(in sayClosingWord, _, _ string) wishes { return wishes{in.SayClosing, nil} }))
	serve.Command(d.house, "support_motion", talking(d, func(in supportMotion, _, _ string) wishes {
		return wishes{in.Support, map[string]string{"motion": in.Support.Motion}}
	}))
	serve.Command(d.house, "decline_motion", talking(d, func(in declineMotion, _, _ string) wishes {
		return wishes{in.Decline, map[string]string{"motion": in.Decline.Motion}}
	}))
	d.hearWork()
}

// appointFacilitator proposes somebody who is known here.
func (d *desk) appointFacilitator(ctx context.Context, c serve.Call, in appointFacilitator) (command.Receipt, error) {
	p, err := d.find(ctx, "neg", in.Negotiation)
	if err != nil {
		return command.Receipt{}, err
	}
	in.Motion = motionOf(in.Negotiation, c)
	out, err := d.atTable(ctx, c, p, "", func(ctx context.Context, _ party) (table.Command, error) {
		if d.known(ctx, []negotiation.Reader{{Person: in.Person}}) != nil {
			return nil, rule.Refuse("NO_SUCH_PERSON").At("person")
		}
		return in.Appoint, nil
	})
	if err != nil {
		return command.Receipt{}, err
	}
	return out.Receipt(map[string]string{"negotiation": in.Negotiation, "motion": in.Motion}), nil
}

// hearWork hears what changes the text, the sheet and the rules, and what seats
// make of their disagreements.
func (d *desk) hearWork() {
	serve.Command(d.house, "move_ground_rules", func(ctx context.Context, c serve.Call, in moveGroundRules) (command.Receipt, error) {
		if err := inhabited(in.GroundRules); err != nil {
			return command.Receipt{}, err
		}
		in.Motion = motionOf(in.Negotiation, c)
		return d.onTable(ctx, c, in.Negotiation, in.MoveRules, map[string]string{"motion": in.Motion})
	})
	serve.Command(d.house, "take_text", talking(d, func(in takeText, motion, _ string) wishes {
		in.Motion = motion
		return wishes{in.TakeText, nil}
	}))
	serve.Command(d.house, "amend_text", talking(d, func(in amendText, motion, id string) wishes {
		in.Motion, in.ID = motion, record.NewID("amd", in.Negotiation, id)
		return wishes{in.Amend, map[string]string{"redline": in.ID}}
	}))
	serve.Command(d.house, "add_constraint", talking(d, func(in addConstraint, motion, id string) wishes {
		in.Motion, in.ID = motion, record.NewID("cns", in.Negotiation, id)
		return wishes{in.AddConstraint, map[string]string{"constraint": in.ID}}
	}))
	serve.Command(d.house, "lift_constraint", talking(d, func(in liftConstraint, motion, _ string) wishes {
		in.Motion = motion
		return wishes{in.LiftConstraint, nil}
	}))
	serve.Command(d.house, "presume", talking(d, func(in presume, _, _ string) wishes {
		return wishes{in.Presume, map[string]string{"opinion": in.Position}}
	}))
	serve.Command(d.house, "choose_way", talking(d, func(in chooseWay, _, _ string) wishes {
		return wishes{in.ChooseWay, map[string]string{"opinion": in.Position}}
	}))
	serve.Command(d.house, "float_idea", talking(d, func(in floatIdea, _, id string) wishes {
		in.ID = record.NewID("pkg", in.Negotiation, id)
		return wishes{in.FloatIdea, map[string]string{"package": in.ID}}
	}))
	serve.Command(d.house, "open_round", talking(d, func(in openRound, motion, id string) wishes {
		in.Motion, in.ID = motion, record.NewID("rnd", in.Negotiation, id)
		return wishes{in.OpenRound, map[string]string{"round": in.ID}}
	}))
	serve.Command(d.house, "close_round", talking(d, func(in closeRound, motion, _ string) wishes {
		in.Motion = motion
		return wishes{in.CloseRound, map[string]string{"round": in.Round}}
	}))
}
