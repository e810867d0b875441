package document

import (
	"strings"

	"parley.example/events/agreements"
)

// words are the sentences of a preamble in one language. They stand here and
// not with the sentences of the screens, since they become part of what is
// signed: a better translation is a new format, or the text drawn up from an
// old record would no longer have the hash that people signed.
type words struct {
	and, missing, allSat   string
	states, levels         map[string]string
	level, mismatch, seeks string
	entry, others          string
}

var languages = map[string]words{
	"en": {
		and:     " and ",
		missing: "At this table nobody spoke for: {seats}. No clause obliges them.",
		allSat:  "Every seat that this table has took part.",
		states: map[string]string{
			"empty": "seat empty", "invited": "invited, no answer", "declined": "declined to sit",
			"vacated": "seat left", "taken": "came after the ground rules",
		},
		levels: map[string]string{
			"1": "level 1, one step of the work", "2": "level 2, a whole chain",
			"3": "level 3, how we think about and act with each other",
		},
		level:    "What is agreed works at {level}.",
		mismatch: " Not all seek the same: {seats}.",
		seeks:    "{seat} seeks level {level}",
		entry:    "This text enters into force when it has been signed, before {by}, by {seats}.",
		others:   " It binds those who sign it. Whoever does not is no party and owes nothing; other seats may join by signing the same text.",
	},
	"es": {
		and:     " y ",
		missing: "En esta mesa nadie habló por: {seats}. Ninguna cláusula les obliga.",
		allSat:  "Participaron todos los puestos de esta mesa.",
		states: map[string]string{
			"empty": "puesto vacío", "invited": "invitado, sin respuesta", "declined": "no quiso sentarse",
			"vacated": "puesto abandonado", "taken": "llegó después de las reglas de la mesa",
		},
		levels: map[string]string{
			"1": "el nivel 1, un paso del trabajo", "2": "el nivel 2, una cadena entera",
			"3": "el nivel 3, cómo pensamos y actuamos unos con otros",
		},
		level:    "Lo acordado actúa en {level}.",
		mismatch: " No todos buscan lo mismo: {seats}.",
		seeks:    "{seat} busca el nivel {level}",
		entry:    "Este texto entra en vigor cuando lo hayan firmado, antes del {by}, {seats}.",
		others:   " Obliga a quienes lo firman. Quien no firma no es parte y no debe nada; otros puestos pueden adherirse firmando el mismo texto.",
	},
}

// paragraphs are the preamble in the language that prevails, in English where
// we have no words in it.
func paragraphs(d agreements.Document) []string {
	tag, _, _ := strings.Cut(d.Language, "-")
	w, known := languages[tag]
	if !known {
		w = languages["en"]
	}
	return []string{w.whoWasMissing(d), w.levelsSought(d), w.entryIntoForce(d)}
}

func (w words) whoWasMissing(d agreements.Document) string {
	if len(d.Preamble.Missing) == 0 {
		return w.allSat
	}
	var seats []string
	for _, m := range d.Preamble.Missing {
		state, known := w.states[m.State]
		if !known {
			state = m.State
		}
		seats = append(seats, m.Name+" ("+state+")")
	}
	return fill(w.missing, "{seats}", strings.Join(seats, ", "))
}

// levelsSought says at which level the text works and, if any seat seeks
// another, what each seeks: a mismatch that stands in the text surprises nobody.
func (w words) levelsSought(d agreements.Document) string {
	var each []string
	mismatch := false
	for _, s := range d.Preamble.Seats {
		if s.Seeks > 0 {
			each = append(each, fill(w.seeks, "{seat}", s.Name, "{level}", level(s.Seeks)))
			mismatch = mismatch || s.Seeks != d.Level
		}
	}
	sentence := fill(w.level, "{level}", w.levels[level(d.Level)])
	if mismatch {
		sentence += fill(w.mismatch, "{seats}", strings.Join(each, ", "))
	}
	return sentence
}

func (w words) entryIntoForce(d agreements.Document) string {
	by := d.Entry.By.Format("2006-01-02 15:04:05.999") + " UTC"
	return fill(w.entry, "{by}", by, "{seats}", w.list(names(d, d.Entry.Seats))) + w.others
}

// list joins names as a sentence does.
func (w words) list(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + w.and + names[n-1]
	}
	return strings.Join(names, "")
}

// fill puts values in the place of names, all at once: a seat that is called
// "{by}" stays that.
func fill(sentence string, pairs ...string) string {
	return strings.NewReplacer(pairs...).Replace(sentence)
}
