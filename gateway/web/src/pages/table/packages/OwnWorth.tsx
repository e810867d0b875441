import { Percent } from "../../../ui/format";
import { Private } from "../../../ui/page";
import { usePackageWords } from "../../../words/tablepackages";
import type { WholePackage } from "./package";

/** What a package is worth to the own seat, by what that has sealed. */
export function OwnWorth({ worth }: { readonly worth: WholePackage["ownWorth"] }) {
  const say = usePackageWords();
  if (!worth) return null;
  const { least, most } = worth;
  return (
    <Private readers={say("team")}>
      <p>
        {worth.refused && <strong>{say("worth.refused")} </strong>}
        {least !== null && most !== null && (
          <>
            {least === most
              ? say.rich("worth.exactly", { worth: <Percent value={least} /> })
              : say.rich("worth.between", { least: <Percent value={least} />, most: <Percent value={most} /> })}{" "}
          </>
        )}
        {worth.enough !== null && say(worth.enough ? "worth.enough" : "worth.tooLittle")}
        {worth.stale && ` ${say("worth.stale")}`}
      </p>
    </Private>
  );
}
