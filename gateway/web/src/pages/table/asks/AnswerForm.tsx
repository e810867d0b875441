import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { SubmitButton } from "../../../ui/ActButton";
import { ChoiceField, SelectField, TextField } from "../../../ui/fields";
import { Form, useField, useForm } from "../../../ui/form";
import { useAsksWords } from "../../../words/asks";
import { seatName } from "../SeatName";
import { ownSeat, present, seatsOf, useTable } from "../table";
import type { Ask } from "./index";
import { AnswerAsk, ChoicesQuery } from "./operations";

interface AnswerProps {
  readonly ask: Ask;
  readonly onDone: () => void;
}

interface Typed extends Record<string, unknown> {
  how: "term" | "document" | "words" | "whyNot";
  text: string;
  term: string;
  document: { name: string; hash: string } | null;
  readers: readonly string[];
}

/** Answers by a term, a document, words, or the reason why not. */
export function AnswerForm({ ask, onDone }: AnswerProps) {
  const say = useAsksWords();
  const table = useTable();
  const act = useAct(AnswerAsk);
  const form = useForm<Typed>({
    draft: `ask.answer:${ask.id}`,
    initial: { how: "words", text: "", term: ask.term?.id ?? "", document: null, readers: [] },
  });
  const { how, text, term, document, readers } = form.values;
  const wish = {
    input: {
      ask: ask.id,
      how,
      ...(text && { text }),
      ...(how === "term" && term && { term }),
      ...(how === "document" && document && { document }),
      ...(readers.length > 0 && { readers: readers.map((seat) => ({ seat })) }),
    },
  };
  const send = async () => {
    const payload = await act.send(wish);
    if (payload) onDone();
    return payload;
  };
  const label = say(ask.kind === "heard" ? "restate" : "answer");
  return (
    <Form form={form} act={act} label={label} onSubmit={send} preview={() => act.preview(wish)}>
      {ask.kind === "heard" ? (
        <p className="small">{say("restateHint")}</p>
      ) : (
        <ChoiceField
          name="how"
          label={say("form.how")}
          choices={(["words", "term", "document", "whyNot"] as const).map((value) => ({
            value,
            label: say(`how.${value}`),
            description: say(`howHint.${value}`),
          }))}
        />
      )}
      {how === "term" && <TermField />}
      {how === "document" && <DocumentField />}
      <TextField name="text" label={say(how === "whyNot" ? "form.whyNot" : "form.words")} rows={4} />
      {ask.kind === "information" && (
        <ReadersField
          seats={seatsOf(table)
            .filter((seat) => present(seat) && seat.id !== ownSeat(table))
            .map((seat) => ({ id: seat.id, name: seatName(seat) ?? "" }))}
        />
      )}
      <div>
        <SubmitButton act={act}>{label}</SubmitButton>
      </div>
    </Form>
  );
}

/** The term that says it, from the sheet. */
export function TermField() {
  const say = useAsksWords();
  const table = useTable();
  const live = useLive(ChoicesQuery, { id: table.id });
  const terms = live.data?.negotiation?.terms.edges ?? [];
  return (
    <SelectField
      name="term"
      label={say("form.term")}
      choices={[
        { value: "", label: say("form.noTerm") },
        ...terms.filter(({ node }) => !node.removed).map(({ node }) => ({ value: node.id, label: node.name })),
      ]}
    />
  );
}

/** A document stays where it is: the table is told its name and the digest of its bytes. */
function DocumentField() {
  const say = useAsksWords();
  const { id, value, set, error } = useField<Typed["document"]>("document");
  const pick = async (file: File | undefined) => {
    if (!file) return set(null);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    set({ name: file.name, hash: [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") });
  };
  return (
    <div>
      <label htmlFor={id}>{say("form.document")}</label>
      <input
        id={id}
        type="file"
        className="asks-file"
        aria-describedby={`${id}-how`}
        onChange={(event) => void pick(event.currentTarget.files?.[0])}
      />
      <p id={`${id}-how`} className="small">
        {say("form.documentHint")}
      </p>
      {value && (
        <p className="small" role="status">
          {value.name} · <code className="asks-hash">{value.hash}</code>
        </p>
      )}
      {error && <p className="why">{error}</p>}
    </div>
  );
}

/** For whom alone an answer is. */
function ReadersField({ seats }: { readonly seats: readonly { id: string; name: string }[] }) {
  const say = useAsksWords();
  const { value, set, error } = useField<readonly string[]>("readers");
  return (
    <fieldset className="asks-readers">
      <legend>{say("form.readers")}</legend>
      <p className="small">{say("form.readersHint")}</p>
      {seats.map(({ id, name }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={value.includes(id)}
            onChange={(event) =>
              set(event.currentTarget.checked ? [...value, id] : value.filter((each) => each !== id))
            }
          />{" "}
          {name}
        </label>
      ))}
      {error && <p className="why">{error}</p>}
    </fieldset>
  );
}
