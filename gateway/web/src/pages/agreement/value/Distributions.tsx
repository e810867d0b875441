import { Moment, Money } from "../../../ui/format";
import { Empty } from "../../../ui/states";
import { SafeText } from "../../../ui/text";
import { Wide } from "../../../ui/Wide";
import { useAgreementWords } from "../../../words/agreement";
import type { Period } from "./operations";

/** What was shared, round by round, to the cent. */
export function Distributions({ period }: { readonly period: Period }) {
  const say = useAgreementWords();
  const rounds = period.distributions.edges.map(({ node }) => node);
  if (rounds.length === 0) return <Empty title={say("shared.none")}>{say("shared.how")}</Empty>;
  return (
    <Wide>
      <table className="table agreement-table">
        <caption className="heard">{say("value.shared")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("shared.round")}</th>
            <th scope="col" className="agreement-money">
              {say("shared.pot")}
            </th>
            {period.portions.map(({ key }) => (
              <th key={key} scope="col" className="agreement-money">
                <SafeText>{key}</SafeText>
              </th>
            ))}
            <th scope="col" className="agreement-money">
              {say("sums.held")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rounds.map(({ id, round, at, pot, held, deficit, portions }) => (
            <tr key={id}>
              <th scope="row">
                {round}. <Moment at={at} />
                {deficit && (
                  <div className="small">{say.rich("shared.deficit", { amount: <Money value={deficit} /> })}</div>
                )}
              </th>
              <td className="agreement-money">
                <Money value={pot} />
              </td>
              {period.portions.map(({ key }) => {
                const given = portions.find(({ portion }) => portion === key);
                return (
                  <td key={key} className="agreement-money">
                    {given ? <Money value={given.amount} /> : "—"}
                  </td>
                );
              })}
              <td className="agreement-money">
                <Money value={held} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
