import { Moment } from "../../../ui/format";
import { SafeText } from "../../../ui/text";
import { isRecord, parse } from "../../../verify/json";
import { useAgreementWords } from "../../../words/agreement";
import { seatName, useAgreement } from "../agreement";

interface StatementProps {
  /** The bytes that are signed. */
  readonly text: string;
  /** The hash of the document that the reader sees on this page. */
  readonly hash: string;
}

/** What is about to be signed: in words, and in just its bytes. */
export function Statement({ text, hash }: StatementProps) {
  const say = useAgreementWords();
  const { title, required, signed, parties } = useAgreement();
  const said = parse(text);
  if (!isRecord(said)) return null;
  const seat = [...required, ...signed, ...parties].find((each) => each?.id === said.seat);
  return (
    <>
      <dl className="facts">
        <dt>{say("statement.text")}</dt>
        <dd>
          <SafeText>{title}</SafeText>, {say("version", { version: String(said.version) })}
        </dd>
        <dt>{say("statement.hash")}</dt>
        <dd>
          <code className="agreement-hash">{String(said.hash)}</code>
          <div className="small">{say(said.hash === hash ? "statement.same" : "sign.differs")}</div>
        </dd>
        {seat && (
          <>
            <dt>{say("statement.for")}</dt>
            <dd>
              <SafeText>{seatName(seat)}</SafeText>
            </dd>
          </>
        )}
        <dt>{say("statement.at")}</dt>
        <dd>
          <Moment at={String(said.at)} />
        </dd>
      </dl>
      <details>
        <summary>{say("statement.bytes")}</summary>
        <pre className="agreement-bytes" dir="ltr">
          {text}
        </pre>
      </details>
    </>
  );
}
