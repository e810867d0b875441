import { useCallback, useEffect, useState } from "react";
import type { Permission } from "../../../api/graphql";
import { useLive } from "../../../api/useLive";
import { type Pen, pensOf } from "../../../app/pen";
import { useSession } from "../../../app/session";
import { Permitted } from "../../../ui/Permitted";
import { Waiting } from "../../../ui/states";
import { useAgreementWords } from "../../../words/agreement";
import { MakeKey } from "./MakeKey";
import { OwnKeysQuery } from "./operations";
import { SignDialog } from "./SignDialog";

/** A key of the reader's that is on this device and may sign. */
export interface Ready {
  readonly id: string;
  readonly pen: Pen;
}

/** The reader's turn: a key, then the statement, then the name. */
export function Sign({ permission }: { readonly permission: Permission }) {
  const say = useAgreementWords();
  const person = useSession().viewer?.id ?? "";
  const live = useLive(OwnKeysQuery, {});
  const { pens, look } = usePens(person);
  const [open, setOpen] = useState(false);
  const keys = live.data?.viewer?.person?.signingKeys.edges.map(({ node }) => node);
  if (!keys || !pens) return <Waiting for={live} />;
  const ready = keys
    .filter(({ revokedAt }) => !revokedAt)
    .flatMap(({ id, public: half }) => {
      const pen = pens.find((each) => each.public === half);
      return pen ? [{ id, pen }] : [];
    })[0];
  return (
    <>
      <p>{say("sign.what")}</p>
      {permission.allowed && !ready && <MakeKey person={person} keys={keys} pens={pens} made={look} />}
      {(ready || !permission.allowed) && (
        <Permitted permission={permission} busy={false} size="md" onClick={() => setOpen(true)}>
          {say("sign.read")}
        </Permitted>
      )}
      {open && ready && <SignDialog its={ready} close={() => setOpen(false)} />}
    </>
  );
}

function usePens(person: string) {
  const [pens, setPens] = useState<readonly Pen[] | null>(null);
  const look = useCallback(async () => setPens(await pensOf(person).catch(() => [])), [person]);
  useEffect(() => void look(), [look]);
  return { pens, look };
}
