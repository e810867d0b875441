import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { useSession } from "../../app/session";
import { ActButton, SubmitButton } from "../../ui/ActButton";
import { SelectField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Section } from "../../ui/page";
import { plain } from "../../ui/text";
import { useBallotWords } from "../../words/ballot";
import { type Ballot, LendVote, TakeVoteBack } from "./operations";
import { useElectors } from "./useElectors";

/** Lending one's vote to another member, and taking it back. */
export function Lending({ ballot }: { readonly ballot: Ballot }) {
  const say = useBallotWords();
  const { viewer } = useSession();
  const lend = useAct(LendVote);
  const back = useAct(TakeVoteBack);
  const { nodes } = useElectors(ballot.id);
  const form = useForm({ initial: { to: "" } });
  const { organization } = ballot;
  if (!organization || !ballot.viewerVote.elector) return null;
  const scope = {
    organization: organization.id,
    ...(ballot.negotiation ? { negotiation: ballot.negotiation } : {}),
    ...(ballot.term ? { term: ballot.term } : {}),
  };
  const input = { ...scope, to: form.values.to };
  return (
    <Section title={say("lend.title")}>
      <p className="small">{say("lend.what")}</p>
      <Form
        form={form}
        act={lend}
        label={say("lend.title")}
        preview={() => lend.preview({ input })}
        onSubmit={() => lend.send({ input })}
      >
        <SelectField
          name="to"
          label={say("lend.to")}
          choices={[
            { value: "", label: say("lend.choose") },
            ...nodes.flatMap(({ person }) =>
              person && person.id !== viewer?.person?.id ? [{ value: person.id, label: plain(person.name) }] : [],
            ),
          ]}
        />
        <SubmitButton act={lend} permission={may("lendVote", organization.viewerMayAmongMembers)} variant="default">
          {say("lend.go")}
        </SubmitButton>
      </Form>
      {ballot.viewerVote.lentTo && (
        <ActButton
          act={back}
          wish={{ input: scope }}
          permission={may("takeVoteBack", organization.viewerMayAmongMembers)}
          variant="subtle"
        >
          {say("lend.back")}
        </ActButton>
      )}
    </Section>
  );
}
