import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { SubmitButton } from "../../../ui/ActButton";
import { Fold } from "../../../ui/Fold";
import { SelectField, TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Section } from "../../../ui/page";
import { useGroundWords } from "../../../words/ground";
import type { Ground } from "./ground";
import { LengthField } from "./LengthField";
import { ChangeGroundRules, MoveGroundRules } from "./operations";
import { key } from "./Rulebook";
import { flat } from "./rules";

/** The words that a rule can be. */
const choices = {
  rule: ["consent", "unanimity", "majority", "perClass", "weighted", "double", "ranked"],
  counted: ["seats", "people"],
  sheetChange: ["consent", "facilitator", "convener"],
  publicity: ["seats", "result", "all"],
  facilitation: ["seats", "person"],
  nature: ["understanding", "contract", "elsewhere"],
} as const;
const flags = ["strict", "openVotes", "sealedRounds", "withoutPrejudice"] as const;
const lengths = [
  "offerMinimum",
  "readMinimum",
  "decideMinimum",
  "lateMinimum",
  "petitionStandstill",
  "coolingOff",
  "entryBy",
  "offRecord",
] as const;
const shares = ["threshold", "quorum", "weightThreshold"] as const;

type Field =
  | keyof typeof choices
  | (typeof flags)[number]
  | (typeof lengths)[number]
  | (typeof shares)[number]
  | "costs";
type Typed = Record<Field, string> & { reason: string };

/** Other ground rules: at once before anybody accepted them, else by the consent of all. */
export function ChangeRules({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const alone = may("changeGroundRules", ground.viewerMay);
  const together = may("moveGroundRules", ground.viewerMay);
  if (!alone?.allowed && together?.allowed === false) {
    return (
      <Section title={say("change.title")}>
        <p className="why">{together.message}</p>
      </Section>
    );
  }
  return (
    <Section title={say("change.title")}>
      <p className="small">{say(alone?.allowed ? "change.alone" : "change.together")}</p>
      <Fold label={say("change.open")}>
        <ChangeForm ground={ground} alone={alone?.allowed ?? false} />
      </Fold>
    </Section>
  );
}

function ChangeForm({ ground, alone }: { readonly ground: Ground; readonly alone: boolean }) {
  const say = useGroundWords();
  const change = useAct(ChangeGroundRules);
  const move = useAct(MoveGroundRules);
  const now = flat(ground.groundRules);
  const form = useForm<Typed>({ draft: `ground:${ground.id}`, initial: { ...now, reason: "" } });
  const changed = changedOf(form.values, now);
  const { reason } = form.values;
  const send = () =>
    alone
      ? change.send({ input: { negotiation: ground.id, groundRules: changed } })
      : move.send({ input: { negotiation: ground.id, groundRules: changed, reason } });
  const preview = () =>
    alone
      ? change.preview({ input: { negotiation: ground.id, groundRules: changed } })
      : move.preview({ input: { negotiation: ground.id, groundRules: changed, reason } });
  const act = alone ? change : move;
  const yesNo = [
    { value: "true", label: say("yes") },
    { value: "false", label: say("no") },
  ];
  return (
    <Form form={form} act={act} label={say("change.title")} onSubmit={send} preview={preview}>
      <div className="ground-fields">
        {(Object.keys(choices) as (keyof typeof choices)[]).map((name) => (
          <SelectField
            key={name}
            name={name}
            label={say(`rule.${name}`)}
            choices={choices[name].map((value) => ({ value, label: word(say, name, value) }))}
          />
        ))}
        {shares.map((name) => (
          <TextField key={name} name={name} label={say(`rule.${name}`)} numeric />
        ))}
        {flags.map((name) => (
          <SelectField key={name} name={name} label={say(`rule.${name}`)} choices={yesNo} />
        ))}
        {lengths.map((name) => (
          <LengthField key={name} name={name} label={say(`rule.${key(name)}`)} />
        ))}
      </div>
      <TextField name="costs" label={say("rule.costs")} rows={2} />
      {!alone && <TextField name="reason" label={say("reason")} rows={2} />}
      <div>
        <SubmitButton act={act}>{say(alone ? "change.do" : "change.propose")}</SubmitButton>
      </div>
    </Form>
  );
}

function word(say: ReturnType<typeof useGroundWords>, name: string, value: string): string {
  const sentence = `values.${name}.${value}`;
  return say.has(sentence) ? say(sentence) : value;
}

/** Only what was changed goes to the server: the rest stays as it is there. */
function changedOf(typed: Typed, now: Readonly<Record<string, string>>): Record<string, string | boolean> {
  const fields = Object.keys(typed).filter((name): name is Field => name !== "reason" && isField(name));
  return Object.fromEntries(
    fields
      .filter((name) => typed[name] !== now[name])
      .map((name) => [name, (flags as readonly string[]).includes(name) ? typed[name] === "true" : typed[name]]),
  );
}

function isField(name: string): boolean {
  return name in choices || name === "costs" || [...flags, ...lengths, ...shares].some((each) => each === name);
}
