package export

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
)

// What a PDF is bounded by.
const (
	pagesMost = 400
	pdfMost   = 8 << 20
)

// ErrTooLong is said of a text that would become more than it is sensible to print.
var ErrTooLong = errors.New("the text is too long for a PDF")

const font = "go"

var glyphs = func() *sfnt.Font {
	f, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		panic(err) // it is part of a module
	}
	return f
}()

// sheet is a PDF that is being written.
type sheet struct {
	*fpdf.Fpdf
	seen map[rune]bool
}

// PDF writes the version as pages to print and keep: its text, and at the end the
// hash and the signatures. The same version is always the same bytes.
func (a Agreement) PDF(w io.Writer) error {
	p := &sheet{Fpdf: fpdf.New("P", "mm", "A4", ""), seen: make(map[rune]bool)}
	p.begin(a)
	p.write(a)
	if p.Err() {
		return fmt.Errorf("write a PDF: %w", p.Error())
	}
	if p.PageNo() > pagesMost {
		return ErrTooLong
	}
	return p.Output(&bounded{w: w, left: pdfMost})
}

func (p *sheet) begin(a Agreement) {
	said, fixed := a.words(), time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	p.SetCreationDate(fixed)
	p.SetModificationDate(fixed)
	p.SetCatalogSort(true)
	p.SetProducer("Parley", true)
	p.SetTitle(p.known(a.Document.Title), true)
	p.SetLang(a.Document.Language)
	for style, bytes := range map[string][]byte{"": goregular.TTF, "B": gobold.TTF, "I": goitalic.TTF} {
		p.AddUTF8FontFromBytes(font, style, bytes)
	}
	p.SetMargins(22, 20, 22)
	p.SetAutoPageBreak(true, 22)
	p.AliasNbPages("{all}")
	p.SetFooterFunc(func() {
		p.SetY(-15)
		p.SetFont(font, "", 8)
		p.CellFormat(0, 5, fmt.Sprintf("%s %d / {all}   ·   %s", said["page"], p.PageNo(), a.Hash), "", 0, "C", false, 0, "")
	})
	p.AddPage()
}

func (p *sheet) write(a Agreement) {
	said := a.words()
	p.line("B", 18, 9, a.Document.Title)
	p.line("", 9, 5, fmt.Sprintf("%s %d · %s", said["version"], a.Document.Version, a.status()))
	p.section(said["preamble"])
	for _, text := range a.Document.Preamble.Paragraphs {
		p.blocks(Markdown(text))
	}
	p.section(said["clauses"])
	for _, c := range a.Document.Clauses {
		p.Ln(2)
		p.line("B", 11, 6, fmt.Sprintf("%d. %s", c.Number, c.Name))
		p.blocks(texts(c))
	}
	p.names(a)
}

// names writes the last page: the hash and who has signed it.
func (p *sheet) names(a Agreement) {
	said := a.words()
	if p.PageNo() < pagesMost {
		p.AddPage()
	}
	p.section(said["signatures"])
	if len(a.Signatures) == 0 {
		p.line("", 10, 5.5, said["nobody"])
	}
	for _, s := range a.Signatures {
		text := fmt.Sprintf("%s, %s %s, %s", a.signer(s), said["for"], a.seat(s.Seat), s.SignedAt)
		if s.Accession {
			text += " (" + said["joined"] + ")"
		}
		p.line("", 10, 5.5, text)
		if s.Key != "" {
			p.line("", 8, 4.5, said["key"]+" "+s.Key)
		}
		p.Ln(1.5)
	}
	p.section(said["hash"])
	p.line("", 9, 5, a.Hash)
	p.line("", 9, 5, said["note"])
}

func (p *sheet) section(title string) {
	p.Ln(5)
	p.line("B", 13, 7, title)
	p.Ln(1)
}

func (p *sheet) line(style string, size, height float64, text string) {
	if p.Err() || p.PageNo() > pagesMost {
		return
	}
	p.SetFont(font, style, size)
	p.MultiCell(0, height, p.known(text), "", "L", false)
}

func (p *sheet) blocks(list []Block) {
	for _, b := range list {
		if p.Err() || p.PageNo() > pagesMost {
			return
		}
		if b.Kind == "point" {
			p.SetFont(font, "", 10)
			p.Write(5.5, "•  ")
		}
		for _, r := range b.Runs {
			style := ""
			switch {
			case r.Bold || b.Kind == "heading":
				style = "B"
			case r.Italic:
				style = "I"
			}
			p.SetFont(font, style, 10)
			p.Write(5.5, p.known(r.Text))
		}
		p.Ln(7.5)
	}
}

// known writes a character that the fonts do not have as its number, so that
// nothing of a text vanishes in print. The braces of our own alias are no text.
func (p *sheet) known(text string) string {
	var out strings.Builder
	var buffer sfnt.Buffer
	for _, r := range strings.ReplaceAll(plain(text), "{all}", "{ all}") {
		there, asked := p.seen[r]
		if !asked {
			at, err := glyphs.GlyphIndex(&buffer, r)
			there = err == nil && at != 0 && r <= 0xffff || r == '\n' || r == '\t'
			p.seen[r] = there
		}
		if there {
			out.WriteRune(r)
			continue
		}
		fmt.Fprintf(&out, "[U+%04X]", r)
	}
	return out.String()
}

// bounded refuses to write more than it has left.
type bounded struct {
	w    io.Writer
	left int
}

// Write implements [io.Writer].
func (b *bounded) Write(data []byte) (int, error) {
	if b.left -= len(data); b.left < 0 {
		return 0, ErrTooLong
	}
	return b.w.Write(data)
}
