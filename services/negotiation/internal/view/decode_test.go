package view

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"parley.example/events/negotiation"
)

// Every event that was ever written means the same to this service as to the
// contract, although they are read differently.
func TestDecodesAsTheContractDoes(t *testing.T) {
	golden, err := os.ReadFile("../../../../events/negotiation/testdata/events.golden")
	if err != nil {
		t.Fatal(err)
	}
	fast := negotiation.Unmarshal
	defer func() { negotiation.Unmarshal = fast }()
	for line := range strings.Lines(string(golden)) {
		name, data, _ := strings.Cut(strings.TrimSpace(line), " ")
		negotiation.Unmarshal = fast
		here, err := decode(name, []byte(data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		negotiation.Unmarshal = json.Unmarshal
		there, err := decode(name, []byte(data))
		if err != nil || !reflect.DeepEqual(here, there) {
			t.Errorf("%s: here %+v, there %+v, %v", name, here, there, err)
		}
	}
}
