package replay

// told is what the house says of the conversation.
type told struct {
	ID, People string
	Statements int
	Sequence   string
	Groups     []struct {
		Number int
		Size   *string
	}
	Bridging []struct{ Side string }
}

func (s *stage) analysis() (a *told) {
	s.t.Helper()
	var data struct {
		Conversation struct{ Analysis *told }
	}
	s.must(s.town.Convener.Do(s.ctx, `query($id: ID!) { conversation(id: $id) { analysis { id people statements sequence groups { number size } bridging { side } } } }`,
		map[string]any{"id": s.conversation}, &data))
	if data.Conversation.Analysis == nil {
		s.t.Fatal("there is no analysis")
	}
	return data.Conversation.Analysis
}

// page is a part of an exported file.
type page struct {
	Analysis, Text string
	Next           *int
}

func (s *stage) page(file string, from int) page {
	s.t.Helper()
	var data struct {
		Conversation struct{ Export *page }
	}
	s.must(s.town.Convener.Do(s.ctx, `query($id: ID!, $file: ExportFile!, $from: Int) { conversation(id: $id) { export(file: $file, from: $from) { analysis text next } } }`,
		map[string]any{"id": s.conversation, "file": file, "from": from}, &data))
	if data.Conversation.Export == nil {
		s.t.Fatal("there is no export")
	}
	return *data.Conversation.Export
}

// exported is a whole file.
func (s *stage) exported(file string) page {
	s.t.Helper()
	whole := s.page(file, 0)
	for next := whole.Next; next != nil; {
		more := s.page(file, *next)
		whole.Text += more.Text
		next = more.Next
	}
	return whole
}
