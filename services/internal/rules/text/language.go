package text

import (
	"strings"

	"parley.example/services/internal/rules/rule"
)

// Language returns a language tag in its usual spelling: "es", "pt-BR",
// "zh-Hant-TW". It knows the form of BCP 47 tags with language, script and
// region, not the registry behind it.
func Language(tag string) (string, *rule.Refusal) {
	parts := strings.Split(strings.TrimSpace(tag), "-")
	if len(parts) > 3 || len(parts[0]) < 2 || len(parts[0]) > 3 || !letters(parts[0]) {
		return "", rule.Refuse("INVALID", "rule", "language")
	}
	parts[0] = strings.ToLower(parts[0])
	for i, p := range parts[1:] {
		switch {
		case len(p) == 4 && i == 0 && letters(p):
			parts[i+1] = strings.ToUpper(p[:1]) + strings.ToLower(p[1:])
		case len(p) == 2 && i == len(parts)-2 && letters(p), len(p) == 3 && i == len(parts)-2 && digits(p):
			parts[i+1] = strings.ToUpper(p)
		default:
			return "", rule.Refuse("INVALID", "rule", "language")
		}
	}
	return strings.Join(parts, "-"), nil
}

func letters(s string) bool {
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }
