import { Link } from "react-router";
import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { path } from "../../app/paths";
import { SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Section } from "../../ui/page";
import { useInitiativeWords } from "../../words/initiative";
import { type Initiative, SetPublicPage } from "./operations";

/** Whether anybody may read of it. */
export function Publicity({ initiative }: { readonly initiative: Initiative }) {
  const say = useInitiativeWords();
  const act = useAct(SetPublicPage);
  const shown = initiative.publicPage?.shown ?? false;
  const form = useForm({ draft: `initiative.public:${initiative.id}`, initial: { reason: "" } });
  return (
    <Section title={say("public.title")}>
      <p>{say(shown ? "public.shown" : "public.hidden")}</p>
      {initiative.publicPage && (
        <p>
          <Link to={path.public(initiative.id)}>{say(shown ? "public.see" : "public.preview")}</Link>
        </p>
      )}
      <details className="noprint">
        <summary>{say(shown ? "public.hide" : "public.show")}</summary>
        <Form
          form={form}
          act={act}
          label={say(shown ? "public.hide" : "public.show")}
          onSubmit={() => act.send({ input: { initiative: initiative.id, shown: !shown, reason: form.values.reason } })}
        >
          <TextField name="reason" label={say("public.reason")} description={say("public.reasonWhat")} />
          <SubmitButton act={act} permission={may("setPublicPage", initiative.viewerMay)}>
            {say(shown ? "public.hide" : "public.show")}
          </SubmitButton>
        </Form>
      </details>
    </Section>
  );
}
