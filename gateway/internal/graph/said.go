package graph

import (
	"slices"

	"parley.example/events/command"

	"parley.example/gateway/internal/gate"
)

// said fills in what people read. Services answer with codes and values; the
// sentence is made here, in the language of the request. A type whose objects
// have code, params and message gets them so.
func (w *writer) said(f *gate.Field, source, value any) any {
	switch f.Def.Name {
	case "message":
		code := text(property(source, "code"))
		if value != nil || code == "" || !w.speaks(f.Parent) {
			return nil
		}
		return w.sentence(command.Code(code), values(property(source, "params")))
	case "params":
		if r, ok := value.(raw); ok && r[0] == '{' && w.speaks(f.Parent) {
			return params(values(r))
		}
	}
	return nil
}

func (w *writer) speaks(typ string) bool {
	fields := w.Bindings.Schema.Types[typ].Fields
	return fields.ForName("code") != nil && fields.ForName("message") != nil
}

// values reads the values of a sentence from an object of strings.
func values(v any) map[string]string {
	r, ok := v.(raw)
	if !ok {
		return nil
	}
	out := make(map[string]string)
	for _, m := range r.open() {
		out[m.name] = slices.Concat(texts(m.value))[0]
	}
	return out
}
