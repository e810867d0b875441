// Package schema is what outsiders may rely on: the shape of the API, the
// sentences that the server can cause a person to read, and the operations that
// our own front end sends.
package schema

import (
	"embed"
	"encoding/json"
	"io/fs"
	"path"
	"strings"
	"sync"
)

//go:embed graphql/*.graphqls text/*.json operations/*.graphql
var files embed.FS

// SDL returns the sources of the GraphQL schema, file name → text.
func SDL() map[string]string { return folder("graphql") }

// Operations returns the documents that the front end sends, file name → text.
func Operations() map[string]string { return folder("operations") }

// Locales are the languages in which there are sentences. The first one is
// complete; another falls back to it.
var Locales = []string{"en", "es"}

// Text returns the sentence of a code in a language of [Locales], with its
// {placeholders}, and "" for a code that has none.
func Text(locale, code string) string {
	texts := texts()
	if s := texts[locale][code]; s != "" {
		return s
	}
	return texts[Locales[0]][code]
}

// Sentence returns the sentence of a code with its placeholders filled in. A
// code without a sentence gets one that says so, with the code.
func Sentence(locale, code string, params map[string]string) string {
	s := Text(locale, code)
	if s == "" {
		s, params = Text(locale, "REFUSED"), map[string]string{"code": code}
	}
	if len(params) == 0 {
		return s
	}
	pairs := make([]string, 0, 2*len(params))
	for name, value := range params {
		pairs = append(pairs, "{"+name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

var texts = sync.OnceValue(func() map[string]map[string]string {
	all := make(map[string]map[string]string)
	for name, text := range folder("text") {
		var sentences map[string]string
		if err := json.Unmarshal([]byte(text), &sentences); err != nil {
			panic("schema: text/" + name + ": " + err.Error()) // a test reads every file
		}
		all[strings.TrimSuffix(name, ".json")] = sentences
	}
	return all
})

func folder(name string) map[string]string {
	entries, err := files.ReadDir(name)
	if err != nil {
		panic(err) // embedded: it is there or the build fails
	}
	out := make(map[string]string)
	for _, e := range entries {
		data, err := fs.ReadFile(files, path.Join(name, e.Name()))
		if err != nil {
			panic(err)
		}
		out[e.Name()] = string(data)
	}
	return out
}
