import { useAct } from "../../../api/useAct";
import { ActButton, SubmitButton } from "../../../ui/ActButton";
import { TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { useFormat } from "../../../ui/format";
import { SafeText } from "../../../ui/text";
import { usePackageWords } from "../../../words/tablepackages";
import { ConfirmJoint, DropJoint } from "./jointOperations";
import type { Joint } from "./package";
import { ValuesList } from "./ValuesList";

/** A package that several seats prepare, before its last author has confirmed it. */
export function JointLine({ joint, own }: { readonly joint: Joint; readonly own: string | null }) {
  const say = usePackageWords();
  const format = useFormat();
  const confirm = useAct(ConfirmJoint);
  const confirmed = new Set(joint.confirmed.map(({ id }) => id));
  const open = joint.seats.filter(({ id }) => !confirmed.has(id));
  return (
    <li>
      <div className="main">
        <strong>{say(`joint.${joint.as}`)}</strong>{" "}
        {say("with", { who: format.list(joint.seats.map(({ name }) => name)) })}
        <p className="small">{say("joint.waitsFor", { who: format.list(open.map(({ name }) => name)) })}</p>
        {joint.note && (
          <p className="small">
            <SafeText>{joint.note}</SafeText>
          </p>
        )}
        <ValuesList values={joint.values} />
        <div className="row">
          {own && !confirmed.has(own) && (
            <ActButton act={confirm} wish={{ input: { joint: joint.id } }} ask="always" size="xs">
              {say("joint.confirm")}
            </ActButton>
          )}
        </div>
        <details>
          <summary className="small">{say("joint.drop")}</summary>
          <DropForm joint={joint.id} />
        </details>
      </div>
    </li>
  );
}

function DropForm({ joint }: { readonly joint: string }) {
  const say = usePackageWords();
  const act = useAct(DropJoint);
  const form = useForm({ initial: { reason: "" } });
  return (
    <Form
      form={form}
      act={act}
      label={say("joint.drop")}
      onSubmit={() => act.send({ input: { joint, ...form.values } })}
    >
      <TextField name="reason" label={say("reason")} required />
      <div>
        <SubmitButton act={act} variant="danger" size="xs">
          {say("joint.drop")}
        </SubmitButton>
      </div>
    </Form>
  );
}
