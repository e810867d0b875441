import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { usePages } from "../../../api/usePages";
import { useSession } from "../../../app/session";
import { ActButton, SubmitButton } from "../../../ui/ActButton";
import { TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Moment, Money, useFormat } from "../../../ui/format";
import { Private } from "../../../ui/page";
import { plain, SafeText } from "../../../ui/text";
import { useAgreementWords } from "../../../words/agreement";
import { seatName } from "../agreement";
import { AnswerPayment, MarkPaid, type Payable, PayablesQuery, PayoutsQuery, type Period } from "./operations";

const payables = (data: {
  period: {
    payables: { edges: readonly { node: Payable }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
  } | null;
}) => data.period?.payables;

/** Of the seat that holds the money: whom it has to pay, and what it has paid. */
export function Payables({ period }: { readonly period: Period }) {
  const say = useAgreementWords();
  const { nodes, hasMore, more } = usePages(PayablesQuery, { id: period.id }, payables);
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  if (nodes.length === 0) return null;
  const toggle = (id: string) =>
    choose((was) => new Set(was.has(id) ? [...was].filter((each) => each !== id) : [...was, id]));
  return (
    <Private readers={seatName(period.holder)} title={say("pay.title")}>
      <ul className="rows">
        {nodes.map((each) => (
          <li key={each.id}>
            <span className="main">
              {each.state === "owed" || each.state === "disputed" ? (
                <Checkbox
                  label={`${plain(each.name ?? each.payee)} · ${plain(each.portion)}`}
                  checked={chosen.has(each.id)}
                  onChange={() => toggle(each.id)}
                />
              ) : (
                <SafeText>{each.name ?? each.payee}</SafeText>
              )}
              {each.reason && (
                <p className="small">
                  <SafeText>{each.reason}</SafeText>
                </p>
              )}
            </span>
            <span>
              <Money value={each.amount} />{" "}
              <strong className="agreement-state" data-state={each.state}>
                {say(`pay.${each.state}`)}
              </strong>
            </span>
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button variant="default" size="xs" onClick={more}>
          {say("more")}
        </Button>
      )}
      <Mark period={period} chosen={nodes.filter(({ id }) => chosen.has(id))} done={() => choose(new Set())} />
    </Private>
  );
}

interface MarkProps {
  readonly period: Period;
  readonly chosen: readonly Payable[];
  readonly done: () => void;
}

/** The word that they were paid, portion by portion, as the server takes it. */
function Mark({ period, chosen, done }: MarkProps) {
  const say = useAgreementWords();
  const act = useAct(MarkPaid);
  const form = useForm({ initial: { on: new Date().toISOString().slice(0, 10), note: "" } });
  const { on, note } = form.values;
  const send = async () => {
    let last = null;
    for (const [portion, some] of Map.groupBy(chosen, (each) => each.portion)) {
      const payouts = some.map(({ payout }) => payout);
      last = await act.send({ input: { period: period.id, portion, payouts, on, ...(note ? { note } : {}) } });
      if (!last) return null;
    }
    done();
    return last;
  };
  return (
    <Form form={form} act={act} label={say("pay.mark")} onSubmit={send}>
      <TextField name="on" kind="date" label={say("pay.on")} required />
      <TextField name="note" label={say("pay.note")} />
      <p role="status">{say("pay.chosen", { count: chosen.length })}</p>
      <SubmitButton act={act}>{say("pay.mark")}</SubmitButton>
    </Form>
  );
}

/** What the reader is paid in this period, which nobody else but who pays reads. */
export function OwnPayouts({ period }: { readonly period: Period }) {
  const say = useAgreementWords();
  const { viewer } = useSession();
  const live = useLive(PayoutsQuery, {});
  const format = useFormat();
  const own = live.data?.viewer?.payouts.edges.map(({ node }) => node).filter((each) => each.period?.id === period.id);
  const act = useAct(AnswerPayment);
  if (!viewer || !own || own.length === 0) return null;
  return (
    <Private readers={format.list([viewer.person?.name ?? "", seatName(period.holder)])} title={say("pay.own")}>
      <ul className="rows">
        {own.map((each) => (
          <li key={each.id}>
            <span className="main">
              <Money value={each.amount} />{" "}
              {each.contributed && (
                <span className="small">
                  {say("pay.for", { amount: format.number(each.contributed), unit: each.unit ?? "" })}
                </span>
              )}{" "}
              {each.paidOn && say.rich("pay.paidOn", { when: <Moment at={each.paidOn} /> })}
            </span>
            <span className="row">
              <strong className="agreement-state" data-state={each.state}>
                {say(`pay.${each.state}`)}
              </strong>
              {each.state === "paid" && (
                <ActButton
                  act={act}
                  wish={{
                    input: { period: period.id, portion: each.portion, payout: each.payout, verdict: "confirmed" },
                  }}
                  size="xs"
                >
                  {say("pay.come")}
                </ActButton>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Private>
  );
}
