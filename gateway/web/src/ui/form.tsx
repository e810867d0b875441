import { Button } from "@mantine/core";
import { createContext, type FormEvent, type ReactNode, use, useEffect, useId, useMemo, useRef, useState } from "react";
import type { Refused } from "../api/act";
import type { Preview } from "../api/graphql";
import { useSession } from "../app/session";
import { useAppWords } from "../words/app";
import { Confirm } from "./Confirm";
import { discard, keep, restore } from "./draft";
import { Outcome, useSentence, type Wishing } from "./Outcome";

type Values = Record<string, unknown>;

export interface Form<T extends Values> {
  readonly values: T;
  readonly set: <K extends keyof T & string>(name: K, value: T[K]) => void;
  /** True if what is shown was typed before this page was opened. */
  readonly restored: boolean;
  /** Forgets what was typed. */
  readonly reset: () => void;
}

interface FormOptions<T> {
  readonly initial: T;
  /** Keeps what is typed over reloads under this name, for this person on this device. */
  readonly draft?: string;
}

/** What is typed, over what is. Fields that were not touched follow `initial`. */
export function useForm<T extends Values>({ initial, draft }: FormOptions<T>): Form<T> {
  const person = useSession().viewer?.id ?? "";
  const [typed, setTyped] = useState<Partial<T>>(() => (draft ? (restore<T>(person, draft) ?? {}) : {}));
  const [restored, setRestored] = useState(() => Object.keys(typed).length > 0);
  useEffect(() => {
    if (!draft) return;
    if (Object.keys(typed).length > 0) keep(person, draft, typed);
    else discard(person, draft);
  }, [person, draft, typed]);
  return {
    values: { ...initial, ...typed },
    set: (name, value) => setTyped((was) => ({ ...was, [name]: value })),
    restored,
    reset: () => {
      setTyped({});
      setRestored(false);
    },
  };
}

interface Fields {
  readonly form: Form<Values>;
  readonly errors: readonly Refused[];
  readonly register: (name: string) => () => void;
  readonly id: string;
}

const Context = createContext<Fields | null>(null);

interface FormProps<T extends Values> {
  readonly form: Form<T>;
  readonly act: Wishing;
  /** Sends; a truthy answer means it is done, and what was typed is forgotten. */
  readonly onSubmit: () => Promise<unknown>;
  readonly label: string;
  /** Asks what it would cause before it is sent, and shows that where it binds; for acts that bind. */
  readonly preview?: () => Promise<Preview | null>;
  /** What the button of the dialog says. */
  readonly confirm?: string;
  readonly children: ReactNode;
}

/**
 * A form whose errors are the server's: beside the field that they are about,
 * or above the buttons. Nothing that was typed is lost by a refusal.
 */
export function Form<T extends Values>({ form, act, onSubmit, label, preview, confirm, children }: FormProps<T>) {
  const say = useAppWords();
  const id = useId();
  const element = useRef<HTMLFormElement>(null);
  const [names, setNames] = useState<ReadonlySet<string>>(new Set());
  const fields = useMemo<Fields>(
    () => ({
      form: form as unknown as Form<Values>,
      errors: act.errors,
      id,
      register: (name) => {
        setNames((was) => new Set(was).add(name));
        return () => setNames((was) => new Set([...was].filter((each) => each !== name)));
      },
    }),
    [form, act.errors, id],
  );

  // The first field that is wrong is where the reader goes on.
  useEffect(() => {
    if (act.standing === "refused") element.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [act.standing]);

  const [foreseen, setForeseen] = useState<Preview | null>(null);
  const send = async () => {
    const done = await onSubmit();
    setForeseen(null);
    if (done) form.reset();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (act.standing === "sending") return;
    if (!preview) return send();
    const found = await preview();
    if (found?.binds) setForeseen(found);
    else if (found) await send();
  };
  const rest = act.errors.filter(({ field }) => !field || !names.has(nameOf(field)));
  return (
    <Context value={fields}>
      <form ref={element} className="form" aria-label={label} noValidate onSubmit={submit}>
        {form.restored && (
          <p className="note quiet" role="status">
            {say("draft.restored")}{" "}
            <Button variant="subtle" size="compact-sm" onClick={form.reset}>
              {say("draft.discard")}
            </Button>
          </p>
        )}
        {children}
        <Outcome act={act} errors={rest} />
      </form>
      {foreseen && (
        <Confirm preview={foreseen} act={act} confirm={() => void send()} cancel={() => setForeseen(null)}>
          {confirm ?? say("act.confirm")}
        </Confirm>
      )}
    </Context>
  );
}

/** A field's place in its form: its value, how to set it, what is wrong with it. */
export function useField<V>(name: string) {
  const fields = use(Context);
  if (!fields) throw new Error(`field ${name} is outside a Form`);
  const { form, errors, register, id } = fields;
  const sentence = useSentence();
  const ref = useRef(register);
  useEffect(() => ref.current(name), [name]);
  const wrong = errors.filter(({ field }) => field && nameOf(field) === name);
  return {
    id: `${id}-${name}`,
    value: form.values[name] as V,
    set: (value: V) => form.set(name, value),
    error: wrong.length > 0 ? wrong.map(sentence).join(" ") : undefined,
  };
}

/** `["input", "visions", "person"]` → `visions.person`. */
function nameOf(field: readonly string[]): string {
  return (field[0] === "input" ? field.slice(1) : field).join(".");
}
