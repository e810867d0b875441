import { useState } from "react";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { ActButton, SubmitButton } from "../../../ui/ActButton";
import { SelectField, TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Money } from "../../../ui/format";
import { Empty } from "../../../ui/states";
import { plain, SafeText } from "../../../ui/text";
import { Wide } from "../../../ui/Wide";
import { useAgreementWords } from "../../../words/agreement";
import { seatName } from "../agreement";
import { minorOf } from "./amount";
import { type Period, ReadLines, SettleLine, StateLines, type ValueLine } from "./operations";

/** The statement, line by line, with what was said to each. */
export function Lines({ period }: { readonly period: Period }) {
  const say = useAgreementWords();
  const [chosen, choose] = useState<string | null>(null);
  const confirmAll = useAct(ReadLines);
  const lines = period.lines.edges.map(({ node }) => node);
  const line = lines.find(({ id }) => id === chosen);
  const read = may("readLines", period.viewerMay);
  return (
    <>
      {lines.length === 0 && <Empty title={say("lines.none")}>{say("lines.how")}</Empty>}
      {lines.length > 0 && (
        <Wide>
          <table className="table agreement-table">
            <caption className="heard">{say("value.lines")}</caption>
            <thead>
              <tr>
                <th scope="col">{say("lines.text")}</th>
                <th scope="col">{say("lines.kind")}</th>
                <th scope="col" className="agreement-money">
                  {say("lines.amount")}
                </th>
                <th scope="col">{say("lines.source")}</th>
                <th scope="col">{say("lines.state")}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((each) => (
                <Line key={each.id} its={each} choose={period.state === "stating" ? null : () => choose(each.id)} />
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      {period.lines.pageInfo.hasNextPage && <p className="small">{say("lines.more")}</p>}
      {line && period.state !== "stating" && <Read key={line.id} line={line} period={period} />}
      {period.state === "reading" && (
        <p>
          <ActButton
            act={confirmAll}
            wish={{ input: { period: period.id, verdict: "confirmed" } }}
            permission={read}
            ask="always"
            variant="default"
          >
            {say("lines.confirmAll")}
          </ActButton>
        </p>
      )}
      {period.state !== "distributed" && may("stateLines", period.viewerMay)?.allowed && <State period={period} />}
    </>
  );
}

function Line({ its, choose }: { readonly its: ValueLine; readonly choose: (() => void) | null }) {
  const say = useAgreementWords();
  return (
    <tr>
      <th scope="row">
        <SafeText>{its.text}</SafeText>
        {its.reason && (
          <div className="small">{say.rich("lines.corrects", { why: <SafeText>{its.reason}</SafeText> })}</div>
        )}
        {its.readings
          .filter(({ verdict }) => verdict === "contested")
          .map(({ seat, reason, at }) => (
            <div key={at} className="small">
              {say.rich("lines.contestedBy", {
                seat: <SafeText>{seatName(seat)}</SafeText>,
                why: <SafeText>{reason}</SafeText>,
              })}
            </div>
          ))}
        {its.proposals.map(({ seat, amount, at }) => (
          <div key={at} className="small">
            {say.rich("lines.takes", { seat: <SafeText>{seatName(seat)}</SafeText>, amount: <Money value={amount} /> })}
          </div>
        ))}
      </th>
      <td>{say(`line.${its.kind}`)}</td>
      <td className="agreement-money">
        <Money value={its.settled?.amount ?? its.amount} />
      </td>
      <td>
        <SafeText>{its.source}</SafeText>
      </td>
      <td>
        <strong className="agreement-state" data-state={its.state}>
          {say(`lineState.${its.state}`)}
        </strong>{" "}
        {choose && its.state !== "replaced" && (
          <button
            type="button"
            className="agreement-link"
            onClick={choose}
            aria-label={say("lines.sayTo", { text: plain(its.text) })}
          >
            {say("lines.say")}
          </button>
        )}
      </td>
    </tr>
  );
}

/** What the reader says to one line: yes, no and why, or for how much. */
function Read({ line, period }: { readonly line: ValueLine; readonly period: Period }) {
  const say = useAgreementWords();
  const confirm = useAct(ReadLines);
  const contest = useAct(ReadLines);
  const settle = useAct(SettleLine);
  const form = useForm({ draft: `line.contest:${line.id}`, initial: { reason: "" } });
  const taken = useForm({ draft: `line.settle:${line.id}`, initial: { amount: "", how: "" } });
  const read = may("readLines", period.viewerMay);
  const { currency } = period;
  const wish = {
    input: {
      period: period.id,
      line: line.id,
      amount: { minor: minorOf(taken.values.amount, currency), currency },
      how: taken.values.how,
    },
  };
  return (
    <div className="note">
      <h3>
        <SafeText>{line.text}</SafeText>
      </h3>
      <p>
        <ActButton
          act={confirm}
          wish={{ input: { period: period.id, lines: [line.id], verdict: "confirmed" } }}
          permission={read}
          variant="default"
        >
          {say("lines.confirm")}
        </ActButton>
      </p>
      <Form
        form={form}
        act={contest}
        label={say("lines.contest")}
        onSubmit={() =>
          contest.send({
            input: { period: period.id, lines: [line.id], verdict: "contested", reason: form.values.reason },
          })
        }
      >
        <TextField name="reason" label={say("reason")} rows={2} required />
        <SubmitButton act={contest} permission={read} variant="danger">
          {say("lines.contest")}
        </SubmitButton>
      </Form>
      {line.state === "contested" && (
        <Form
          form={taken}
          act={settle}
          label={say("lines.settle")}
          preview={() => settle.preview(wish)}
          onSubmit={() => settle.send(wish)}
        >
          <TextField name="amount" label={say("lines.for")} numeric suffix={currency} required />
          <TextField name="how" label={say("reason")} rows={2} required />
          <SubmitButton act={settle} permission={may("settleLine", period.viewerMay)} variant="default">
            {say("lines.settle")}
          </SubmitButton>
        </Form>
      )}
    </div>
  );
}

/** One more line; while it is read, one that corrects another. */
function State({ period }: { readonly period: Period }) {
  const say = useAgreementWords();
  const act = useAct(StateLines);
  const correcting = period.state === "reading";
  const lines = period.lines.edges.map(({ node }) => node).filter(({ state }) => state !== "replaced");
  const form = useForm({
    draft: `period.line:${period.id}`,
    initial: { kind: "income", text: "", amount: "", source: "", by: "", replaces: lines[0]?.id ?? "", reason: "" },
  });
  const { text, amount, source, by, replaces, reason } = form.values;
  const { currency } = period;
  const kind = form.values.kind === "cost" ? ("cost" as const) : ("income" as const);
  const line = {
    kind,
    text,
    amount: { minor: minorOf(amount, currency), currency },
    source,
    ...(by ? { by } : {}),
    ...(correcting ? { replaces, reason } : {}),
  };
  return (
    <Form
      form={form}
      act={act}
      label={say(correcting ? "lines.correct" : "lines.add")}
      onSubmit={() => act.send({ input: { period: period.id, lines: [line] } })}
    >
      <h3>{say(correcting ? "lines.correct" : "lines.add")}</h3>
      {correcting && (
        <>
          <SelectField
            name="replaces"
            label={say("lines.which")}
            choices={lines.map((each) => ({ value: each.id, label: plain(each.text) }))}
          />
          <TextField name="reason" label={say("reason")} required />
        </>
      )}
      <SelectField
        name="kind"
        label={say("lines.kind")}
        choices={(["income", "cost"] as const).map((value) => ({ value, label: say(`line.${value}`) }))}
      />
      <TextField name="text" label={say("lines.text")} required />
      <TextField name="amount" label={say("lines.amount")} numeric suffix={currency} required />
      <TextField name="source" label={say("lines.source")} required />
      <SelectField
        name="by"
        label={say("lines.by")}
        choices={[
          { value: "", label: say("lines.byAll") },
          ...period.portions.map(({ key }) => ({ value: key, label: plain(key) })),
        ]}
      />
      <SubmitButton act={act} permission={may("stateLines", period.viewerMay)}>
        {say(correcting ? "lines.correct" : "lines.add")}
      </SubmitButton>
    </Form>
  );
}
