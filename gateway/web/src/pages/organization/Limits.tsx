import { Button, TextInput } from "@mantine/core";
import { useField } from "../../ui/form";
import { useFormat } from "../../ui/format";
import { plain, SafeText } from "../../ui/text";
import { useOrganizationWords } from "../../words/organization";
import type { Limit } from "./operations";

/** Limits as sentences. */
export function LimitsList({ limits }: { readonly limits: readonly Limit[] }) {
  const say = useOrganizationWords();
  const format = useFormat();
  if (limits.length === 0) return <p className="small">{say("limit.none")}</p>;
  const what = ({ min, max, allowed }: Limit) =>
    [
      min !== null && say("limit.atLeast", { value: min }),
      max !== null && say("limit.atMost", { value: max }),
      allowed?.length && say("limit.oneOf", { values: format.list(allowed.map(plain)) }),
    ]
      .filter((part) => part)
      .join(", ");
  return (
    <ul>
      {limits.map((limit) => (
        <li key={limit.term}>
          <SafeText>{say("limit.between", { term: limit.term, what: what(limit) })}</SafeText>
        </li>
      ))}
    </ul>
  );
}

/** A limit while it is being written. */
export interface TypedLimit {
  readonly term: string;
  readonly min: string;
  readonly max: string;
  readonly allowed: string;
}

export const typedLimits = (limits: readonly Limit[]): readonly TypedLimit[] =>
  limits.map(({ term, min, max, allowed }) => ({
    term,
    min: min ?? "",
    max: max ?? "",
    allowed: (allowed ?? []).join(", "),
  }));

/** What is sent for it. */
export function wishedLimits(limits: readonly TypedLimit[]) {
  const number = (text: string) => text.trim().replace(",", ".");
  return limits
    .filter(({ term }) => term.trim() !== "")
    .map(({ term, min, max, allowed }) => ({
      term: term.trim(),
      ...(min.trim() ? { min: number(min) } : {}),
      ...(max.trim() ? { max: number(max) } : {}),
      ...(allowed.trim()
        ? {
            allowed: allowed
              .split(",")
              .map((each) => each.trim())
              .filter(Boolean),
          }
        : {}),
    }));
}

const parts = ["term", "min", "max", "allowed"] as const;

/** Rows of limits, within a form. */
export function LimitsField({ name }: { readonly name: string }) {
  const say = useOrganizationWords();
  const { value, set, error } = useField<readonly TypedLimit[]>(name);
  return (
    <fieldset className="organization-limits">
      <legend>{say("limit.title")}</legend>
      <p className="small">{say("limit.what")}</p>
      {value.map((limit, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a limit has no name before its term is typed
        <div key={place} className="organization-limit">
          {parts.map((part) => (
            <TextInput
              key={part}
              label={say(`limit.${part}`)}
              value={limit[part]}
              inputMode={part === "min" || part === "max" ? "decimal" : undefined}
              onChange={(event) =>
                set(value.map((each, at) => (at === place ? { ...each, [part]: event.currentTarget.value } : each)))
              }
            />
          ))}
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={say("limit.drop", { term: plain(limit.term) })}
            onClick={() => set(value.filter((_, at) => at !== place))}
          >
            ×
          </Button>
        </div>
      ))}
      {error && <p role="alert">{error}</p>}
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => set([...value, { term: "", min: "", max: "", allowed: "" }])}
      >
        {say("limit.add")}
      </Button>
    </fieldset>
  );
}
