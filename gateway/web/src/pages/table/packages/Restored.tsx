import { Button } from "@mantine/core";
import { useAppWords } from "../../../words/app";

/** Says that what was typed earlier is back. */
export function Restored({ form }: { readonly form: { readonly restored: boolean; readonly reset: () => void } }) {
  const say = useAppWords();
  if (!form.restored) return null;
  return (
    <p className="note quiet" role="status">
      {say("draft.restored")}{" "}
      <Button variant="subtle" size="compact-sm" onClick={form.reset}>
        {say("draft.discard")}
      </Button>
    </p>
  );
}
