import { Button } from "@mantine/core";
import { useState } from "react";
import type { Preview } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { SubmitButton } from "../../ui/ActButton";
import { Foresight } from "../../ui/Confirm";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { useMeWords } from "../../words/me";
import { RenamePerson } from "./operations";

/** The name that others see. */
export function NameForm({ name }: { readonly name: string }) {
  const say = useMeWords();
  const act = useAct(RenamePerson);
  const form = useForm({ draft: "me.name", initial: { name } });
  const [preview, setPreview] = useState<Preview | null>(null);
  const wish = { input: form.values };
  return (
    <Form form={form} act={act} onSubmit={() => act.send(wish)} label={say("profile")}>
      <TextField name="name" label={say("name")} autoComplete="name" />
      {preview && <Foresight preview={preview} />}
      <div className="row">
        <SubmitButton act={act}>{say("save")}</SubmitButton>
        <Button variant="subtle" onClick={async () => setPreview(await act.preview(wish))}>
          {say("foresee")}
        </Button>
      </div>
    </Form>
  );
}
