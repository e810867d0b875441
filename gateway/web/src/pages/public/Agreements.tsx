import { useFormat } from "../../ui/format";
import { Section } from "../../ui/page";
import { Empty } from "../../ui/states";
import { plain, SafeText } from "../../ui/text";
import { usePublicWords } from "../../words/public";
import type { PublicAgreement } from "./operations";

/** What was agreed, between whom, and what was kept of it. */
export function Agreements({ agreements }: { readonly agreements: readonly PublicAgreement[] }) {
  const say = usePublicWords();
  return (
    <Section title={say("agreed.title")}>
      {agreements.length === 0 && <Empty title={say("agreed.none")}>{say("agreed.noneWhat")}</Empty>}
      {agreements.map((each) => (
        <Agreed key={each.id} agreement={each} />
      ))}
    </Section>
  );
}

function Agreed({ agreement }: { readonly agreement: PublicAgreement }) {
  const say = usePublicWords();
  const format = useFormat();
  const { newest, inForce, kept } = agreement;
  const status: string = `agreed.status.${newest.status}`;
  return (
    <article className="public-agreed" aria-labelledby={agreement.id}>
      <h3 id={agreement.id}>
        <SafeText>{agreement.title}</SafeText>
      </h3>
      <p className="small">
        {say("agreed.version", { version: newest.version })}
        {say.has(status) && <> · {say(status)}</>}
      </p>
      {inForce?.inForceAt && (
        <>
          <p>
            {say("agreed.inForce", {
              when: format.day(inForce.inForceAt),
              who: format.list(inForce.parties.map(({ name }) => plain(name))),
            })}
          </p>
          <ol className="public-clauses" lang={agreement.language}>
            {inForce.clauses.map(({ number, name, text }) => (
              <li key={number} value={number}>
                <strong>
                  <SafeText>{name}</SafeText>
                </strong>{" "}
                <SafeText lines>{text}</SafeText>
              </li>
            ))}
          </ol>
          <h4>{say("kept.title")}</h4>
          <dl className="facts">
            {(["raised", "kept", "broken", "waived"] as const).map((each) => (
              <div key={each}>
                <dt>{say(`kept.${each}`)}</dt>
                <dd className="figure">{format.number(kept[each])}</dd>
              </div>
            ))}
          </dl>
          <p className="small public-hash">
            {say("agreed.hash")} <code>{inForce.hash}</code>
          </p>
        </>
      )}
    </article>
  );
}
