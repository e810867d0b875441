package registry

// Charter is what the members of a community of commerce have agreed on. A
// newcomer is admitted once so many members vouch for it.
type Charter struct {
	Version   int    `json:"version"` // 1, 2, 3 …
	Text      string `json:"text"`
	Admission int    `json:"admission"`
}

// CommunityFounded begins a community with one member. The organizations that
// are called may join without anybody's vouching.
type CommunityFounded struct {
	Called       string   `json:"name"`
	Purpose      string   `json:"purpose"`
	Charter      Charter  `json:"charter"`
	Organization string   `json:"organization"`
	Person       string   `json:"person"`
	Founders     []string `json:"founders,omitempty"` // organizations that are called
}

// CharterProposed is another version of the charter that a member wishes for.
type CharterProposed struct {
	Charter
	By Convener `json:"by"`
}

// CharterAgreed is a member's yes to a proposed version.
type CharterAgreed struct {
	Version int      `json:"version"`
	By      Convener `json:"by"`
}

// CharterAdopted puts a version in force: more than half of the members agreed.
type CharterAdopted struct {
	Version   int `json:"version"`
	Replaces  int `json:"replaces"`
	Admission int `json:"admission"`
}

// CharterDropped ends a proposal by its own author's wish.
type CharterDropped struct {
	Version int `json:"version"`
}

// MembershipSought is an organization's wish to belong.
type MembershipSought struct {
	Organization string `json:"organization"`
	Person       string `json:"person"`
	Words        string `json:"words"`
}

// MemberVouched is a member's word for one that seeks to belong.
type MemberVouched struct {
	Organization string   `json:"organization"`
	By           Convener `json:"by"`
	Words        string   `json:"words"`
}

// MemberAdmitted makes an organization a member, because of these members'
// words or because it was called when the community was founded.
type MemberAdmitted struct {
	Organization string     `json:"organization"`
	Vouchers     []Convener `json:"vouchers,omitempty"`
	Weights      []Control  `json:"weights"`
}

// SeekingEnded takes back an organization's wish to belong.
type SeekingEnded struct {
	Organization string `json:"organization"`
}

// CommunityLeft ends a membership by the member's own act.
type CommunityLeft struct {
	Organization string    `json:"organization"`
	Reason       string    `json:"reason,omitempty"`
	Weights      []Control `json:"weights,omitempty"`
}

// RemovalMoved is a member's wish that another one goes.
type RemovalMoved struct {
	Organization string   `json:"organization"`
	By           Convener `json:"by"`
	Reason       string   `json:"reason"`
}

// CommunityRemoved ends a membership by the wish of more than half of the
// members.
type CommunityRemoved struct {
	Organization string     `json:"organization"`
	Reason       string     `json:"reason"` // of who moved it first
	By           []Convener `json:"by"`
	Weights      []Control  `json:"weights,omitempty"`
}

// Control says under whose control a member counts: members with the same one
// have one vote between them. It is the first of them, in order of their ids.
type Control struct {
	Organization string `json:"organization"`
	Under        string `json:"under"`
}

// ControlDeclared is an organization's word on which members are under one
// control with it; the list is whole. Weights are of all members that it
// changes.
type ControlDeclared struct {
	Organization string    `json:"organization"`
	With         []string  `json:"with"`
	Words        string    `json:"words,omitempty"`
	Person       string    `json:"person"`
	Weights      []Control `json:"weights"`
}

// ControlClaimed is a member's word that two others are under one control,
// though they do not say so.
type ControlClaimed struct {
	Claim  string    `json:"claim"`
	Two    [2]string `json:"two"`
	By     Convener  `json:"by"`
	Reason string    `json:"reason"`
}

// ControlSeconded is another member's word for a claim.
type ControlSeconded struct {
	Claim string   `json:"claim"`
	By    Convener `json:"by"`
}

// ControlUpheld makes a claim count: more than half of the members that it is
// not about stand by it.
type ControlUpheld struct {
	Claim   string    `json:"claim"`
	Two     [2]string `json:"two"`
	Weights []Control `json:"weights"`
}

// StandingOffered lays terms out for every member of the community.
type StandingOffered struct {
	Standing     string `json:"standing"`
	Organization string `json:"organization"`
	Person       string `json:"person"`
	Title        string `json:"title"`
	Text         string `json:"text"`
}

// StandingWithdrawn takes such terms back; what was agreed on them stays.
type StandingWithdrawn struct {
	Standing     string `json:"standing"`
	Organization string `json:"organization"`
	Reason       string `json:"reason,omitempty"`
}

// Name implements [Event].
func (CommunityFounded) Name() string  { return "registry.community_founded.v1" }
func (CharterProposed) Name() string   { return "registry.charter_proposed.v1" }
func (CharterAgreed) Name() string     { return "registry.charter_agreed.v1" }
func (CharterAdopted) Name() string    { return "registry.charter_adopted.v1" }
func (CharterDropped) Name() string    { return "registry.charter_dropped.v1" }
func (MembershipSought) Name() string  { return "registry.membership_sought.v1" }
func (MemberVouched) Name() string     { return "registry.member_vouched.v1" }
func (MemberAdmitted) Name() string    { return "registry.member_admitted.v1" }
func (SeekingEnded) Name() string      { return "registry.seeking_ended.v1" }
func (CommunityLeft) Name() string     { return "registry.community_left.v1" }
func (RemovalMoved) Name() string      { return "registry.removal_moved.v1" }
func (CommunityRemoved) Name() string  { return "registry.community_removed.v1" }
func (ControlDeclared) Name() string   { return "registry.control_declared.v1" }
func (ControlClaimed) Name() string    { return "registry.control_claimed.v1" }
func (ControlSeconded) Name() string   { return "registry.control_seconded.v1" }
func (ControlUpheld) Name() string     { return "registry.control_upheld.v1" }
func (StandingOffered) Name() string   { return "registry.standing_offered.v1" }
func (StandingWithdrawn) Name() string { return "registry.standing_withdrawn.v1" }

// Of implements [Event].
func (CommunityFounded) Of() Kind  { return OfCommunity }
func (CharterProposed) Of() Kind   { return OfCommunity }
func (CharterAgreed) Of() Kind     { return OfCommunity }
func (CharterAdopted) Of() Kind    { return OfCommunity }
func (CharterDropped) Of() Kind    { return OfCommunity }
func (MembershipSought) Of() Kind  { return OfCommunity }
func (MemberVouched) Of() Kind     { return OfCommunity }
func (MemberAdmitted) Of() Kind    { return OfCommunity }
func (SeekingEnded) Of() Kind      { return OfCommunity }
func (CommunityLeft) Of() Kind     { return OfCommunity }
func (RemovalMoved) Of() Kind      { return OfCommunity }
func (CommunityRemoved) Of() Kind  { return OfCommunity }
func (ControlDeclared) Of() Kind   { return OfCommunity }
func (ControlClaimed) Of() Kind    { return OfCommunity }
func (ControlSeconded) Of() Kind   { return OfCommunity }
func (ControlUpheld) Of() Kind     { return OfCommunity }
func (StandingOffered) Of() Kind   { return OfCommunity }
func (StandingWithdrawn) Of() Kind { return OfCommunity }

// CommunityRow is a document of registry.community_roll: a member of a
// community of commerce, for those who open ballots in it. Its parent is the
// community. Members with the same Under have one vote between them, whoever
// among them casts it.
type CommunityRow struct {
	Community    string  `json:"community"`
	Organization string  `json:"organization"`
	Under        string  `json:"under"`
	Since        Instant `json:"since"`
}
