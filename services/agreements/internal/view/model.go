package view

import (
	"parley.example/events/agreements"
	"parley.example/events/project"
)

// Table is the audience of everything about an agreement that all seats share.
const Table = "table:{initiative}"

// Model is what is projected from the stream that everyone at a table shares.
func Model() project.Model {
	return project.Model{
		Stream: agreements.Stream,
		Decode: decode,
		Views: []project.View{
			project.Of(project.View{Table: "agreement", Version: 3, Audience: ofTextSelf}, theAgreement, applyAgreement),
			project.Of(project.View{Table: "document", Version: 3, Audience: OfText}, theDocument, applyDocument),
			project.Of(project.View{Table: "clause", Version: 4, Audience: OfText}, theClauses, applyClause),
			project.Of(project.View{Table: "signature", Version: 3, Audience: OfText}, theSignature, applySignature),
			project.Of(project.View{Table: "public_agreement", Version: 1, Audience: "{to}"}, thePublicAgreement, applyPublicAgreement),
			project.Of(project.View{Table: "text_grant", Version: 1, Policy: project.TextGrantPolicy}, theTextGrants, applyTextGrant),
			project.Of(project.View{Table: "notice", Version: 1, Audience: "seat:{seat}"}, theNotices, applyNotice),
			inForce(),
			obligations(),
			lineages(), effects(),
			periodOf(), valueLines(), distributions(),
			newsItems(),
		},
		Due: allDue,
	}
}

// Sealed is the stream of what only one organization may know: what it says to
// a text before all have spoken.
func Sealed() project.Model {
	return project.Model{
		Stream: agreements.Sealed,
		Decode: decode,
		Views: []project.View{
			project.Of(project.View{Table: "ratification", Version: 1, Audience: "org:{organization}"}, theRatification, applyRatification),
			payouts(),
			payables(),
			sealedNews(),
		},
	}
}
