import { TextInput } from "@mantine/core";
import { lazy, Suspense, useMemo } from "react";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { ActButton } from "../../../ui/ActButton";
import { useForm } from "../../../ui/form";
import { useSentence } from "../../../ui/Outcome";
import { useTextWords } from "../../../words/tabletext";
import { useForesight } from "../packages/useForesight";
import { useTable } from "../table";
import { ValueField } from "../values/ValueField";
import { blank, sent, type Term, type Typed, typed, type Value, wished } from "../values/value";
import { AmendText } from "./operations";
import { useSentenceWords } from "./Sentence";

const Diff = lazy(() => import("./Diff"));

interface Writing extends Record<string, unknown> {
  readonly value: Typed;
  readonly reason: string;
}

/** Proposes another value for one term of the text: a redline, which a seat of another class accepts. */
export function AmendForm({ term, value }: { readonly term: Term; readonly value: Value | undefined }) {
  const table = useTable();
  const say = useTextWords();
  const words = useSentenceWords();
  const sentence = useSentence();
  const initial = useMemo<Writing>(() => ({ value: value ? typed(term, value) : "", reason: "" }), [term, value]);
  const form = useForm<Writing>({ draft: `text.amend:${term.id}`, initial });
  const act = useAct(AmendText);
  const wish = {
    input: { negotiation: table.id, term: term.id, value: wished(term, form.values.value), reason: form.values.reason },
  };
  const changed = JSON.stringify(form.values.value) !== JSON.stringify(initial.value) && !blank(form.values.value);
  const { errors } = useForesight(AmendText, changed ? wish : null);
  const wrong = errors.find(({ field }) => field?.filter((part) => part !== "input")[0] === "value");
  const next = changed ? sent(wish.input.value) : null;
  return (
    <form
      className="form"
      aria-label={say("amend.of", { term: term.name })}
      onSubmit={(event) => event.preventDefault()}
    >
      <ValueField
        term={term}
        value={form.values.value}
        error={wrong && sentence(wrong)}
        set={(to) => form.set("value", to)}
      />
      {next && !wrong && (
        <p aria-live="polite">
          <Suspense>
            <Diff before={words(term, value)} after={words(term, next)} />
          </Suspense>
        </p>
      )}
      <TextInput
        label={say("amend.reason")}
        required
        dir="auto"
        value={form.values.reason}
        onChange={(event) => form.set("reason", event.currentTarget.value)}
      />
      <div className="row">
        <ActButton
          act={act}
          wish={wish}
          ask="always"
          permission={may("amendText", table.viewerMay)}
          onDone={form.reset}
        >
          {say("amend.do")}
        </ActButton>
      </div>
      {act.payload?.motion && <p role="status">{say("amend.motion", { number: act.payload.motion.number })}</p>}
    </form>
  );
}
