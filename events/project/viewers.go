package project

// The policies of the tables that say who may see what. They ask for the
// settings of the request; without a person there is no row.
const (
	// HolderPolicy lets a viewer see what they hold: for themself (sort "") and
	// for the organization that they act for.
	HolderPolicy = "parent <> '' AND parent = current_setting('parley.person', true) AND sort IN ('', current_setting('parley.organization', true))"
	// GrantPolicy lets a viewer see what is granted to what they hold.
	GrantPolicy = "parent = ANY (ARRAY(SELECT projection.viewer_holds()))"
	// TextGrantPolicy lets a viewer see what is granted to what they hold or are
	// granted: a service grants what it owns to names that the registry gives.
	TextGrantPolicy = "parent = ANY (ARRAY(SELECT projection.viewer_given()))"
)
