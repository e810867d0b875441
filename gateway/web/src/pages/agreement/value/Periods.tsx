import { Link, useNavigate } from "react-router";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { SubmitButton } from "../../../ui/ActButton";
import { SelectField, TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Moment } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { Empty, Waiting } from "../../../ui/states";
import { plain, SafeText } from "../../../ui/text";
import { useAgreementWords } from "../../../words/agreement";
import { seatName, useAgreement } from "../agreement";
import { OpenPeriod, PeriodsQuery } from "./operations";

export function Periods() {
  const say = useAgreementWords();
  const { id, inForce } = useAgreement();
  const live = useLive(PeriodsQuery, { id });
  const agreement = live.data?.agreement;
  if (!agreement) return <Waiting for={live} />;
  const periods = agreement.periods.edges.map(({ node }) => node);
  const sharing = agreement.document.clauses.edges.map(({ node }) => node).filter((clause) => clause.sharing);
  return (
    <>
      <Section title={say("value.title")}>
        {sharing.length === 0 && <Empty title={say("value.none")}>{say("value.noneHow")}</Empty>}
        {sharing.length > 0 && periods.length === 0 && (
          <Empty title={say("value.first")}>{say("value.firstHow")}</Empty>
        )}
        <ul className="rows">
          {periods.map(({ id: period, number, from, to, state, holder }) => (
            <li key={period}>
              <span className="main">
                <Link to={`/a/${id}/value/${period}`}>{say("value.period", { number })}</Link>{" "}
                <span className="small">
                  <Moment at={from} /> – <Moment at={to} /> ·{" "}
                  {say.rich("value.holds", { seat: <SafeText>{seatName(holder)}</SafeText> })}
                </span>
              </span>
              <strong className="agreement-state" data-state={state}>
                {say(`period.${state}`)}
              </strong>
            </li>
          ))}
        </ul>
      </Section>
      {inForce > 0 && sharing.length > 0 && (
        <Section title={say("value.open")}>
          <Open clauses={sharing} next={Math.max(0, ...periods.map(({ number }) => number)) + 1} />
        </Section>
      )}
    </>
  );
}

interface OpenProps {
  readonly clauses: readonly { readonly key: string; readonly number: number; readonly name: string }[];
  readonly next: number;
}

function Open({ clauses, next }: OpenProps) {
  const say = useAgreementWords();
  const { id } = useAgreement();
  const go = useNavigate();
  const act = useAct(OpenPeriod);
  const form = useForm({
    draft: `agreement.period:${id}`,
    initial: { clause: clauses[0]?.key ?? "", number: String(next), from: "", to: "" },
  });
  const { clause, number, from, to } = form.values;
  const wish = { input: { agreement: id, clause, number: Number(number), from, to } };
  const send = async () => {
    const done = await act.send(wish);
    if (done?.period) void go(`/a/${id}/value/${done.period.id}`);
    return done;
  };
  return (
    <Form form={form} act={act} label={say("value.open")} preview={() => act.preview(wish)} onSubmit={send}>
      <p className="small">{say("value.openWhat")}</p>
      <SelectField
        name="clause"
        label={say("value.clause")}
        choices={clauses.map((each) => ({ value: each.key, label: `${each.number}. ${plain(each.name)}` }))}
      />
      <TextField name="number" label={say("value.number")} numeric required />
      <TextField name="from" kind="date" label={say("value.from")} required />
      <TextField name="to" kind="date" label={say("value.to")} required />
      <SubmitButton act={act}>{say("value.open")}</SubmitButton>
    </Form>
  );
}
