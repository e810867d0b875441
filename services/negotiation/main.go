// The program negotiation keeps the tables: ground rules, terms, packages,
// positions, decisions and the rooms around them.
package main

import (
	_ "time/tzdata" // time zones are part of ground rules, wherever it runs

	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/desk"
)

func main() {
	serve.Main("negotiation", desk.Open,
		serve.Tool{Name: "mediate", Run: mediate},
		serve.Tool{Name: "contract", Run: readContract},
		serve.Tool{Name: "bench-mediate", Run: benchMediate})
}
