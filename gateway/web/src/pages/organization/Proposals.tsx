import { Link } from "react-router";
import { useAct } from "../../api/useAct";
import { path } from "../../app/paths";
import { SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Moment } from "../../ui/format";
import { PersonName, plain, SafeText } from "../../ui/text";
import { useOrganizationWords } from "../../words/organization";
import { LimitsList } from "./Limits";
import { type Proposal, WithdrawProposal } from "./operations";

/** What the members were asked about mandates. */
export function Proposals({ proposals }: { readonly proposals: readonly Proposal[] }) {
  const say = useOrganizationWords();
  if (proposals.length === 0) return null;
  return (
    <section aria-label={say("proposals.title")}>
      <h3>{say("proposals.title")}</h3>
      <ul className="rows">
        {proposals.map((each) => (
          <li key={each.id}>
            <div className="main">
              {say.rich(`proposals.kind.${each.kind}`, { who: <PersonName person={each.delegate} /> })}
              <div className="small">
                <SafeText>{each.question}</SafeText>
                {each.ballot && (
                  <>
                    {" · "}
                    <Link to={path.ballot(each.ballot.id)}>{say("proposals.ballot")}</Link>
                  </>
                )}
              </div>
              {each.wanted && (
                <>
                  <p className="small">{say("proposals.wanted")}</p>
                  <LimitsList limits={each.wanted.limits} />
                </>
              )}
            </div>
            <span className="small">
              {say(`proposals.state.${each.state}`)} · <Moment at={each.deadline} />
            </span>
            {each.state === "open" && <WithdrawForm proposal={each} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function WithdrawForm({ proposal }: { readonly proposal: Proposal }) {
  const say = useOrganizationWords();
  const act = useAct(WithdrawProposal);
  const form = useForm({ initial: { reason: "" } });
  const input = { proposal: proposal.id, reason: form.values.reason };
  return (
    <details className="organization-wide">
      <summary aria-label={`${say("proposals.withdraw")}: ${plain(proposal.question)}`}>
        {say("proposals.withdraw")}
      </summary>
      <Form
        form={form}
        act={act}
        label={say("proposals.withdraw")}
        preview={() => act.preview({ input })}
        onSubmit={() => act.send({ input })}
      >
        <TextField name="reason" label={say("proposals.reason")} />
        <SubmitButton act={act} variant="default" size="xs">
          {say("proposals.withdraw")}
        </SubmitButton>
      </Form>
    </details>
  );
}
