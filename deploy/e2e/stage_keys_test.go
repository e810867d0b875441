package e2e

import "parley.example/deploy/story"

// keyWishes are about what people sign with. Ramon takes back the key that he
// made known, so that Karim still has his when it comes to signing.
func (s *stage) keyWishes() map[string]wish {
	return map[string]wish{
		"registerSigningKey": {by: s.Ramon, input: s.Ramon.Registration(), free: true},
		"revokeSigningKey":   {by: s.Ramon, now: func() story.Input { return story.Input{"key": s.Ramon.OwnKey()} }, outsider: s.Ines},
	}
}
