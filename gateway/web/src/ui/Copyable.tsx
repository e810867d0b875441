import { Button } from "@mantine/core";
import { useState } from "react";
import { useAppWords } from "../words/app";

/** A text to take along: an address, a hash, a token. */
export function Copyable({ label, value }: { readonly label: string; readonly value: string }) {
  const say = useAppWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <div className="copyable">
      <span className="heard">{label}</span>
      <code>{value}</code>
      <Button variant="default" size="compact-sm" onClick={copy} aria-label={`${say("copy")}: ${label}`}>
        {copied ? say("copied") : say("copy")}
      </Button>
      <span role="status" className="heard">
        {copied ? say("copied") : ""}
      </span>
    </div>
  );
}
