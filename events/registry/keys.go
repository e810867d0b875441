package registry

// KeyRegistered makes a public key known as a person's. Its aggregate follows
// from the key, so that a key belongs to one person for ever.
type KeyRegistered struct {
	Person string `json:"person"`
	Public string `json:"public"` // Ed25519, 32 bytes in base64
}

// KeyRevoked says that the person signs with it no more. What was signed before
// stays signed.
type KeyRevoked struct {
	Person string `json:"person"`
}

// Name implements [Event].
func (KeyRegistered) Name() string { return "registry.key_registered.v1" }
func (KeyRevoked) Name() string    { return "registry.key_revoked.v1" }

// Of implements [Event].
func (KeyRegistered) Of() Kind { return OfKey }
func (KeyRevoked) Of() Kind    { return OfKey }

// Key is a row of registry.keys: whose a public key is, and whether it still
// is. The agreements service looks it up at the moment of a signature.
type Key struct {
	ID           string   `json:"id"`
	Person       string   `json:"person"`
	Public       string   `json:"public"`
	RegisteredAt Instant  `json:"registeredAt"`
	RevokedAt    *Instant `json:"revokedAt,omitempty"`
}
