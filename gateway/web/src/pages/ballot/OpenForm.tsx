import { useNavigate } from "react-router";
import type { Permission } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { path } from "../../app/paths";
import { useSession } from "../../app/session";
import { SubmitButton } from "../../ui/ActButton";
import { CheckField, ChoiceField, SelectField, TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { instantOf, suggested } from "../../ui/instant";
import { useBallotWords } from "../../words/ballot";
import { OpenBallot } from "./operations";

const methods = ["majority", "consent", "unanimity", "ranked"] as const;

interface OpenProps {
  readonly organization: string;
  readonly permission: Permission;
}

/** Asks the members of an organization. */
export function OpenForm({ organization, permission }: OpenProps) {
  const say = useBallotWords();
  const { zone } = useSession();
  const navigate = useNavigate();
  const act = useAct(OpenBallot);
  const form = useForm({
    draft: `ballot.open:${organization}`,
    initial: {
      question: "",
      explanation: "",
      "rule.method": "majority" as (typeof methods)[number],
      "rule.threshold": "50",
      "rule.strict": true,
      "rule.quorum": "50",
      options: "",
      openness: "sealed" as "sealed" | "secret" | "open",
      lending: false,
      deadline: suggested("P7D", zone),
    },
  });
  const typed = form.values;
  const method = typed["rule.method"];
  const wish = {
    input: {
      organization,
      question: typed.question,
      ...(typed.explanation.trim() ? { explanation: typed.explanation } : {}),
      ...(method === "ranked"
        ? {
            options: typed.options
              .split("\n")
              .map((line) => line.trim())
              .filter(Boolean),
          }
        : {}),
      rule: {
        method,
        quorum: hundredths(typed["rule.quorum"]),
        ...(method === "majority"
          ? { threshold: hundredths(typed["rule.threshold"]), strict: typed["rule.strict"] }
          : {}),
      },
      openness: typed.openness,
      lending: typed.lending,
      deadline: instantOf(typed.deadline, zone),
    },
  };
  return (
    <Form
      form={form}
      act={act}
      label={say("open.go")}
      confirm={say("open.go")}
      preview={() => act.preview(wish)}
      onSubmit={async () => {
        const payload = await act.send(wish);
        if (payload?.ballot) await navigate(path.ballot(payload.ballot.id));
        return payload;
      }}
    >
      <TextField name="question" label={say("open.question")} rows={2} />
      <TextField name="explanation" label={say("open.explanation")} rows={3} />
      <SelectField
        name="rule.method"
        label={say("open.method")}
        choices={methods.map((value) => ({ value, label: say(`method.${value}`, { share: "…" }) }))}
      />
      {method === "ranked" && <TextField name="options" label={say("open.options")} rows={3} />}
      {method === "majority" && (
        <>
          <TextField name="rule.threshold" label={say("open.threshold")} numeric suffix="%" />
          <CheckField name="rule.strict" label={say("open.strict")} />
        </>
      )}
      <TextField name="rule.quorum" label={say("open.quorum")} numeric suffix="%" />
      <ChoiceField
        name="openness"
        label={say("open.openness")}
        choices={(["sealed", "secret", "open"] as const).map((value) => ({
          value,
          label: say(`rule.opennessIs.${value}`),
        }))}
      />
      <CheckField name="lending" label={say("open.lending")} />
      <TextField
        name="deadline"
        kind="datetime-local"
        label={say("open.deadline")}
        description={say("open.zone", { zone })}
      />
      <SubmitButton act={act} permission={permission}>
        {say("open.go")}
      </SubmitButton>
    </Form>
  );
}

/** Per cent as typed → an exact fraction. */
function hundredths(text: string): string {
  const found = /^(\d+)(?:[.,](\d+))?\s*%?$/.exec(text.trim());
  if (!found) return text;
  const [, whole = "0", part = ""] = found;
  return `${BigInt(whole + part)}/1${"0".repeat(part.length + 2)}`;
}
