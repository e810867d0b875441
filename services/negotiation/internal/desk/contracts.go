package desk

import (
	"context"
	"strconv"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/contract"
	"parley.example/services/negotiation/internal/table"
)

// importContract opens a table on the sections and blanks of a contract.
type importContract struct {
	serve.Common
	Initiative  string            `json:"initiative" need:"true"`
	Title       string            `json:"title"`
	Level       negotiation.Level `json:"level"`
	GroundRules table.GroundRules `json:"groundRules"`
	Template    string            `json:"template" need:"true"`
	Model       string            `json:"model"`
}

func (d *desk) importContract(ctx context.Context, c serve.Call, in importContract) (command.Receipt, error) {
	if err := inhabited(in.GroundRules); err != nil {
		return command.Receipt{}, err
	}
	for field, file := range map[string]string{"template": in.Template, "model": in.Model} {
		if len(file) > contract.MaxFile {
			return command.Receipt{}, rule.Refuse("INVALID", "rule", "too_long", "max", strconv.Itoa(contract.MaxFile)).At(field)
		}
	}
	template, err := contract.Read(in.Template, in.Model)
	if err != nil {
		return command.Receipt{}, rule.Refuse("NOT_A_CONTRACT", "why", err.Error()).At("template")
	}
	if in.Title == "" {
		in.Title = template.Title
	}
	open := table.Open{Initiative: in.Initiative, Title: in.Title, Level: in.Level, GroundRules: in.GroundRules}
	return d.openWith(ctx, c, open, template.Definitions())
}
