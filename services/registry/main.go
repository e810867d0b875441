// The program registry keeps who there is, who acts for whom, and who sits at
// which table.
package main

import (
	_ "time/tzdata" // an initiative's zone is checked against names that every installation has

	"parley.example/services/internal/serve"
	"parley.example/services/registry/internal/desk"
)

func main() { serve.Main("registry", desk.Open) }
