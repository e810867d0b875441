import { Button, Modal } from "@mantine/core";
import { useEffect, useState } from "react";
import { client } from "../../../api/client";
import type { Preview } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { PersonasQuery } from "../../../app/operations";
import { useSession } from "../../../app/session";
import { SubmitButton } from "../../../ui/ActButton";
import { Foresight } from "../../../ui/Confirm";
import { PasswordField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Outcome } from "../../../ui/Outcome";
import { Loading } from "../../../ui/states";
import { oneOf } from "../../../ui/steps";
import { useAgreementWords } from "../../../words/agreement";
import { useAgreement } from "../agreement";
import { ConfirmSession, SignAgreement, StatementQuery } from "./operations";
import type { Ready } from "./Sign";
import { Statement } from "./Statement";

interface DialogProps {
  readonly its: Ready;
  readonly close: () => void;
}

/** A statement is good for five minutes; after four it is read again. */
const stale = 4 * 60_000;

interface Asked {
  readonly at: string;
  readonly text: string;
}

/** What is signed, to the last byte; then whoever it is shows that it is them, and signs. */
export function SignDialog({ its, close }: DialogProps) {
  const say = useAgreementWords();
  const { id, version, hash } = useAgreement();
  const confirm = useAct(ConfirmSession);
  const sign = useAct(SignAgreement);
  const { asked, foreseen, failed, ask } = useStatement(its.id, sign.preview);
  const form = useForm({ initial: { password: "" } });
  const needsNone = useStoryPerson();
  const differs = asked !== null && !asked.text.includes(`"hash":"${hash}"`);

  const send = async () => {
    if (!asked || differs) return null;
    if (Date.now() - Date.parse(asked.at) > stale) {
      ask();
      return null;
    }
    const { password } = form.values;
    if (!(await confirm.send({ input: password ? { password } : {} }))) return null;
    const signature = await its.pen.sign(asked.text);
    const done = await sign.send({
      input: { agreement: id, version, hash, key: its.id, signedAt: asked.at, signature },
    });
    if (done) close();
    return done;
  };
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={say("sign.dialog")}
      closeButtonProps={{ "aria-label": say("cancel") }}
    >
      {failed && <p role="alert">{say("sign.noStatement")}</p>}
      {!asked && !failed && sign.errors.length === 0 && <Loading />}
      {asked && <Statement text={asked.text} hash={hash} />}
      {differs && <p role="alert">{say("sign.differs")}</p>}
      {foreseen && <Foresight preview={foreseen} />}
      {asked && !differs ? (
        <Form form={form} act={oneOf([confirm, sign])} label={say("sign.dialog")} onSubmit={send}>
          {!needsNone && (
            <PasswordField
              name="password"
              label={say("sign.password")}
              description={say("sign.passwordWhy")}
              autoComplete="current-password"
            />
          )}
          <p>{say("sign.forGood")}</p>
          <div className="row end">
            <Button variant="default" onClick={close}>
              {say("cancel")}
            </Button>
            <SubmitButton act={oneOf([confirm, sign])}>{say("sign.do")}</SubmitButton>
          </div>
        </Form>
      ) : (
        <Outcome act={sign} />
      )}
    </Modal>
  );
}

type PreviewSign = (wish: { input: { agreement: string; version: number; hash: string } }) => Promise<Preview | null>;

/** Asks for the statement of this moment, and what signing it would cause. */
function useStatement(key: string, preview: PreviewSign) {
  const { id, version, hash } = useAgreement();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [foreseen, setForeseen] = useState<Preview | null>(null);
  const [failed, setFailed] = useState(false);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once when it opens, and again when the statement is stale
  useEffect(() => {
    let wanted = true;
    const look = async () => {
      setAsked(null);
      const at = new Date().toISOString();
      const found = await preview({ input: { agreement: id, version, hash } });
      const { data } = await client
        .query(StatementQuery, { id, key, at }, { requestPolicy: "network-only" })
        .toPromise();
      if (!wanted) return;
      const text = data?.agreement?.signingStatement;
      setForeseen(found);
      setFailed(!text);
      if (text) setAsked({ at, text });
    };
    void look();
    return () => {
      wanted = false;
    };
  }, [key, round]);
  return { asked, foreseen, failed, ask: () => setRound((was) => was + 1) };
}

/** True for somebody of the seeded stories, who has no password. */
function useStoryPerson(): boolean {
  const { viewer } = useSession();
  const live = useLive(PersonasQuery, {});
  return live.data?.personas?.some(({ id }) => id === viewer?.id) ?? false;
}
