import { useLevelWords } from "../words/levels";
import type { Choice } from "./fields";

export type LevelNumber = "1" | "2" | "3";

export const levels: readonly LevelNumber[] = ["1", "2", "3"];

/** `1` → Level 1: local. */
export function Level({ of }: { readonly of: number }) {
  return <>{useLevelName()(of)}</>;
}

export function useLevelName(): (level: number) => string {
  const say = useLevelWords();
  return (level) => {
    const known = String(level) as LevelNumber;
    return levels.includes(known) ? say("of", { level, name: say(`name.${known}`) }) : String(level);
  };
}

/** The three levels, each with its sentence, to choose from. */
export function useLevelChoices(): readonly Choice[] {
  const say = useLevelWords();
  return levels.map((level) => ({
    value: level,
    label: say("of", { level, name: say(`name.${level}`) }),
    description: say(`what.${level}`),
  }));
}
