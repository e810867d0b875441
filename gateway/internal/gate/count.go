package gate

import "github.com/vektah/gqlparser/v2/ast"

// count holds a parsed document against the limits, before validation: some of
// the specification's rules take time that grows with the square of a document.
func count(doc *ast.QueryDocument, l Limits) *Refusal {
	if len(doc.Operations) == 0 || len(doc.Operations) > l.Operations {
		return refuse("operations", l.Operations)
	}
	c := &counter{limits: l, fragments: make(map[string]*ast.FragmentDefinition), deep: make(map[string]int)}
	for _, f := range doc.Fragments {
		if c.fragments[f.Name] != nil {
			return refuse("UniqueFragmentNames", 0)
		}
		c.fragments[f.Name] = f
	}
	for _, f := range doc.Fragments {
		c.fragment(f)
	}
	for _, op := range doc.Operations {
		c.directives += len(op.Directives)
		if c.depth(op.SelectionSet) > l.Depth {
			c.exceeded("depth", l.Depth)
		}
	}
	if c.directives > l.Directives {
		c.exceeded("directives", l.Directives)
	}
	if c.aliases > l.Aliases {
		c.exceeded("aliases", l.Aliases)
	}
	return c.refusal
}

// counter walks every selection once: a fragment's depth is remembered.
type counter struct {
	limits              Limits
	fragments           map[string]*ast.FragmentDefinition
	deep                map[string]int // depth below a fragment; -1 while it is being walked
	aliases, directives int
	refusal             *Refusal
}

func (c *counter) exceeded(rule string, limit int) {
	if c.refusal == nil {
		c.refusal = refuse(rule, limit)
	}
}

func (c *counter) fragment(f *ast.FragmentDefinition) int {
	if d, walked := c.deep[f.Name]; walked {
		if d < 0 {
			c.exceeded("NoFragmentCycles", 0)
			return 0
		}
		return d
	}
	c.deep[f.Name] = -1
	c.directives += len(f.Directives)
	d := c.depth(f.SelectionSet)
	c.deep[f.Name] = d
	return d
}

// depth returns how many fields stand inside each other below a selection. The
// byte scan has bounded how deep this itself can go.
func (c *counter) depth(set ast.SelectionSet) int {
	deepest, repeats := 0, make(map[string]int, len(set))
	for _, s := range set {
		below, key := 0, ""
		switch s := s.(type) {
		case *ast.Field:
			key = s.Alias
			if s.Alias != s.Name {
				c.aliases++
			}
			c.directives += len(s.Directives)
			below = 1 + c.depth(s.SelectionSet)
		case *ast.InlineFragment:
			key = "... on " + s.TypeCondition
			c.directives += len(s.Directives)
			below = c.depth(s.SelectionSet)
		case *ast.FragmentSpread:
			key = "..." + s.Name
			c.directives += len(s.Directives)
			if f := c.fragments[s.Name]; f != nil {
				below = c.fragment(f)
			}
		}
		if repeats[key]++; repeats[key] > c.limits.Repeats {
			c.exceeded("repeats", c.limits.Repeats)
		}
		deepest = max(deepest, below)
	}
	return deepest
}
