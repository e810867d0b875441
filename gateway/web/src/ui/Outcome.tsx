import { Button } from "@mantine/core";
import type { Refused, Standing } from "../api/act";
import { useAppWords } from "../words/app";

export interface Wishing {
  readonly standing: Standing;
  readonly errors: readonly Refused[];
  readonly again: () => Promise<unknown>;
}

/** What became of a wish, where it is not said beside a field. */
export function Outcome({ act, errors = act.errors }: { readonly act: Wishing; readonly errors?: readonly Refused[] }) {
  const say = useAppWords();
  const sentence = useSentence();
  if (act.standing === "unknown") {
    return (
      <div role="alert" className="note trouble">
        <p>{say("act.unknown")}</p>
        <Button variant="default" size="xs" onClick={() => void act.again()}>
          {say("act.again")}
        </Button>
      </div>
    );
  }
  if (errors.length === 0) return null;
  return (
    <div role="alert" className="note trouble">
      {errors.map((error) => (
        <p key={`${error.code}:${error.message}`}>{sentence(error)}</p>
      ))}
    </div>
  );
}

/** A refusal in words: the server's, but for the machinery's code for a malformed input. */
export function useSentence(): (refused: Refused) => string {
  const say = useAppWords();
  return ({ code, message, params }) => {
    if (code === "AWAY") return say("line.away");
    if (code !== "INVALID") return message;
    const rule = params?.find(({ name }) => name === "rule")?.value ?? "";
    if (rule === "required") return say("act.needed");
    if (/long|size|most|length/i.test(rule)) return say("act.long");
    return /type|format|syntax/i.test(rule) ? say("act.wrong") : message;
  };
}
