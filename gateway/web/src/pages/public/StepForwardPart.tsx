import { Button } from "@mantine/core";
import { useCallback, useState } from "react";
import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { useLive } from "../../api/useLive";
import { useSession } from "../../app/session";
import { Account } from "../../ui/Account";
import { SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { SafeText } from "../../ui/text";
import { usePublicWords } from "../../words/public";
import { OutsideQuery, type PublicSeat, StepForward } from "./operations";

interface Props {
  readonly initiative: string;
  /** Null: a chair that is not there. */
  readonly seat: PublicSeat | null;
  readonly close: () => void;
}

/** Saying that one should be at the table, to those who convened. */
export function StepForwardPart({ initiative, seat, close }: Props) {
  const say = usePublicWords();
  const { state } = useSession();
  const arrive = useCallback((heading: HTMLHeadingElement | null) => heading?.focus(), []);
  return (
    <div className="public-forward noprint">
      <h3 tabIndex={-1} ref={arrive}>
        {seat ? say.rich("forward.for", { seat: <SafeText>{seat.name}</SafeText> }) : say("forward.other")}
      </h3>
      <p className="small">{say("forward.what")}</p>
      {state === "known" ? <Words initiative={initiative} seat={seat} /> : <Account />}
      <p>
        <Button variant="subtle" size="compact-sm" onClick={close}>
          {say("forward.close")}
        </Button>
      </p>
    </div>
  );
}

function Words({ initiative, seat }: Pick<Props, "initiative" | "seat">) {
  const say = usePublicWords();
  const act = useAct(StepForward);
  const live = useLive(OutsideQuery, { id: initiative });
  const [told, tell] = useState(false);
  const form = useForm({ draft: `public.forward:${initiative}`, initial: { words: "" } });
  const send = async () => {
    const payload = await act.send({ input: { initiative, seat: seat?.seat ?? null, words: form.values.words } });
    tell(payload !== null);
    return payload;
  };
  if (told) return <p role="status">{say("forward.done")}</p>;
  return (
    <Form form={form} act={act} onSubmit={send} label={say("chairs.step")}>
      <TextField name="words" label={say("forward.words")} description={say("forward.wordsWhat")} rows={3} />
      <SubmitButton act={act} permission={may("stepForward", live.data?.initiative?.viewerMay)}>
        {say("chairs.step")}
      </SubmitButton>
    </Form>
  );
}
