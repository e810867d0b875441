import { useDeferredValue } from "react";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { SubmitButton } from "../../../ui/ActButton";
import { ChoiceField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { SafeText } from "../../../ui/text";
import { useSealWords } from "../../../words/seal";
import { useTable } from "../table";
import type { Term } from "../values/value";
import { type OwnSeal, SealPreferences } from "./operations";
import { preferences, reweighed, sealed, weighable } from "./preferences";
import { RefusedFields } from "./RefusedFields";
import { Review } from "./Review";
import { Slide } from "./Slide";
import { TermSeal } from "./TermSeal";

interface SealFormProps {
  readonly terms: readonly Term[];
  readonly own: OwnSeal | null;
}

/** What the terms are worth to the seat, in numbers. */
export function SealForm({ terms, own }: SealFormProps) {
  const table = useTable();
  const say = useSealWords();
  const act = useAct(SealPreferences);
  const form = useForm({ draft: `seal:${table.id}`, initial: preferences(terms, own) });
  const { values, set } = form;
  const weighed = terms.filter(weighable);
  const wordy = terms.filter((term) => !weighable(term));
  const wish = { input: { negotiation: table.id, ...sealed(values, terms) } };
  const settled = useDeferredValue(wish.input);
  return (
    <div className="seal-two">
      <Form
        form={form}
        act={act}
        label={say("own")}
        confirm={say("go")}
        preview={() => act.preview(wish)}
        onSubmit={() => act.send(wish)}
      >
        <ChoiceField
          name="kind"
          label={say("kind")}
          choices={[
            { value: "full", label: say("full"), description: say("fullWhat") },
            { value: "thin", label: say("thin"), description: say("thinWhat") },
          ]}
        />
        {values.kind === "full" && (
          <>
            <fieldset className="seal-set">
              <legend>{say("weights")}</legend>
              <p className="small">{say("weightsWhat")}</p>
              <ul className="seal-terms">
                {weighed.map((term) => (
                  <TermSeal
                    key={term.id}
                    term={term}
                    weight={values.weights[term.id] ?? 0}
                    setWeight={(to) => set("weights", reweighed(values.weights, term.id, to))}
                    curve={values.curves[term.id] ?? []}
                    setCurve={(curve) => set("curves", { ...values.curves, [term.id]: curve })}
                  />
                ))}
              </ul>
              {wordy.length > 0 && (
                <p className="small">
                  {say.rich("words", { terms: <SafeText>{wordy.map(({ name }) => name).join(", ")}</SafeText> })}
                </p>
              )}
            </fieldset>
            <fieldset className="seal-set">
              <legend>{say("reservation")}</legend>
              <p className="small">{say("reservationWhat")}</p>
              <Slide
                label={say("reservation")}
                unit={say("percent")}
                value={values.reservation}
                set={(to) => set("reservation", Math.min(1000, Math.max(0, to)))}
              />
            </fieldset>
          </>
        )}
        <fieldset className="seal-set">
          <legend>{say("refused")}</legend>
          <p className="small">{say("refusedWhat")}</p>
          <RefusedFields terms={weighed} refused={values.refused} set={(next) => set("refused", next)} />
        </fieldset>
        <SubmitButton act={act} permission={may("sealPreferences", table.viewerMay)}>
          {say("go")}
        </SubmitButton>
      </Form>
      <Review full={settled.full ?? null} refused={settled.refused ?? null} terms={terms} />
    </div>
  );
}
