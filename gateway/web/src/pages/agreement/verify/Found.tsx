import type { ReactNode } from "react";
import { Copyable } from "../../../ui/Copyable";
import { Moment, useFormat } from "../../../ui/format";
import { SafeText } from "../../../ui/text";
import type { Held, Verdict } from "../../../verify/verify";
import { useAgreementWords } from "../../../words/agreement";

interface FoundProps {
  readonly verdict: Verdict;
  readonly against: "noted" | "given" | "nothing";
}

/** Line by line what holds, up to the first thing that does not. */
export function Found({ verdict: { held, finding, file }, against }: FoundProps) {
  const say = useAgreementWords();
  return (
    <>
      <h3>{say(finding ? "verify.broken" : "verify.whole")}</h3>
      <ul className="agreement-checks">
        {held.map((each, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: checks stand in their order
          <li key={place} data-holds="true">
            <span aria-hidden>✓</span>
            <span>
              <span className="heard">{say("verify.holds")} </span>
              <Line its={each} />
            </span>
          </li>
        ))}
        {finding && (
          <li data-holds="false">
            <span aria-hidden>✗</span>
            <span>
              <strong>{say(`finding.${finding.word}`)}</strong>
              <br />
              <code lang="en">
                {finding.word}: {finding.message}
              </code>
            </span>
          </li>
        )}
      </ul>
      <p className="small">{say(`verify.against.${against}`)}</p>
      {!finding && file && (
        <details>
          <summary>{say("verify.take")}</summary>
          <p className="small">{say("verify.takeWhy")}</p>
          <Copyable label={say("verify.head")} value={file.head} />
          <Copyable label={say("verify.key")} value={file.key} />
        </details>
      )}
      <p className="small">{say("verify.not")}</p>
    </>
  );
}

function Line({ its }: { readonly its: Held }): ReactNode {
  const say = useAgreementWords();
  const format = useFormat();
  switch (its.what) {
    case "version":
      return (
        <>
          {say("held.version", { version: its.version, count: its.signed })}{" "}
          {say(its.inForce ? "held.inForce" : "held.notInForce")}
          <div className="small">
            <code className="agreement-hash">{its.hash}</code>
          </div>
        </>
      );
    case "signature":
      return say.rich("held.signature", {
        seat: <SafeText>{its.seat}</SafeText>,
        key: <code>{its.fingerprint}</code>,
        when: <Moment at={its.at} />,
      });
    case "keyless":
      return say.rich("held.keyless", { seat: <SafeText>{its.seat}</SafeText> });
    case "record":
      return say("held.record", { commits: its.commits, before: its.before });
    case "log":
      return say("held.log", {
        origin: its.origin,
        sizes: format.list(its.sizes.map(({ stream, size }) => `${stream} ${format.number(size)}`)),
      });
    case "older":
      return say("held.older");
  }
}
