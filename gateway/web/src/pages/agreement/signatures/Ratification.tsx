import { Link } from "react-router";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { ActButton, SubmitButton } from "../../../ui/ActButton";
import { TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Moment } from "../../../ui/format";
import { Private } from "../../../ui/page";
import { PersonName, SafeText } from "../../../ui/text";
import { useAgreementWords } from "../../../words/agreement";
import { useAgreement } from "../agreement";
import { type OwnRatification as Its, OwnRatificationsQuery, RatifyAgreement, RefuseRatification } from "./operations";
import { TermsField } from "./TermsField";

/** What the reader's own organization says to the text: nobody else reads it until all unfold. */
export function OwnRatification({
  organization,
}: {
  readonly organization: { readonly id: string; readonly name: string };
}) {
  const { id, version } = useAgreement();
  const live = useLive(OwnRatificationsQuery, { organization: organization.id });
  const found = live.data?.organization?.ratifications.edges.map(({ node }) => node);
  const its = found?.find((each) => each.agreement?.id === id && each.version === version);
  return its ? <Own its={its} name={organization.name} /> : null;
}

function Own({ its, name }: { readonly its: Its; readonly name: string }) {
  const say = useAgreementWords();
  const ratify = useAct(RatifyAgreement);
  return (
    <Private readers={name} title={say("ratify.own")}>
      <p>{say(`ratify.how.${its.by}`)}</p>
      {its.ballot && (
        <p>
          <Link to={path.ballot(its.ballot.id)}>{say("ratify.ballot")}</Link>{" "}
          {say.rich("ratify.voteBy", { when: <Moment at={its.voteBy} /> })}
        </p>
      )}
      <p>{say.rich("ratify.until", { when: <Moment at={its.until} /> })}</p>
      {its.said ? (
        <p>
          <strong>{say(`ratify.outcome.${its.said}`)}</strong> {its.person && <PersonName person={its.person} />}{" "}
          {its.reason && <SafeText lines>{its.reason}</SafeText>}
        </p>
      ) : (
        <ActButton
          act={ratify}
          wish={{ input: { ratification: its.id } }}
          permission={may("ratifyAgreement", its.viewerMay)}
          ask="always"
        >
          {say("ratify.yes")}
        </ActButton>
      )}
      {may("refuseRatification", its.viewerMay)?.allowed && <Refuse its={its} />}
    </Private>
  );
}

/** A no that names what stands in the way. */
function Refuse({ its }: { readonly its: Its }) {
  const say = useAgreementWords();
  const act = useAct(RefuseRatification);
  const form = useForm<{ terms: readonly string[]; reason: string }>({
    draft: `agreement.refuse:${its.id}`,
    initial: { terms: [], reason: "" },
  });
  const wish = { input: { ratification: its.id, terms: [...form.values.terms], reason: form.values.reason } };
  return (
    <details>
      <summary>{say("ratify.no")}</summary>
      <Form
        form={form}
        act={act}
        label={say("ratify.no")}
        preview={() => act.preview(wish)}
        confirm={say("ratify.no")}
        onSubmit={() => act.send(wish)}
      >
        <TermsField name="terms" label={say("ratify.terms")} />
        <TextField name="reason" label={say("reason")} description={say("ratify.reasonRead")} rows={3} required />
        <SubmitButton act={act} permission={may("refuseRatification", its.viewerMay)} variant="danger">
          {say("ratify.no")}
        </SubmitButton>
      </Form>
    </details>
  );
}
