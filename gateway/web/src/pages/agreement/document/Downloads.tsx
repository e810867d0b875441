import { Button } from "@mantine/core";
import { Section } from "../../../ui/page";
import { useAgreementWords } from "../../../words/agreement";
import { useAgreement } from "../agreement";

/** Copies to take along. */
export function Downloads() {
  const say = useAgreementWords();
  const { id, negotiation } = useAgreement();
  return (
    <div className="noprint">
      <Section title={say("take.title")}>
        <ul className="rows">
          <li>
            <span className="main">{say("take.print")}</span>
            <Button variant="default" size="xs" onClick={() => print()}>
              {say("take.printNow")}
            </Button>
          </li>
          <li>
            <span className="main">{say("take.proof")}</span>
            <a href={`/agreements/${id}/proof.json`} download>
              {say("take.proofFile")}
            </a>
          </li>
          {negotiation && (
            <li>
              <span className="main">{say("take.copy")}</span>
              <a href={`/negotiations/${negotiation.id}/copy.zip`} download>
                {say("take.copyFile")}
              </a>
            </li>
          )}
        </ul>
      </Section>
    </div>
  );
}
