import type { Permission } from "../api/graphql";
import type { Acting, Wish } from "../api/useAct";
import { SubmitButton } from "./ActButton";
import { TextField } from "./fields";
import { Form, useForm } from "./form";

interface ReasonProps<V, P> {
  readonly act: Acting<V, P>;
  readonly draft: string;
  readonly label: string;
  /** What the reason is asked as. */
  readonly field: string;
  readonly wish: (reason: string) => Wish<V>;
  readonly permission?: Permission | undefined;
  readonly onDone?: () => void;
}

/** An act whose only words are its reason, which everybody reads. */
export function ReasonForm<V, P>({ act, draft, label, field, wish, permission, onDone }: ReasonProps<V, P>) {
  const form = useForm({ draft, initial: { reason: "" } });
  const send = async () => {
    const payload = await act.send(wish(form.values.reason));
    if (payload) onDone?.();
    return payload;
  };
  return (
    <Form form={form} act={act} label={label} onSubmit={send} preview={() => act.preview(wish(form.values.reason))}>
      <TextField name="reason" label={field} rows={2} />
      <div>
        <SubmitButton act={act} permission={permission}>
          {label}
        </SubmitButton>
      </div>
    </Form>
  );
}
