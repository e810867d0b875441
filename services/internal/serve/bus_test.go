package serve

import "testing"

// A request that came by way of a stream has another address to answer to.
func TestOnlyTheGatewayAndTheOperatorAreAnswered(t *testing.T) {
	for reply, want := range map[string]bool{
		"_INBOX_gateway.abc.1":               true,
		"_INBOX_deploy.abc":                  true,
		"":                                   false,
		"_INBOX_deliberation.abc":            false,
		"_INBOX_gatewayx.abc":                false,
		"$JS.ACK.negotiation.push.1.1.1.1.0": false,
		"x._INBOX_gateway.abc":               false,
		"$JS.API.DIRECT.GET.deliberation.subject": false,
	} {
		if trusted(reply) != want {
			t.Errorf("%q is trusted: %t", reply, !want)
		}
	}
}
