import { useEffect, useState } from "react";
import { Link } from "react-router";
import { path } from "../../../app/paths";
import { Length, Moment, useFormat } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { SafeText } from "../../../ui/text";
import { hex, sha256, utf8 } from "../../../verify/bytes";
import { useAgreementWords } from "../../../words/agreement";
import { useAgreement } from "../agreement";
import { Seats } from "../Seats";
import { ClauseLine } from "./ClauseLine";
import type { Text } from "./operations";

/** One version from its preamble to its hash, as one reads a letter. */
export function Reading({ text }: { readonly text: Text }) {
  const say = useAgreementWords();
  const { asleep, version } = useAgreement();
  const clauses = text.clauses.edges.map(({ node }) => node);
  const sleeping = new Set(text.version === version ? asleep.map(({ number }) => number) : []);
  return (
    <div className="agreement-document">
      <Section title={say("read.what")}>
        <What text={text} />
      </Section>
      <Section title={say("read.preamble")}>
        <div lang={text.language} className="theirs">
          {text.preamble.paragraphs.map((paragraph) => (
            <p key={paragraph}>
              <SafeText lines>{paragraph}</SafeText>
            </p>
          ))}
        </div>
      </Section>
      <Section title={say("read.clauses")}>
        <ol className="agreement-clauses">
          {clauses.map((clause) => (
            <ClauseLine key={clause.id} clause={clause} language={text.language} asleep={sleeping.has(clause.number)} />
          ))}
        </ol>
      </Section>
      {text.carries.length > 0 && (
        <Section title={say("read.carries")}>
          <ul className="rows">
            {text.carries.map(({ clause, duty, fate, reason }) => (
              <li key={`${clause}/${duty}`}>
                <span className="main">
                  <code>
                    {clause} · {duty}
                  </code>{" "}
                  {reason && <SafeText>{reason}</SafeText>}
                </span>
                <strong>{say(`fate.${fate}`)}</strong>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={say("read.hash")}>
        <Hashed text={text} />
      </Section>
    </div>
  );
}

/** What it is once it is signed, in which language it holds, how long, and who ratifies. */
function What({ text }: { readonly text: Text }) {
  const say = useAgreementWords();
  const format = useFormat();
  const { nature, entry, lasts, ratification, parent } = text;
  return (
    <dl className="facts">
      {nature && (
        <>
          <dt>{say("read.nature")}</dt>
          <dd>{say(`nature.${nature}`)}</dd>
        </>
      )}
      <dt>{say("read.language")}</dt>
      <dd>{new Intl.DisplayNames([say("locale")], { type: "language" }).of(text.language)}</dd>
      <dt>{say("read.entry")}</dt>
      <dd>
        {say.rich("read.entryBy", { seats: <Seats of={entry.seats} />, when: <Moment at={entry.by} /> })}{" "}
        {entry.notBefore && say.rich("read.notBefore", { when: <Moment at={entry.notBefore} /> })}
      </dd>
      {lasts && (
        <>
          <dt>{say("read.lasts")}</dt>
          <dd>
            {lasts.until ? say.rich("read.lastsUntil", { when: <Moment at={lasts.until} /> }) : say("read.lastsOn")}{" "}
            {lasts.notice && say.rich("read.notice", { length: <Length of={lasts.notice} /> })}{" "}
            {lasts.renews && say.rich("read.renews", { length: <Length of={lasts.renews} /> })}
          </dd>
        </>
      )}
      {ratification && ratification.seats.length > 0 && (
        <>
          <dt>{say("read.ratified")}</dt>
          <dd>
            {say(`read.ratifying.${ratification.by}`)} <Seats of={ratification.seats} />
          </dd>
        </>
      )}
      {parent && (
        <>
          <dt>{say("read.parent")}</dt>
          <dd>
            {parent.agreement ? (
              <Link to={path.agreement(parent.agreement.id)}>{say("version", { version: parent.version })}</Link>
            ) : (
              say("version", { version: parent.version })
            )}
          </dd>
        </>
      )}
      {text.left.length > 0 && (
        <>
          <dt>{say("read.left")}</dt>
          <dd>
            <SafeText>{format.list(text.left)}</SafeText>
          </dd>
        </>
      )}
      {text.aside.length > 0 && (
        <>
          <dt>{say("read.aside")}</dt>
          <dd>
            <SafeText>{format.list(text.aside)}</SafeText>
          </dd>
        </>
      )}
    </dl>
  );
}

/** The hash, computed here once more out of the bytes that came. */
function Hashed({ text }: { readonly text: Text }) {
  const say = useAgreementWords();
  const [found, setFound] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    void sha256(utf8(text.canonical)).then((sum) => wanted && setFound(hex(sum)));
    return () => {
      wanted = false;
    };
  }, [text.canonical]);
  return (
    <>
      <p>
        <code className="agreement-hash">{text.hash}</code>
      </p>
      <p role={found && found !== text.hash ? "alert" : "status"}>
        {found && (found === text.hash ? say("read.same", { size: text.size }) : say("read.other"))}
      </p>
      <details className="noprint">
        <summary>{say("read.bytes")}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre className="agreement-bytes" dir="ltr" tabIndex={0}>
          {text.canonical}
        </pre>
      </details>
    </>
  );
}
