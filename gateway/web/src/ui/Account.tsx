import { Button } from "@mantine/core";
import { useState } from "react";
import { useAct } from "../api/useAct";
import { LogIn, SignUp } from "../app/operations";
import { useSession } from "../app/session";
import { useAccountWords } from "../words/account";
import { SubmitButton } from "./ActButton";
import { PasswordField, TextField } from "./fields";
import { Form, useForm } from "./form";

interface AccountProps {
  /** What they are hoped to be called. */
  readonly name?: string;
  /** Whoever has an account is asked for that first. */
  readonly known?: boolean;
  readonly onDone?: () => unknown;
}

/**
 * An account in the middle of something else. Becoming somebody begins the page
 * anew: what one was about to do has to stand in its address.
 */
export function Account({ name = "", known = false, onDone }: AccountProps) {
  const say = useAccountWords();
  const [has, setHas] = useState(known);
  return (
    <>
      {has ? <Back onDone={onDone} /> : <New name={name} onDone={onDone} />}
      <p>
        <Button variant="subtle" size="compact-sm" onClick={() => setHas(!has)}>
          {say(has ? "haveNone" : "haveOne")}
        </Button>
      </p>
    </>
  );
}

function New({ name, onDone }: { readonly name: string; readonly onDone: AccountProps["onDone"] }) {
  const say = useAccountWords();
  const { changed } = useSession();
  const act = useAct(SignUp);
  const form = useForm({ initial: { name, email: "", password: "" } });
  const signUp = async () => {
    const payload = await act.send({ input: form.values });
    if (!payload) return false;
    await changed(payload.position);
    await onDone?.();
    return true;
  };
  return (
    <Form form={form} act={act} onSubmit={signUp} label={say("title")}>
      <p className="small">{say("why")}</p>
      <TextField name="name" label={say("name")} autoComplete="name" />
      <TextField
        name="email"
        label={say("email")}
        description={say("emailWhat")}
        kind="email"
        autoComplete="username"
      />
      <PasswordField
        name="password"
        label={say("password")}
        description={say("passwordWhat")}
        autoComplete="new-password"
      />
      <SubmitButton act={act}>{say("signUp")}</SubmitButton>
    </Form>
  );
}

function Back({ onDone }: { readonly onDone: AccountProps["onDone"] }) {
  const say = useAccountWords();
  const { changed } = useSession();
  const act = useAct(LogIn);
  const form = useForm({ initial: { email: "", password: "" } });
  const logIn = async () => {
    const payload = await act.send(form.values);
    if (!payload) return false;
    await changed(payload.position);
    await onDone?.();
    return true;
  };
  return (
    <Form form={form} act={act} onSubmit={logIn} label={say("title")}>
      <TextField name="email" label={say("email")} kind="email" autoComplete="username" />
      <PasswordField name="password" label={say("password")} autoComplete="current-password" />
      <SubmitButton act={act}>{say("logIn")}</SubmitButton>
    </Form>
  );
}
