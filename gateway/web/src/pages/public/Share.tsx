import { Button } from "@mantine/core";
import { lazy, Suspense } from "react";
import { path } from "../../app/paths";
import { Copyable } from "../../ui/Copyable";
import { Moment } from "../../ui/format";
import { Section } from "../../ui/page";
import { SafeText } from "../../ui/text";
import { usePublicWords } from "../../words/public";
import type { PublicInitiative } from "./operations";

const Code = lazy(async () => ({ default: (await import("../../ui/Code")).Code }));

/** The page's address, to pass on and to pin up, and since when it can be read. */
export function Share({ page }: { readonly page: PublicInitiative }) {
  const say = usePublicWords();
  const address = `${location.origin}${path.public(page.id)}`;
  return (
    <Section title={say("share.title")}>
      <div className="public-share">
        <Suspense fallback={<div className="code" />}>
          <Code value={address} label={say("share.code")} />
        </Suspense>
        <div>
          <Copyable label={say("share.address")} value={address} />
          <p className="noprint">
            <Button variant="default" onClick={() => window.print()}>
              {say("share.print")}
            </Button>
          </p>
        </div>
      </div>
      {page.turns.length > 0 && (
        <details>
          <summary>{say("share.turns")}</summary>
          <ul>
            {page.turns.map(({ shown, reason, at }) => (
              <li key={at}>
                <Moment at={at} />: {say(shown ? "share.shown" : "share.hidden")} — <SafeText>{reason}</SafeText>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}
