package export

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
)

var (
	//go:embed page.css
	style string
	//go:embed page.gohtml
	source string
)

var page = template.Must(template.New("page").Funcs(template.FuncMap{"markdown": Markdown, "texts": texts, "plain": plain}).Parse(source))

// Policy lets a page have its own style, named by its hash, and nothing else.
var Policy = func() string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
}()

// HTML writes the version as a page to read and to print, in its own language.
func (a Agreement) HTML(w io.Writer) error {
	return page.Execute(w, map[string]any{
		"A": a, "W": a.words(), "Title": plain(a.Document.Title), "Status": a.status(), "Style": template.CSS(style), //nolint:gosec // it is our own file
	})
}

func (a Agreement) status() string {
	if said := a.words()[a.Status]; said != "" {
		return said
	}
	return a.Status
}
