import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { SubmitButton } from "../../../ui/ActButton";
import { type Choice, ChoiceField, SelectField, TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { plain } from "../../../ui/text";
import { usePackageWords } from "../../../words/tablepackages";
import { useTable } from "../table";
import { type StanceName, stances } from "../values/Stance";
import { useSheet } from "../values/useSheet";
import { TakePosition } from "./operations";
import type { WholePackage } from "./package";

interface Typed extends Record<string, unknown> {
  readonly term: string;
  readonly stance: StanceName;
  readonly reason: string;
  readonly change: string;
  readonly whether: "" | "where" | "how";
  /** `sphere|sentence` */
  readonly vision: string;
}

const initial: Typed = { term: "", stance: "canLiveWith", reason: "", change: "", whether: "", vision: "" };

interface PositionProps {
  /** The package; without one it is about a term of the sheet. */
  readonly of?: WholePackage;
  readonly about?: string;
}

/** What the own seat thinks of a package, of one value in it, or of a term. It binds nobody and takes the place of what it thought before. */
export function PositionForm({ of, about = "" }: PositionProps) {
  const table = useTable();
  const say = usePackageWords();
  const act = useAct(TakePosition);
  const form = useForm<Typed>({ draft: `package.position:${of?.id ?? about}`, initial });
  const { values } = form;
  const against = values.stance === "concern" || values.stance === "objects";
  const subjects = useSubjects(of);
  const sentences = useSentences();
  const [sphere, ...sentence] = values.vision.split("|");
  const input = {
    negotiation: table.id,
    stance: values.stance,
    ...(of ? { package: of.id, ...(values.term && { term: values.term }) } : { term: about }),
    ...(values.reason.trim() && { reason: values.reason }),
    ...(values.change.trim() && { change: values.change }),
    ...(against && values.whether && { whether: values.whether }),
    ...(against && values.vision && { sphere: sphere as "person", vision: sentence.join("|") }),
  };
  return (
    <Form form={form} act={act} label={say("position.title")} onSubmit={() => act.send({ input })}>
      <h3>{say("position.title")}</h3>
      <ChoiceField
        name="stance"
        label={say("position.stance")}
        choices={stances.map((stance) => ({ value: stance, label: say(`position.${stance}`) }))}
      />
      {of && <SelectField name="term" label={say("position.about")} choices={subjects} />}
      <TextField
        name="reason"
        label={say(values.stance === "objects" ? "position.harm" : "position.reason")}
        rows={2}
      />
      {against && (
        <>
          <TextField name="change" label={say("position.change")} description={say("position.changeHint")} rows={2} />
          <ChoiceField
            name="whether"
            label={say("position.whether")}
            choices={[
              { value: "how", label: say("position.how"), description: say("position.howHint") },
              { value: "where", label: say("position.where"), description: say("position.whereHint") },
            ]}
          />
          {sentences.length > 1 && <SelectField name="vision" label={say("position.vision")} choices={sentences} />}
        </>
      )}
      <p className="small">{say("position.binds")}</p>
      <div>
        <SubmitButton act={act} permission={may("takePosition", table.viewerMay)}>
          {say("position.do")}
        </SubmitButton>
      </div>
      {act.standing === "done" && <p role="status">{say("position.done")}</p>}
    </Form>
  );
}

function useSubjects(of: WholePackage | undefined): readonly Choice[] {
  const say = usePackageWords();
  const { byId } = useSheet();
  return [
    { value: "", label: say("position.whole") },
    ...(of?.values ?? []).flatMap(({ term: at }) => {
      const term = at && byId.get(at.id);
      return term && !term.removed ? [{ value: term.id, label: plain(term.name) }] : [];
    }),
  ];
}

/** The sentences of the initiative's visions: one of them may be what a disagreement touches. */
function useSentences(): readonly Choice[] {
  const table = useTable();
  const say = usePackageWords();
  const visions = table.initiative?.visions;
  const all = (["person", "organization", "economy"] as const).flatMap((sphere) =>
    (visions?.[sphere] ?? "")
      .split(/(?<=[.!?])\s+/)
      .filter((sentence) => sentence.trim() !== "")
      .map((sentence) => ({ value: `${sphere}|${sentence}`, label: `${say(`sphere.${sphere}`)}: ${plain(sentence)}` })),
  );
  return [{ value: "", label: say("position.noVision") }, ...all];
}
