package genius

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// The bounds of a file.
const (
	MaxBytes    = 4 << 20
	maxElements = 200_000
	maxDepth    = 12
	maxText     = 1_000 // of an attribute
)

// element is an element of a file, with the way to it for errors.
type element struct {
	name     string
	where    string
	values   map[string]string
	children []*element
	counts   map[string]int // of the children, by name
}

// parse reads a file into elements. It expands nothing: a document type, with
// or without entities, is refused before it is looked at.
func parse(file []byte) (*element, error) {
	if len(file) > MaxBytes {
		return nil, fmt.Errorf("the file is larger than %d bytes", MaxBytes)
	}
	p := parser{decoder: xml.NewDecoder(bytes.NewReader(file))}
	for {
		token, err := p.decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%sthe file is no XML: %w", p.here(), err)
		}
		if err := p.take(token); err != nil {
			return nil, err
		}
	}
	if p.root == nil {
		return nil, errors.New("the file has no element")
	}
	return p.root, nil
}

type parser struct {
	decoder *xml.Decoder
	root    *element
	open    []*element
	count   int
}

// here is the way to the innermost open element.
func (p *parser) here() string {
	if len(p.open) == 0 {
		return ""
	}
	return p.open[len(p.open)-1].where + ": "
}

func (p *parser) take(token xml.Token) error {
	switch token := token.(type) {
	case xml.Directive:
		return fmt.Errorf("%sa document type or another declaration is not read", p.here())
	case xml.StartElement:
		return p.begin(token)
	case xml.EndElement:
		p.open = p.open[:len(p.open)-1]
	case xml.CharData:
		if len(bytes.TrimSpace(token)) > 0 {
			return fmt.Errorf("%stext stands where there are only elements", p.here())
		}
	}
	return nil
}

func (p *parser) begin(start xml.StartElement) error {
	e := &element{name: start.Name.Local, values: make(map[string]string), counts: make(map[string]int)}
	e.where = p.way(e.name)
	if p.count++; p.count > maxElements {
		return fmt.Errorf("%s: the file has more than %d elements", e.where, maxElements)
	}
	for _, a := range start.Attr {
		name := a.Name.Local
		if _, twice := e.values[name]; twice {
			return fmt.Errorf("%s: %s stands there twice", e.where, name)
		}
		if len(a.Value) > maxText {
			return fmt.Errorf("%s: %s is longer than %d bytes", e.where, name, maxText)
		}
		e.values[name] = a.Value
	}
	switch {
	case len(p.open) > 0:
		parent := p.open[len(p.open)-1]
		parent.children = append(parent.children, e)
	case p.root != nil:
		return fmt.Errorf("%s: the file has a second root", e.where)
	default:
		p.root = e
	}
	if p.open = append(p.open, e); len(p.open) > maxDepth {
		return fmt.Errorf("%s: elements nest deeper than %d", e.where, maxDepth)
	}
	return nil
}

// way is the path to a new child of the innermost open element, such as
// utility_space/objective/issue[2].
func (p *parser) way(name string) string {
	if len(name) > 40 {
		name = name[:40] + "…"
	}
	if len(p.open) == 0 {
		return name
	}
	parent := p.open[len(p.open)-1]
	parent.counts[name]++
	return parent.where + "/" + name + "[" + strconv.Itoa(parent.counts[name]) + "]"
}

// fault is an error about the element.
func (e *element) fault(format string, a ...any) error {
	return fmt.Errorf("%s: %w", e.where, fmt.Errorf(format, a...))
}

// only refuses children of other names.
func (e *element) only(names ...string) error {
	for _, c := range e.children {
		known := false
		for _, n := range names {
			known = known || c.name == n
		}
		if !known {
			return c.fault("this element is not read here")
		}
	}
	return nil
}

// the returns the one child with a name.
func (e *element) the(name string) (*element, error) {
	var found *element
	for _, c := range e.children {
		if c.name == name && found != nil {
			return nil, c.fault("there is one %s, not two", name)
		}
		if c.name == name {
			found = c
		}
	}
	if found == nil {
		return nil, e.fault("there is no %s", name)
	}
	return found, nil
}

func (e *element) text(name string) (string, error) {
	v, ok := e.values[name]
	if !ok {
		return "", e.fault("%s is missing", name)
	}
	return v, nil
}

func (e *element) integer(name string) (int, error) {
	s, err := e.text(name)
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 32)
	if err != nil {
		return 0, e.fault("%s is no whole number", name)
	}
	return int(n), nil
}

// number reads a finite decimal number.
func (e *element) number(name string) (float64, error) {
	s, err := e.text(name)
	if err != nil {
		return 0, err
	}
	s = strings.TrimSpace(s)
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) || strings.ContainsAny(s, "xXpP_") {
		return 0, e.fault("%s is no finite decimal number", name)
	}
	return x, nil
}
