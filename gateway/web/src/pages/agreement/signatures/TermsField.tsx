import { Checkbox } from "@mantine/core";
import { graphql } from "../../../api/graphql";
import { useLive } from "../../../api/useLive";
import { useField } from "../../../ui/form";
import { plain } from "../../../ui/text";
import { useAgreement } from "../agreement";

const TermsQuery = graphql(`
  query AgreementTerms($id: ID!) {
    agreement(id: $id) {
      id
      document { id clauses(first: 100) { edges { node { id number key name } } } }
    }
  }
`);

/** Clauses to choose from, by the names of their terms. */
export function TermsField({ name, label }: { readonly name: string; readonly label: string }) {
  const { id } = useAgreement();
  const live = useLive(TermsQuery, { id });
  const { value, set, error } = useField<readonly string[]>(name);
  const clauses = live.data?.agreement?.document.clauses.edges.map(({ node }) => node) ?? [];
  return (
    <Checkbox.Group label={label} value={[...value]} error={error} onChange={set}>
      {clauses.map((clause) => (
        <Checkbox key={clause.id} value={clause.key} label={`${clause.number}. ${plain(clause.name)}`} mt="xs" />
      ))}
    </Checkbox.Group>
  );
}
