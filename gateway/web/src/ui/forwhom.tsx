import { graphql, Refusal } from "../api/graphql";
import { useAct } from "../api/useAct";
import { ActFor } from "../app/operations";
import { useSession, type Viewer } from "../app/session";
import { useAccountWords } from "../words/account";
import { ChoiceField, TextField } from "./fields";
import { plain } from "./text";

const FoundOrganization = graphql(
  `
  mutation FoundOrganization($input: FoundOrganizationInput!) {
    foundOrganization(input: $input) { organization { id } position errors { ...Refusal } }
  }
`,
  [Refusal],
);

/** The fields of a form in which somebody says for whom they act. */
export interface ForWhomValues {
  readonly organization: string;
  readonly name: string;
  readonly purpose: string;
}

const other = "new";

/** What such a form begins with: the organization that one acts for, or a new one for whoever has none. */
export function forWhom(viewer: Viewer | null, name = ""): ForWhomValues {
  const [first] = viewer?.memberships.edges ?? [];
  return {
    organization: viewer?.organization?.id ?? first?.node.organization?.id ?? other,
    name,
    purpose: "",
  };
}

/** Chooses an organization of one's own, or names a new one. */
export function ForWhom({ chosen }: { readonly chosen: string }) {
  const say = useAccountWords();
  const { viewer } = useSession();
  const own = viewer?.memberships.edges.flatMap(({ node }) => (node.organization ? [node.organization] : [])) ?? [];
  return (
    <>
      {own.length > 0 && (
        <ChoiceField
          name="organization"
          label={say("for.title")}
          choices={[
            ...own.map(({ id, name }) => ({ value: id, label: plain(name) })),
            { value: other, label: say("for.new") },
          ]}
        />
      )}
      {chosen === other && (
        <>
          <TextField name="name" label={say("for.name")} description={say("for.alone")} autoComplete="organization" />
          <TextField name="purpose" label={say("for.purpose")} />
        </>
      )}
    </>
  );
}

/**
 * Makes the viewer act for whom the form names, founding it where it is new.
 * Each step is told once: what was founded is one's own when it is tried again.
 */
export function useForWhom() {
  const { viewer, changed } = useSession();
  const found = useAct(FoundOrganization);
  const become = useAct(ActFor);
  const act = async (wanted: ForWhomValues, founded: (id: string) => void): Promise<string | null> => {
    let id: string | undefined = wanted.organization;
    if (id === other) {
      const payload = await found.send({ input: { name: wanted.name, purpose: wanted.purpose } });
      id = payload?.organization?.id;
      if (!id) return null;
      founded(id);
    } else if (viewer?.organization?.id === id) {
      return id;
    }
    const now = await become.send({ organization: id });
    if (!now) return null;
    await changed(now.position);
    return id;
  };
  return { act, steps: [found, become] as const };
}
