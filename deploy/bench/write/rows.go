package write

import "fmt"

// Rows names every figure of a run of that size, in their order.
func Rows(size Size) []string {
	var names []string
	for _, clients := range size.Clients {
		for _, way := range []string{"service", "end to end"} {
			for _, what := range []string{"acknowledged", "p50", "p99"} {
				names = append(names, fmt.Sprintf("%s, %d clients: %s", way, clients, what))
			}
		}
	}
	for _, way := range []string{"service", "end to end"} {
		for _, process := range []string{"agreements", "clients", "deliberation", "gateway", "nats", "negotiation", "postgres", "registry"} {
			names = append(names, fmt.Sprintf("%s: processor time of %s", way, process))
		}
		names = append(names, way+": processor time in all")
	}
	return append(names,
		"live query: delivered", "live query: acknowledgement to delivery, p50", "live query: acknowledgement to delivery, p99",
		fmt.Sprintf("a command after %d commits: p50", size.Long), fmt.Sprintf("cold load of %d commits", size.Long),
		"memory after the load: stores, services, gateway",
		"deploy/parley up, warm: until ready", "memory when idle: launcher, stores, services, gateway")
}
