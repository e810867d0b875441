package opinion_test

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"parley.example/services/deliberation/internal/opinion"
	"parley.example/services/deliberation/internal/opinion/sheet"
)

// expected is what two independent programs found in a real conversation.
type expected struct {
	Conversation     string
	ParticipantsRows int                 `json:"participants_rows"`
	Comments         int                 `json:"comments"`
	AgreeVotes       int                 `json:"agree_votes"`
	DisagreeVotes    int                 `json:"disagree_votes"`
	PassVotes        int                 `json:"pass_votes"`
	Votes            int                 `json:"votes"`
	ModeratedOut     []int               `json:"moderated_out"`
	InConversation   struct{ Count int } `json:"in_conversation"`
	PCA              struct {
		Explained   []float64 `json:"explained_variance_ratio_2"`
		Eigenvalues []float64 `json:"eigenvalues_2"`
		Loadings    map[string][]struct {
			TID     int
			Loading float64 `json:"abs_loading"`
		} `json:"top_loadings"`
	}
	Published struct {
		Agree          []across             `json:"group_aware_consensus_agree_top10"`
		Disagree       []across             `json:"group_aware_consensus_disagree_top10"`
		Sizes          map[string]int       `json:"group_sizes"`
		Representative map[string][]typical `json:"representative"`
	} `json:"with_published_groups"`
	Majority struct{ Agree, Disagree []majority } `json:"majority_consensus"`
	Best     struct {
		K    int
		WCSS float64
	} `json:"best_of_50_kmeans_on_participants_at_published_k"`
	Tolerances struct {
		ARI *float64 `json:"ari_min_vs_published"`
	}
}

type (
	across struct {
		TID      int
		Score    float64
		PerGroup map[string]struct{ A, D, S int } `json:"per_group"`
	}
	typical struct {
		TID         int
		Success     int     `json:"n_success"`
		Trials      int     `json:"n_trials"`
		PSuccess    float64 `json:"p_success"`
		PTest       float64 `json:"p_test"`
		Repness     float64
		RepnessTest float64 `json:"repness_test"`
		RepfulFor   string  `json:"repful_for"`
		BestAgree   bool    `json:"best_agree"`
	}
	majority struct {
		TID      int
		Success  int     `json:"n_success"`
		Trials   int     `json:"n_trials"`
		PSuccess float64 `json:"p_success"`
		PTest    float64 `json:"p_test"`
	}
)

func TestRealConversations(t *testing.T) {
	var all []expected
	readJSON(t, &all, "polis", "expected.json")
	for _, want := range all {
		t.Run(want.Conversation, func(t *testing.T) {
			c, published := readConversation(t, want.Conversation)
			m := c.Stances.Matrix()
			a := opinion.Analyse(m)
			t.Run("everybody and every vote is counted", func(t *testing.T) { want.tallies(t, c, a) })
			t.Run("the axes explain as much", func(t *testing.T) { want.axes(t, a) })
			t.Run("the groups are those that Polis found", func(t *testing.T) { want.groups(t, a, published) })
			given := opinion.Given(m, published)
			t.Run("in Polis's groups the same statements stand for them", func(t *testing.T) { want.representative(t, given) })
			t.Run("and the same statements unite them", func(t *testing.T) { want.consensus(t, given) })
		})
	}
}

func (want expected) tallies(t *testing.T, c *sheet.Conversation, a *opinion.Analysis) {
	var got opinion.Count
	var out []int
	for i, n := range a.All {
		got.Agree += n.Agree
		got.Disagree += n.Disagree
		got.Seen += n.Seen
		if a.Statements[i].Out {
			out = append(out, number(a.Statements[i].ID))
		}
	}
	in := 0
	for _, members := range a.Members() {
		in += len(members)
	}
	same(t, "people", c.People, want.ParticipantsRows)
	same(t, "statements", len(a.Statements), want.Comments)
	same(t, "agreements", got.Agree, want.AgreeVotes)
	same(t, "disagreements", got.Disagree, want.DisagreeVotes)
	same(t, "stances", got.Seen, want.Votes)
	same(t, "passes", got.Seen-got.Agree-got.Disagree, want.PassVotes)
	same(t, "people in groups", in, want.InConversation.Count)
	if !slices.Equal(out, want.ModeratedOut) {
		t.Errorf("taken out are %v, want %v", out, want.ModeratedOut)
	}
}

func (want expected) axes(t *testing.T, a *opinion.Analysis) {
	for i := range a.Axes.Components {
		near(t, "explained", a.Axes.Explained[i], want.PCA.Explained[i], 1e-6)
		near(t, "eigenvalue", a.Axes.Eigenvalue[i], want.PCA.Eigenvalues[i], 1e-6*want.PCA.Eigenvalues[i])
		for _, l := range want.PCA.Loadings[strconv.Itoa(i+1)] {
			at := slices.IndexFunc(a.Statements, func(s opinion.Statement) bool { return s.ID == strconv.Itoa(l.TID) })
			near(t, "loading of "+strconv.Itoa(l.TID), math.Abs(a.Axes.Components[i][at]), l.Loading, 1e-6)
		}
	}
}

func (want expected) groups(t *testing.T, a *opinion.Analysis, published map[string]int) {
	for _, trial := range a.Groups.Tried {
		// The expected best is over one person more in one of the conversations.
		if trial.Groups == want.Best.K && trial.Within > want.Best.WCSS*(1+1e-9) {
			t.Errorf("%d groups leave %v, and 50 searches by lot found %v", trial.Groups, trial.Within, want.Best.WCSS)
		}
	}
	if want.Tolerances.ARI == nil {
		return // these groups come from an earlier state of the conversation
	}
	var ours, theirs []int
	for p, name := range a.People {
		if g, in := published[name]; in && a.Groups.Of[p] != opinion.None {
			ours, theirs = append(ours, a.Groups.Of[p]), append(theirs, g)
		}
	}
	got := adjustedRand(ours, theirs)
	t.Logf("adjusted Rand index %.4f over %d people", got, len(ours))
	if got < *want.Tolerances.ARI {
		t.Errorf("adjusted Rand index %v, want %v", got, *want.Tolerances.ARI)
	}
}

func (want expected) representative(t *testing.T, a *opinion.Analysis) {
	for g, members := range a.Members() {
		name := strconv.Itoa(g)
		same(t, "members of "+name, len(members), want.Published.Sizes[name])
		list := want.Published.Representative[name]
		if len(list) != len(a.Typical[g]) {
			t.Fatalf("%d statements stand for group %d, want %d", len(a.Typical[g]), g, len(list))
		}
		for i, w := range list {
			got := a.Typical[g][i]
			same(t, "statement", number(got.Statement), w.TID)
			same(t, "side", string(got.Side), w.RepfulFor)
			same(t, "successes", got.Count, w.Success)
			same(t, "trials", got.Seen, w.Trials)
			same(t, "leads", got.Leads, w.BestAgree)
			near(t, "share", got.Share, w.PSuccess, 1e-9)
			near(t, "z", got.Z, w.PTest, 1e-9)
			near(t, "ratio", got.Ratio, w.Repness, 1e-9)
			near(t, "z of the ratio", got.RatioZ, w.RepnessTest, 1e-9)
		}
	}
}

func (want expected) consensus(t *testing.T, a *opinion.Analysis) {
	for side, lists := range map[opinion.Side]struct {
		across   []across
		majority []majority
	}{
		opinion.Agrees:    {want.Published.Agree, want.Majority.Agree},
		opinion.Disagrees: {want.Published.Disagree, want.Majority.Disagree},
	} {
		for i, w := range lists.across {
			got := a.Across[side][i]
			same(t, "statement", number(got.Statement), w.TID)
			near(t, "score", got.Score, w.Score, 1e-9)
			for g, n := range got.ByGroup {
				w := w.PerGroup[strconv.Itoa(g)]
				same(t, "votes of a group", n, opinion.Count{Agree: w.A, Disagree: w.D, Seen: w.S})
			}
		}
		same(t, "majorities", len(a.Majority[side]), len(lists.majority))
		for i, w := range lists.majority {
			got := a.Majority[side][i]
			same(t, "statement", number(got.Statement), w.TID)
			same(t, "successes", got.Count, w.Success)
			same(t, "trials", got.Seen, w.Trials)
			near(t, "share", got.Share, w.PSuccess, 1e-9)
			near(t, "z", got.Z, w.PTest, 1e-9)
		}
	}
}
