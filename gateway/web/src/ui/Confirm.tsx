import { Button, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import type { Preview } from "../api/graphql";
import { useAppWords } from "../words/app";
import { useFormat } from "./format";
import { Outcome, type Wishing } from "./Outcome";
import { Permitted } from "./Permitted";

interface ConfirmProps {
  readonly preview: Preview;
  readonly act: Wishing;
  readonly warning?: ReactNode;
  readonly danger?: boolean;
  readonly confirm: () => void;
  readonly cancel: () => void;
  /** What the button says. */
  readonly children: ReactNode;
}

/** Says what an act would cause and asks whether to do it. */
export function Confirm({ preview, act, warning, danger = false, confirm, cancel, children }: ConfirmProps) {
  const say = useAppWords();
  return (
    <Modal
      opened
      onClose={cancel}
      title={say("preview.title")}
      centered
      closeButtonProps={{ "aria-label": say("act.cancel") }}
    >
      {warning && <div className="warning">{warning}</div>}
      <Foresight preview={preview} />
      <Outcome act={act} />
      <div className="row end">
        <Button variant="default" onClick={cancel}>
          {say("act.cancel")}
        </Button>
        <Permitted variant={danger ? "danger" : "filled"} busy={act.standing === "sending"} onClick={confirm}>
          {children}
        </Permitted>
      </div>
    </Modal>
  );
}

/** "6 seats, 14 people will see this; binds you until Friday". */
export function Foresight({ preview }: { readonly preview: Preview }) {
  const say = useAppWords();
  const format = useFormat();
  const seen = () => {
    if (preview.public) return say("preview.public");
    if (preview.people <= 1) return say("preview.only");
    const people = say("preview.people", { count: preview.people });
    return preview.seats > 0 ? `${say("preview.seats", { count: preview.seats })}, ${people}` : people;
  };
  const bound = () => {
    if (!preview.binds) return say("preview.bindsNot");
    return preview.until ? say("preview.bindsUntil", { until: format.moment(preview.until) }) : say("preview.binds");
  };
  return (
    <ul className="foresight">
      <li>{seen()}</li>
      <li data-binds={preview.binds}>{bound()}</li>
    </ul>
  );
}
