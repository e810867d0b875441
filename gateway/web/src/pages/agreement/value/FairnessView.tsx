import { Percent, useFormat } from "../../../ui/format";
import { plain } from "../../../ui/text";
import { Wide } from "../../../ui/Wide";
import { useAgreementWords } from "../../../words/agreement";
import type { Fairness } from "./operations";

const rules = ["received", "contributed", "equal", "proportional", "shapley"] as const;

/** What portions received beside what other rules would have given them: bars, and the figures under each. */
export default function FairnessView({ report, currency }: { readonly report: Fairness; readonly currency: string }) {
  const say = useAgreementWords();
  const format = useFormat();
  const shown = rules.filter((rule) => report[rule]);
  const minor = (rule: (typeof rules)[number], place: number) => whole(report[rule]?.[place] ?? "0");
  const most = Math.max(
    1,
    ...shown.flatMap((rule) => report.keys.map((_, place) => Math.abs(Number(minor(rule, place))))),
  );
  return (
    <>
      <p className="small">{say("fair.what")}</p>
      <Wide>
        <table className="table agreement-table">
          <caption className="heard">{say("fair.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("fair.portion")}</th>
              {shown.map((rule) => (
                <th key={rule} scope="col" className="agreement-money">
                  {say(`fair.${rule}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.keys.map((key, place) => (
              <tr key={key}>
                <th scope="row">{plain(key)}</th>
                {shown.map((rule) => (
                  <td key={rule} className="agreement-money">
                    <span className="figure">{format.money({ minor: minor(rule, place), currency })}</span>
                    <span aria-hidden className="agreement-bar" data-rule={rule}>
                      <span style={{ width: `${(100 * Math.abs(Number(minor(rule, place)))) / most}%` }} />
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <dl className="facts">
        <dt>{say("fair.gini")}</dt>
        <dd>
          <Percent value={report.gini} />
        </dd>
        <dt>{say("fair.fromEqual")}</dt>
        <dd>
          <Percent value={report.fromEqual} />
        </dd>
        {report.fromProportional && (
          <>
            <dt>{say("fair.fromProportional")}</dt>
            <dd>
              <Percent value={report.fromProportional} />
            </dd>
          </>
        )}
        {report.fromShapley && (
          <>
            <dt>{say("fair.fromShapley")}</dt>
            <dd>
              <Percent value={report.fromShapley} />
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

/** A rational number of minor units as a whole one, for looking at. */
function whole(value: string): string {
  const [over = "0", under = "1"] = value.split("/");
  return String(BigInt(over) / BigInt(under));
}
