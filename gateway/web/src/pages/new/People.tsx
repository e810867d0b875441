import { Button, TextInput } from "@mantine/core";
import { useNewWords } from "../../words/new";
import type { Touched } from "./plan";

interface Props {
  readonly all: readonly Touched[];
  readonly set: (all: readonly Touched[]) => void;
  readonly label: "q2" | "q4";
  /** Also asks how it touches them. */
  readonly affects?: boolean;
}

/** People and organizations, a line each; each becomes a chair. */
export function People({ all, set, label, affects = false }: Props) {
  const say = useNewWords();
  const change = (place: number, field: keyof Touched, value: string) =>
    set(all.map((each, at) => (at === place ? { ...each, [field]: value } : each)));
  return (
    <>
      <ul className="new-people">
        {all.map((each, place) => {
          const number = place + 1;
          const input = (field: keyof Touched) => (
            <TextInput
              label={say(`${field}.label`)}
              aria-label={say(`${field}.of`, { number })}
              value={each[field]}
              autoComplete="off"
              dir="auto"
              onChange={(e) => change(place, field, e.currentTarget.value)}
            />
          );
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the list
            <li key={place} aria-label={say(`${label}.line`, { number })}>
              {input("name")}
              {input("class")}
              {affects && input("affects")}
            </li>
          );
        })}
      </ul>
      <p className="row">
        <Button variant="default" size="xs" onClick={() => set([...all, { name: "", class: "", affects: "" }])}>
          {say(`${label}.more`)}
        </Button>
        {all.length > 1 && (
          <Button variant="subtle" size="xs" onClick={() => set(all.slice(0, -1))}>
            {say("less")}
          </Button>
        )}
      </p>
    </>
  );
}
