import { useAct } from "../../../api/useAct";
import { SubmitButton } from "../../../ui/ActButton";
import { ChoiceField, TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Moment } from "../../../ui/format";
import { PersonName, SafeText } from "../../../ui/text";
import { usePackageWords } from "../../../words/tablepackages";
import { useTable } from "../table";
import { ReviewDraft } from "./operations";
import type { Draft } from "./package";

type Verdict = Draft["reviews"][number]["verdict"];

/** What colleagues say of a draft, and one's own word. */
export function ReviewForm({ draft }: { readonly draft: Draft }) {
  const table = useTable();
  const say = usePackageWords();
  const act = useAct(ReviewDraft);
  const form = useForm<{ verdict: Verdict; note: string }>({ initial: { verdict: "approves", note: "" } });
  const { verdict, note } = form.values;
  return (
    <section className="section" aria-label={say("review.title")}>
      <h3>{say("review.title")}</h3>
      {draft.reviews.length === 0 && <p className="small">{say("review.none")}</p>}
      <ul className="rows">
        {draft.reviews.map((review) => (
          <li key={`${review.by?.id}${review.at}`}>
            <span className="main">
              <strong>
                <PersonName person={review.by} />
              </strong>{" "}
              {say(`verdict.${review.verdict}`)}
              {review.note && (
                <>
                  {": "}
                  <SafeText>{review.note}</SafeText>
                </>
              )}
            </span>
            <span className="small">
              <Moment at={review.at} />
            </span>
          </li>
        ))}
      </ul>
      <Form
        form={form}
        act={act}
        label={say("review.title")}
        onSubmit={() =>
          act.send({ input: { negotiation: table.id, draft: draft.id, verdict, ...(note.trim() && { note }) } })
        }
      >
        <ChoiceField
          name="verdict"
          label={say("review.label")}
          choices={[
            { value: "approves", label: say("review.approves") },
            { value: "returns", label: say("review.returns") },
          ]}
        />
        <TextField name="note" label={say("reason")} rows={2} />
        <div>
          <SubmitButton act={act} variant="default">
            {say("review.do")}
          </SubmitButton>
        </div>
      </Form>
    </section>
  );
}
