import { type ReactNode, useState } from "react";
import type { Standing } from "../api/act";
import type { Preview } from "../api/graphql";
import type { Acting, Wish } from "../api/useAct";
import { Confirm } from "./Confirm";
import { Outcome } from "./Outcome";
import { type Look, Permitted } from "./Permitted";

/** When to show what an act would cause, and ask: where it binds (the rule), always, or never. */
type Ask = "binding" | "always" | "never";

interface ActProps<V, P> extends Look {
  readonly act: Acting<V, P>;
  readonly wish: Wish<V>;
  readonly ask?: Ask;
  /** What the dialog says above what the server foresees. */
  readonly warning?: ReactNode;
  readonly onDone?: (payload: P) => void;
}

/**
 * A button for one act. It is disabled with the server's reason, shows who will
 * see it and what it binds before anything binding is done, and says what
 * became of it.
 */
export function ActButton<V, P>({ act, wish, ask = "binding", warning, onDone, permission, ...look }: ActProps<V, P>) {
  const { foreseen, request, confirm, cancel, busy } = useAsked({ act, wish, ask, onDone });
  return (
    <>
      <Permitted {...look} permission={permission} busy={busy || act.standing === "sending"} onClick={request} />
      {foreseen && (
        <Confirm
          preview={foreseen}
          warning={warning}
          act={act}
          danger={look.variant === "danger"}
          confirm={confirm}
          cancel={cancel}
        >
          {look.children}
        </Confirm>
      )}
      {!foreseen && <Outcome act={act} />}
    </>
  );
}

interface SubmitProps extends Look {
  readonly act: { readonly standing: Standing };
}

/** The button that sends a Form. */
export function SubmitButton({ act, ...look }: SubmitProps) {
  return <Permitted {...look} type="submit" busy={act.standing === "sending"} />;
}

interface Asking<V, P> {
  readonly act: Acting<V, P>;
  readonly wish: Wish<V>;
  readonly ask: Ask;
  readonly onDone?: ((payload: P) => void) | undefined;
}

/** Asks the server what would happen, then the person whether it should, then does it. */
export function useAsked<V, P>({ act, wish, ask, onDone }: Asking<V, P>) {
  const [foreseen, setForeseen] = useState<Preview | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async () => {
    const payload = await act.send(wish);
    if (payload) {
      setForeseen(null);
      onDone?.(payload);
    }
    return payload;
  };
  const request = async () => {
    if (ask === "never" || !act.foresees) return void send();
    setBusy(true);
    const preview = await act.preview(wish);
    setBusy(false);
    if (preview && (preview.binds || ask === "always")) setForeseen(preview);
    else if (preview) await send();
  };
  const cancel = () => {
    setForeseen(null);
    if (act.standing === "refused") act.forget();
  };
  return { foreseen, busy, request: () => void request(), confirm: () => void send(), cancel };
}
