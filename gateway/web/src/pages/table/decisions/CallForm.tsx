import { Checkbox, Stack } from "@mantine/core";
import { useNavigate, useSearchParams } from "react-router";
import { may, type ResultOf } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { useSession } from "../../../app/session";
import { SubmitButton } from "../../../ui/ActButton";
import { CheckField, SelectField, TextField } from "../../../ui/fields";
import { Form, useField, useForm } from "../../../ui/form";
import { useFormat } from "../../../ui/format";
import { instantOf, suggested } from "../../../ui/instant";
import { Waiting } from "../../../ui/states";
import { plain } from "../../../ui/text";
import { useDecisionWords } from "../../../words/decisions";
import { useSeatNames } from "../seats";
import { useTable } from "../table";
import { Frozen } from "./Frozen";
import { ChoicesQuery, OpenDecision, type Rules } from "./operations";

interface CallProps {
  readonly rules: Rules;
  /** The package of a first call in which too few voted. */
  readonly again?: string;
}

/** Asks all seats about a package. The form begins with one that lies there, so it waits for them. */
export function CallForm(props: CallProps) {
  const table = useTable();
  const live = useLive(ChoicesQuery, { id: table.id });
  if (!live.data) return <Waiting for={live} />;
  return <Calling {...props} choices={live.data.negotiation} />;
}

interface CallingProps extends CallProps {
  readonly choices: ResultOf<typeof ChoicesQuery>["negotiation"];
}

function Calling({ rules, again, choices }: CallingProps) {
  const table = useTable();
  const [asked] = useSearchParams();
  const say = useDecisionWords();
  const format = useFormat();
  const navigate = useNavigate();
  const name = useSeatNames();
  const { zone } = useSession();
  const act = useAct(OpenDecision);
  const packages = choices?.packages.edges.map(({ node }) => node) ?? [];
  const lying = packages
    .filter(({ status, id }) => status === "idea" || status === "offer" || id === again)
    .toReversed();
  const asks = (choices?.asks.edges ?? []).filter(({ node }) => node.status === "open" || node.status === "contested");
  const form = useForm({
    draft: `decision.call:${table.id}:${again ?? ""}`,
    initial: {
      package: again ?? lying.find(({ id }) => id === asked.get("package"))?.id ?? lying[0]?.id ?? "",
      question: "",
      deadline: suggested(rules.decideMinimum, zone),
      waitsFor: [] as readonly string[],
      against: [] as readonly string[],
      partial: false,
    },
  });
  const { question, deadline, waitsFor, against, partial } = form.values;
  const wish = {
    input: {
      negotiation: table.id,
      package: form.values.package,
      deadline: instantOf(deadline, zone),
      ...(question.trim() ? { question } : {}),
      ...(waitsFor.length > 0 ? { waitsFor: [...waitsFor] } : {}),
      ...(rules.rule === "ranked" ? { against: [...against] } : {}),
      ...(partial ? { partial } : {}),
    },
  };
  const title = (each: (typeof packages)[number]) =>
    say("call.packageLine", { number: each.number, who: name(each.seat?.id), as: say(`call.${each.as}`) });
  return (
    <div className="decisions-two">
      <Form
        form={form}
        act={act}
        label={say(again ? "call.again" : "call.title")}
        confirm={say("call.go")}
        preview={() => act.preview(wish)}
        onSubmit={async () => {
          const payload = await act.send(wish);
          if (payload?.decision) await navigate(path.decision(table.id, payload.decision.id));
          return payload;
        }}
      >
        <p className="small">{say(again ? "call.againWhat" : "call.what")}</p>
        {!again && (
          <SelectField
            name="package"
            label={say("call.package")}
            choices={
              lying.length > 0
                ? lying.map((each) => ({ value: each.id, label: title(each) }))
                : [{ value: "", label: say("call.choose") }]
            }
          />
        )}
        <TextField name="question" label={say("call.question")} description={say("call.questionWhat")} rows={2} />
        <TextField
          name="deadline"
          kind="datetime-local"
          label={say("call.deadline")}
          description={say("call.deadlineWhat", { zone, least: format.duration(rules.decideMinimum) })}
        />
        {rules.rule === "ranked" && (
          <Several
            name="against"
            label={say("call.against")}
            choices={lying
              .filter(({ id }) => id !== form.values.package)
              .map((each) => ({ value: each.id, label: title(each) }))}
          />
        )}
        {asks.length > 0 && (
          <Several
            name="waitsFor"
            label={say("call.waitsFor")}
            description={say("call.waitsForWhat")}
            choices={asks.map(({ node }) => ({ value: node.id, label: plain(node.text).slice(0, 120) }))}
          />
        )}
        {table.talks?.rung === "partial" && <CheckField name="partial" label={say("call.partial")} />}
        <SubmitButton act={act} permission={may("openDecision", table.viewerMay)}>
          {say(again ? "call.again" : "call.go")}
        </SubmitButton>
      </Form>
      <section aria-label={say("frozen.title2")}>
        <h3>{say("frozen.title2")}</h3>
        <Frozen rules={rules} />
      </section>
    </div>
  );
}

interface SeveralProps {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** Some of many. */
export function Several({ name, label, description, choices }: SeveralProps) {
  const { value, set, error } = useField<readonly string[]>(name);
  return (
    <Checkbox.Group label={label} description={description} value={[...value]} error={error} onChange={set}>
      <Stack gap="xs" mt="xs">
        {choices.map((each) => (
          <Checkbox key={each.value} value={each.value} label={each.label} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
