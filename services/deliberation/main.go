// The program deliberation keeps conversations: what was asked, what people
// said to it, and where each of them stands.
package main

import (
	"parley.example/services/deliberation/internal/desk"
	"parley.example/services/internal/serve"
)

func main() {
	serve.Main("deliberation", desk.Open,
		serve.Tool{Name: "opinions", Run: opinions},
		serve.Tool{Name: "rules", Run: rules},
		serve.Tool{Name: "bench-voice", Run: benchVoice})
}
