import { Link, useNavigate, useSearchParams } from "react-router";
import { useAct } from "../../api/useAct";
import { LogIn } from "../../app/operations";
import { useSession } from "../../app/session";
import { Account } from "../../ui/Account";
import { SubmitButton } from "../../ui/ActButton";
import { PasswordField, TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Page } from "../../ui/page";
import { useLoginWords } from "../../words/login";
import { Personas } from "./Personas";

export function Component() {
  const say = useLoginWords();
  const go = useNavigate();
  const { changed } = useSession();
  const [asked] = useSearchParams();
  const act = useAct(LogIn);
  const form = useForm({ initial: { email: "", password: "" } });
  const logIn = async () => {
    const payload = await act.send(form.values);
    if (!payload) return false;
    await changed(payload.position);
    await go("/");
    return true;
  };
  if (asked.has("new"))
    return (
      <Page title={say("signUp")}>
        <Account onDone={() => go("/")} />
      </Page>
    );
  return (
    <Page title={say("title")}>
      <Form form={form} act={act} onSubmit={logIn} label={say("title")}>
        <TextField name="email" label={say("email")} kind="email" autoComplete="username" />
        <PasswordField name="password" label={say("password")} autoComplete="current-password" />
        <SubmitButton act={act}>{say("logIn")}</SubmitButton>
      </Form>
      <p>
        <Link to="?new">{say("signUp")}</Link>
      </p>
      <Personas />
    </Page>
  );
}
