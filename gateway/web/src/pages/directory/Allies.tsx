import { useAct } from "../../api/useAct";
import { useLive } from "../../api/useLive";
import { SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Section } from "../../ui/page";
import { Empty } from "../../ui/states";
import { OrgName, plain, SafeText } from "../../ui/text";
import { useDirectoryWords } from "../../words/directory";
import { AlliesQuery, type Ally, ProposeIntroduction } from "./operations";

/** Organizations that belong together, with the reasons: never a score. */
export function Allies({ id }: { readonly id: string }) {
  const say = useDirectoryWords();
  const organization = useLive(AlliesQuery, { id }).data?.organization;
  if (!organization) return null;
  return (
    <Section title={say("allies.title", { who: plain(organization.name) })}>
      {organization.allies.length === 0 && <Empty title={say("allies.none")}>{say("allies.noneWhat")}</Empty>}
      <ul className="rows">
        {organization.allies.map((ally) => (
          <AllyLine key={ally.organization?.id} ally={ally} own={id} />
        ))}
      </ul>
    </Section>
  );
}

function AllyLine({ ally, own }: { readonly ally: Ally; readonly own: string }) {
  const say = useDirectoryWords();
  return (
    <li>
      <div className="main">
        <strong>
          <OrgName organization={ally.organization} />
        </strong>
        <ul className="directory-reasons small">
          {ally.reasons.map(({ tie, ours, theirs, initiative, community }) => (
            <li key={`${tie}${ours}${theirs}${initiative?.id ?? ""}${community?.id ?? ""}`}>
              {say(`allies.tie.${tie}`)}
              {(ours || theirs) && (
                <> ({say("allies.lines", { ours: plain(ours ?? "…"), theirs: plain(theirs ?? "…") })})</>
              )}
              {initiative && <> · {say.rich("allies.in", { what: <SafeText>{initiative.title}</SafeText> })}</>}
              {community && <> · {say.rich("allies.in", { what: <SafeText>{community.name}</SafeText> })}</>}
            </li>
          ))}
        </ul>
        {ally.organization && (
          <details>
            <summary aria-label={`${say("allies.ask")}: ${plain(ally.organization.name)}`}>{say("allies.ask")}</summary>
            <AskForm between={[own, ally.organization.id]} />
          </details>
        )}
      </div>
    </li>
  );
}

function AskForm({ between }: { readonly between: readonly string[] }) {
  const say = useDirectoryWords();
  const act = useAct(ProposeIntroduction);
  const form = useForm({ draft: `introduction:${between[1]}`, initial: { why: "", contact: "" } });
  const { why, contact } = form.values;
  const input = { between: [...between], why, ...(contact.trim() ? { contact } : {}) };
  return (
    <Form
      form={form}
      act={act}
      label={say("allies.ask")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <TextField name="why" label={say("allies.why")} rows={2} />
      <TextField name="contact" label={say("allies.contact")} />
      <SubmitButton act={act} size="xs">
        {say("allies.go")}
      </SubmitButton>
      {act.standing === "done" && <p role="status">{say("allies.sent")}</p>}
    </Form>
  );
}
