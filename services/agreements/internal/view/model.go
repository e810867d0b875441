package view

import (
	"time"

	"parley.example/events/agreements"
	"parley.example/events/project"
)

// Table is the audience of everything about an agreement that all seats share.
const Table = "table:{initiative}"

// Model is what is projected from the stream that everyone at a table shares.
func Model() project.Model {
	return project.Model{
		Stream: agreements.Stream,
		Decode: project.Decoding(agreements.Decoders),
		Views: []project.View{
			project.Of(project.View{Table: "agreement", Version: 1, Audience: Table}, theAgreement, applyAgreement),
			project.Of(project.View{Table: "document", Version: 1, Audience: Table}, theDocument, applyDocument),
			project.Of(project.View{Table: "clause", Version: 1, Audience: Table}, theClauses, applyClause),
			project.Of(project.View{Table: "signature", Version: 1, Audience: Table}, theSignature, applySignature),
			project.Of(project.View{Table: "notice", Version: 1, Audience: "seat:{seat}"}, theNotices, applyNotice),
			newsItems(),
		},
		Due: due,
	}
}

// Sealed is the stream of what only some may know. Nothing of agreements is
// sealed yet; ratifications will be.
func Sealed() project.Model {
	return project.Model{
		Stream: agreements.Sealed,
		Decode: project.Decoding(map[string]func([]byte) (agreements.Event, error){}),
		Views:  []project.View{sealedNews()},
	}
}

// EntryDue names the moment at which a version is in force or lapses.
const EntryDue = "entry"

// due asks an open version again when its time to enter into force is over.
func due(e project.Event) []project.Due {
	row := project.Due{Aggregate: e.Commit.Aggregate, What: EntryDue}
	switch e := e.Event.(type) {
	case agreements.Opened:
		row.At = e.By.Time
	case agreements.EnteredIntoForce, agreements.Voided, agreements.Lapsed:
		row.At = time.Time{} // nothing to wait for
	default:
		return nil
	}
	return []project.Due{row}
}
