import { useState } from "react";
import { useAct } from "../../../api/useAct";
import { newPen, type Pen, possession } from "../../../app/pen";
import { Outcome } from "../../../ui/Outcome";
import { Permitted } from "../../../ui/Permitted";
import { useAgreementWords } from "../../../words/agreement";
import { RegisterSigningKey } from "../../me/operations";

interface MakeKeyProps {
  readonly person: string;
  /** The keys that are known already, revoked ones too. */
  readonly keys: readonly { readonly public: string }[];
  readonly pens: readonly Pen[];
  readonly made: () => Promise<void>;
}

/** Makes a key in this browser and makes its public half known. */
export function MakeKey({ person, keys, pens, made }: MakeKeyProps) {
  const say = useAgreementWords();
  const act = useAct(RegisterSigningKey);
  const [unable, setUnable] = useState(false);
  const make = async () => {
    let pen: Pen;
    let proof: string;
    try {
      // One that was made and never made known, because that was interrupted, is as good as a new one.
      pen = pens.find((each) => !keys.some((key) => key.public === each.public)) ?? (await newPen(person));
      proof = await pen.sign(possession(pen));
    } catch {
      return setUnable(true); // a browser without Ed25519, or one that keeps nothing
    }
    await act.send({ input: { public: pen.public, possession: proof } });
    await made();
  };
  return (
    <div className="note">
      <h3>{say("key.title")}</h3>
      <p>{say("key.what")}</p>
      <p className="small">{say("key.lost")}</p>
      {unable ? (
        <p role="alert">{say("key.unable")}</p>
      ) : (
        <Permitted busy={act.standing === "sending"} onClick={() => void make()}>
          {say("key.make")}
        </Permitted>
      )}
      <Outcome act={act} />
    </div>
  );
}
