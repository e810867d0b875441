package terms

import "parley.example/events/negotiation"

// library is in the order of the levels that first need a term: what a step of
// the work costs, how it is carried through, by whose rules.
var library = []Template{
	{
		Key: "price", Levels: []negotiation.Level{negotiation.Local}, Kind: negotiation.MoneyTerm, Min: "0",
		Said: map[string]Saying{
			"en": {Name: "Price", Clause: "The price is {value}."},
			"es": {Name: "Precio", Clause: "El precio es de {value}."},
		},
	},
	{
		Key: "payment_days", Levels: []negotiation.Level{negotiation.Local, negotiation.EndToEnd}, Kind: negotiation.QuantityTerm, Min: "0", Max: "120", Step: "1",
		Said: map[string]Saying{
			"en": {Name: "Days to pay", Unit: "days", Clause: "An invoice is paid within {value} of its arrival."},
			"es": {Name: "Días de pago", Unit: "días", Clause: "Una factura se paga en un plazo de {value} desde su llegada."},
		},
	},
	{
		Key: "deposit", Levels: []negotiation.Level{negotiation.Local}, Kind: negotiation.MoneyTerm, Min: "0",
		Said: map[string]Saying{
			"en": {Name: "Deposit", Clause: "Whoever takes something along leaves a deposit of {value} for each piece and gets it back with the piece."},
			"es": {Name: "Fianza", Clause: "Quien se lleva algo deja una fianza de {value} por pieza y la recupera al devolverla."},
		},
	},
	{
		Key: "trial", Levels: []negotiation.Level{negotiation.Local, negotiation.EndToEnd}, Kind: negotiation.QuantityTerm, Min: "1", Max: "52", Step: "1",
		Said: map[string]Saying{
			"en": {Name: "Trial", Unit: "weeks", Clause: "All this is tried for {value} before it counts as settled."},
			"es": {Name: "Prueba", Unit: "semanas", Clause: "Todo esto se prueba durante {value} antes de darse por asentado."},
		},
	},
	{
		Key: "guarantee", Levels: []negotiation.Level{negotiation.Local, negotiation.EndToEnd}, Kind: negotiation.QuantityTerm, Min: "0", Max: "60", Step: "1",
		Said: map[string]Saying{
			"en": {Name: "Guarantee", Unit: "months", Clause: "What fails within {value} of its delivery is put right at no charge."},
			"es": {Name: "Garantía", Unit: "meses", Clause: "Lo que falla en un plazo de {value} desde su entrega se arregla sin coste."},
		},
	},
	{
		Key: "notice", Levels: []negotiation.Level{negotiation.Local, negotiation.EndToEnd}, Kind: negotiation.QuantityTerm, Min: "0", Max: "365", Step: "1",
		Said: map[string]Saying{
			"en": {Name: "Notice", Unit: "days", Clause: "Each side may end this with {value} of notice."},
			"es": {Name: "Preaviso", Unit: "días", Clause: "Cada parte puede poner fin a esto con un preaviso de {value}."},
		},
	},
	{
		Key: "data_sharing", Levels: []negotiation.Level{negotiation.EndToEnd, negotiation.Ecosystem}, Kind: negotiation.ChoiceTerm,
		Options: []string{"own", "counts", "partners", "open"},
		Said: map[string]Saying{
			"en": {Name: "Shared data", Clause: "Data that arise from the work are {value}.", Labels: []string{"kept by whoever collected them", "shared as counts, with nobody recognisable", "shared among the signatories", "open to everyone, with nobody recognisable"}},
			"es": {Name: "Datos compartidos", Clause: "Los datos que surgen del trabajo {value}.", Labels: []string{"los guarda quien los recogió", "se comparten como recuentos, sin que se reconozca a nadie", "se comparten entre quienes firman", "son abiertos, sin que se reconozca a nadie"}},
		},
	},
	{
		Key: "surplus", Levels: []negotiation.Level{negotiation.EndToEnd, negotiation.Ecosystem}, Kind: negotiation.SharesTerm,
		Options: []string{"contributors", "reserve", "community"},
		Said: map[string]Saying{
			"en": {Name: "Division of the surplus", Clause: "The surplus of a year is divided thus: {value}.", Labels: []string{"those who contributed", "a common reserve", "the community"}},
			"es": {Name: "Reparto del excedente", Clause: "El excedente de un año se reparte así: {value}.", Labels: []string{"quienes contribuyeron", "una reserva común", "la comunidad"}},
		},
	},
	{
		Key: "review", Levels: []negotiation.Level{negotiation.Local, negotiation.EndToEnd, negotiation.Ecosystem}, Kind: negotiation.QuantityTerm, Min: "1", Max: "60", Step: "1",
		Said: map[string]Saying{
			"en": {Name: "Review", Unit: "months", Clause: "The signatories look together at what has come of this every {value}."},
			"es": {Name: "Revisión", Unit: "meses", Clause: "Quienes firman revisan en común lo que ha resultado de esto cada {value}."},
		},
	},
	{
		Key: "appeal_days", Levels: []negotiation.Level{negotiation.EndToEnd, negotiation.Ecosystem}, Kind: negotiation.QuantityTerm, Min: "1", Max: "90", Step: "1",
		Said: map[string]Saying{
			"en": {Name: "Days to appeal", Unit: "days", Clause: "Whoever is affected by a decision made under this may appeal against it within {value}, and is heard by somebody who did not make it."},
			"es": {Name: "Días para recurrir", Unit: "días", Clause: "Quien se vea afectado por una decisión tomada en virtud de esto puede recurrirla en un plazo de {value}, y le atiende alguien que no la tomó."},
		},
	},
	{
		Key: "voice", Levels: []negotiation.Level{negotiation.Ecosystem}, Kind: negotiation.PercentageTerm, Min: "0", Max: "100", Step: "5",
		Said: map[string]Saying{
			"en": {Name: "Seats of those affected", Clause: "Of the seats where common rules are made, {value} belong to those who live with them."},
			"es": {Name: "Puestos de quienes se ven afectados", Clause: "De los puestos donde se hacen las reglas comunes, el {value} corresponde a quienes viven con ellas."},
		},
	},
	{
		Key: "openness", Levels: []negotiation.Level{negotiation.Ecosystem}, Kind: negotiation.ChoicesTerm,
		Options: []string{"minutes", "accounts", "prices", "decisions"},
		Said: map[string]Saying{
			"en": {Name: "What is open", Clause: "Open to everyone to read: {value}.", Labels: []string{"minutes", "accounts", "prices", "decisions and their reasons"}},
			"es": {Name: "Lo que es abierto", Clause: "A disposición de todo el mundo: {value}.", Labels: []string{"actas", "cuentas", "precios", "decisiones y sus motivos"}},
		},
	},
}
