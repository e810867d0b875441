import { Checkbox, Group, TextInput } from "@mantine/core";
import { plain } from "../../../ui/text";
import { useSealWords } from "../../../words/seal";
import { useOptionWords } from "../values/useValueWords";
import type { Term } from "../values/value";
import { ends, type Limits, noLimits, ordered } from "./preferences";

interface RefusedProps {
  readonly terms: readonly Term[];
  readonly refused: Readonly<Record<string, Limits>>;
  readonly set: (refused: Readonly<Record<string, Limits>>) => void;
}

/** What the seat cannot live with: options, or all below or above a value. */
export function RefusedFields({ terms, refused, set }: RefusedProps) {
  const say = useSealWords();
  const option = useOptionWords();
  return (
    <div className="seal-refused">
      {terms.map((term) => {
        const own = refused[term.id] ?? noLimits;
        const change = (next: Partial<Limits>) => set({ ...refused, [term.id]: { ...own, ...next } });
        const name = plain(term.name);
        if (term.options.length > 0 || !ordered(term))
          return (
            <Checkbox.Group
              key={term.id}
              label={say("refusedOf", { term: name })}
              value={[...own.values]}
              onChange={(values) => change({ values })}
            >
              <Group gap="md" mt="xs">
                {ends(term).map((key) => (
                  <Checkbox key={key} value={key} label={option(term, key)} />
                ))}
              </Group>
            </Checkbox.Group>
          );
        return (
          <div key={term.id} className="row">
            {(["below", "above"] as const).map((side) => (
              <TextInput
                key={side}
                label={say(side, { term: name })}
                type={term.kind === "date" ? "date" : "text"}
                value={own[side]}
                onChange={(event) => change({ [side]: event.currentTarget.value })}
              />
            ))}
          </div>
        );
      })}
    </div>
  );
}
