import { useCallback, useEffect, useState } from "react";
import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { dropPen, newPen, type Pen, pensOf, possession } from "../../app/pen";
import { ActButton } from "../../ui/ActButton";
import { Moment } from "../../ui/format";
import { Outcome } from "../../ui/Outcome";
import { Permitted } from "../../ui/Permitted";
import { Empty } from "../../ui/states";
import { useMeWords } from "../../words/me";
import { type Me, RegisterSigningKey, RevokeSigningKey } from "./operations";

type Person = NonNullable<Me["person"]>;
type Key = Person["signingKeys"]["edges"][number]["node"];

/** The keys that the viewer signs with, on this device and on others. */
export function Keys({ person }: { readonly person: Person }) {
  const say = useMeWords();
  const { pens, look } = usePens(person.id);
  const register = useAct(RegisterSigningKey);
  const [unable, setUnable] = useState(false);
  const keys = person.signingKeys.edges.map(({ node }) => node);
  const make = async () => {
    try {
      const pen = await unregistered(pens, keys, person.id);
      await register.send({ input: { public: pen.public, possession: await pen.sign(possession(pen)) } });
      await look();
    } catch {
      setUnable(true);
    }
  };
  return (
    <>
      <p className="small">{say("keys.what")}</p>
      {keys.length === 0 && <Empty title={say("keys.none")} />}
      <ul className="rows">
        {keys.map((key) => (
          <KeyLine key={key.id} its={key} here={pens.some((pen) => pen.public === key.public)} />
        ))}
      </ul>
      <Outcome act={register} />
      {unable && <p role="alert">{say("keys.unable")}</p>}
      <Permitted variant="default" busy={register.standing === "sending"} onClick={() => void make()}>
        {say("keys.make")}
      </Permitted>
    </>
  );
}

/** A pen that was made and never made known, because that was interrupted, or a new one. */
async function unregistered(pens: readonly Pen[], keys: readonly Key[], person: string): Promise<Pen> {
  return pens.find((pen) => !keys.some((key) => key.public === pen.public)) ?? newPen(person);
}

function usePens(person: string) {
  const [pens, setPens] = useState<readonly Pen[]>([]);
  const look = useCallback(async () => setPens(await pensOf(person).catch(() => [])), [person]);
  useEffect(() => void look(), [look]);
  return { pens, look };
}

function KeyLine({ its, here }: { readonly its: Key; readonly here: boolean }) {
  const say = useMeWords();
  const act = useAct(RevokeSigningKey);
  return (
    <li>
      <div className="main">
        <code>{its.public.slice(0, 16)}…</code>{" "}
        <span className="small">{say(here ? "keys.here" : "keys.elsewhere")}</span>
        <p className="small">
          {its.revokedAt
            ? say.rich("keys.revoked", { when: <Moment at={its.revokedAt} /> })
            : say.rich("keys.since", { when: <Moment at={its.registeredAt} /> })}
        </p>
      </div>
      {!its.revokedAt && (
        <ActButton
          act={act}
          wish={{ input: { key: its.id } }}
          permission={may("revokeSigningKey", its.viewerMay)}
          ask="always"
          variant="danger"
          size="xs"
          warning={<p>{say("keys.warning")}</p>}
          onDone={() => void dropPen(its.public)}
        >
          {say("keys.revoke")}
        </ActButton>
      )}
    </li>
  );
}
