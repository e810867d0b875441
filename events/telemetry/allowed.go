package telemetry

import (
	"strings"

	"go.opentelemetry.io/otel/attribute"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

var attributeService = attribute.Key("service.name")

// names are the attributes that a span may carry: ids, codes, counts. A list
// of what is allowed, since nobody can list all that must stay inside.
var names = map[attribute.Key]bool{
	"parley.stream": true, "parley.aggregate": true, "parley.sequence": true, "parley.version": true,
	"parley.command": true, "parley.command_id": true, "parley.question": true, "parley.code": true,
	"parley.policy": true, "parley.view": true, "parley.count": true, "parley.table": true, "parley.key": true,
	"graphql.operation.type": true, "graphql.operation.name": true, "graphql.document.hash": true,
	"http.request.method": true, "http.response.status_code": true, "http.route": true, "url.path": true,
	"messaging.system": true, "messaging.destination.name": true, "server.address": true,
}

// allowed passes spans on whose attributes are on the list and cuts those that
// are not: an attribute that somebody adds in a hurry does not leave the house.
type allowed struct{ sdktrace.SpanProcessor }

// OnEnd implements [sdktrace.SpanProcessor].
func (a allowed) OnEnd(s sdktrace.ReadOnlySpan) { a.SpanProcessor.OnEnd(cut{s}) }

type cut struct{ sdktrace.ReadOnlySpan }

// Attributes implements [sdktrace.ReadOnlySpan].
func (c cut) Attributes() []attribute.KeyValue {
	var kept []attribute.KeyValue
	for _, kv := range c.ReadOnlySpan.Attributes() {
		if names[kv.Key] {
			kept = append(kept, kv)
		}
	}
	return kept
}

// Events implements [sdktrace.ReadOnlySpan]: exceptions keep their place in
// time and lose their text.
func (c cut) Events() []sdktrace.Event {
	events := c.ReadOnlySpan.Events()
	kept := make([]sdktrace.Event, len(events))
	for i, e := range events {
		kept[i] = sdktrace.Event{Name: strings.ToLower(e.Name), Time: e.Time}
	}
	return kept
}

// Status implements [sdktrace.ReadOnlySpan]: the code without a description.
func (c cut) Status() sdktrace.Status { return sdktrace.Status{Code: c.ReadOnlySpan.Status().Code} }
