package provision

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// rules are queries that return a sentence for each thing in the catalog that
// is not as promised.
var rules = []string{
	// Row-level security everywhere, also for the owner.
	`SELECT format('table %I.%I is without forced row-level security', n.nspname, c.relname)
	 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	 WHERE c.relkind IN ('r', 'p') AND ` + ours + ` AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,

	// What a materialized view or a view of its owner's rights shows is under no policy.
	`SELECT format('view %I.%I does not run as who asks', n.nspname, c.relname)
	 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	 WHERE c.relkind IN ('v', 'm') AND ` + ours + `
	   AND NOT coalesce('security_invoker=true' = ANY(c.reloptions) OR 'security_invoker=on' = ANY(c.reloptions), false)`,
	`SELECT format('function %I.%I runs with the rights of its owner', n.nspname, p.proname)
	 FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
	 WHERE p.prosecdef AND ` + ours,

	// Nobody is above the policies, and nobody can become somebody else.
	`SELECT format('role %I has a power that no role of a program may have', rolname)
	 FROM pg_roles
	 WHERE rolname LIKE 'parley\_%' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)`,
	`SELECT format('role %I can act as %I', m.member::regrole, m.roleid::regrole)
	 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname LIKE 'parley\_%'`,

	// PUBLIC has nothing.
	`SELECT format('schema %I is open to everybody', n.nspname)
	 FROM pg_namespace n, aclexplode(n.nspacl) a WHERE a.grantee = 0 AND ` + ours,
	`SELECT format('%I.%I is open to everybody', n.nspname, c.relname)
	 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
	 WHERE a.grantee = 0 AND ` + ours,
	`SELECT format('function %I.%I is open to everybody', n.nspname, p.proname)
	 FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,
	      aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
	 WHERE a.grantee = 0 AND ` + ours,

	// The gateway reads read models and how far they are. Identity is another account of it.
	`SELECT format('parley_gateway may %s %I.%I', lower(a.privilege_type), n.nspname, c.relname)
	 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
	 WHERE a.grantee = 'parley_gateway'::regrole AND ` + ours + `
	   AND NOT (a.privilege_type = 'SELECT' AND (n.nspname IN (` + readModels + `, ` + nextModels + `)
	            OR (n.nspname, c.relname) = ('projection', 'checkpoint')))`,
	`SELECT format('parley_gateway may enter schema %I', n.nspname)
	 FROM pg_namespace n
	 WHERE ` + ours + ` AND n.nspname NOT IN (` + readModels + `, 'projection')
	   AND has_schema_privilege('parley_gateway', n.oid, 'USAGE')`,
	`SELECT format('parley_identity may enter schema %I', n.nspname)
	 FROM pg_namespace n
	 WHERE ` + ours + ` AND n.nspname <> 'identity' AND has_schema_privilege('parley_identity', n.oid, 'USAGE')`,

	// A service works on its own read models, and reads the contract tables.
	`SELECT format('%I may %s %I.%I', a.grantee::regrole, lower(a.privilege_type), n.nspname, c.relname)
	 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
	 WHERE n.nspname IN (` + readModels + `, ` + nextModels + `)
	   AND a.grantee <> c.relowner AND a.grantee <> 'parley_gateway'::regrole
	   AND NOT (a.privilege_type = 'SELECT' AND replace(n.nspname, '_next', '') || '.' || c.relname IN (` + contract + `))`,
	`SELECT format('%I may %s %I.%I', a.grantee::regrole, lower(a.privilege_type), n.nspname, c.relname)
	 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
	 WHERE n.nspname = 'journal' AND a.grantee <> c.relowner AND c.relname NOT IN ('parked', 'policy', 'tree')
	   AND NOT (a.privilege_type IN ('SELECT', 'INSERT')
	            AND a.grantee::regrole::text = 'parley_' || replace(c.relname, '_sealed', ''))`,

	// A key is for the one service whose words it opens: it makes, uses and drops it.
	`SELECT format('%I may %s %I.%I', a.grantee::regrole, lower(a.privilege_type), n.nspname, c.relname)
	 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
	 WHERE n.nspname = 'keys' AND a.grantee <> c.relowner
	   AND NOT (c.relname = 'room' AND a.grantee = 'parley_negotiation'::regrole AND a.privilege_type IN ('SELECT', 'INSERT', 'DELETE'))`,

	// Accounts are the gateway's other account's. A service may know which files there are.
	`SELECT format('%I may %s %I.%I', a.grantee::regrole, lower(a.privilege_type), n.nspname, c.relname)
	 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
	 WHERE n.nspname = 'identity' AND a.grantee NOT IN (c.relowner, 'parley_identity'::regrole)
	   AND NOT (c.relname = 'file' AND a.grantee = 'parley_agreements'::regrole AND a.privilege_type = 'SELECT')`,

	// Schema public is empty.
	`SELECT format('%I.%I lies in schema public', n.nspname, c.relname)
	 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public'`,

	// A policy without a role, or for PUBLIC, would hold for roles yet to come.
	`SELECT format('policy %I of %I.%I holds for everybody', p.polname, n.nspname, c.relname)
	 FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
	 WHERE 0 = ANY(p.polroles)`,
}

const (
	// contract are the read-model tables that other services may read: authority
	// is looked up in the first three, in the next two who would see what, in the
	// others who has a vote, who may convene, which terms there are, and whether
	// an offer wants a second person; by which keys people sign, and what is in
	// force and can be negotiated anew.
	contract = `'registry.authority', 'registry.seats', 'registry_sealed.limits', 'registry.holder', 'registry.audience_grant',
		'registry.roll', 'registry.community_roll', 'registry.change_agent', 'negotiation.sheet', 'registry.governance',
		'registry.keys', 'agreements.in_force'`
	ours       = `n.nspname NOT IN ('pg_catalog', 'information_schema', 'public') AND n.nspname NOT LIKE 'pg\_%'`
	readModels = `'registry', 'registry_sealed', 'deliberation', 'deliberation_sealed', 'negotiation', 'negotiation_sealed', 'agreements', 'agreements_sealed'`
	nextModels = `'registry_next', 'registry_sealed_next', 'deliberation_next', 'deliberation_sealed_next', 'negotiation_next', 'negotiation_sealed_next', 'agreements_next', 'agreements_sealed_next'`
)

// Faults reads the whole catalog of a database, as superuser, and returns a
// sentence for everything in it that lets somebody see or do more than
// promised.
func Faults(ctx context.Context, conn *pgx.Conn) ([]string, error) {
	var faults []string
	for _, rule := range rules {
		rows, err := conn.Query(ctx, rule)
		if err != nil {
			return nil, fmt.Errorf("read the catalog: %w", err)
		}
		found, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return nil, fmt.Errorf("read the catalog: %w\n%s", err, rule)
		}
		faults = append(faults, found...)
	}
	return faults, nil
}
