import { Button } from "@mantine/core";
import { useState } from "react";
import { Moment } from "../../ui/format";
import { Section } from "../../ui/page";
import { plain, SafeText } from "../../ui/text";
import { usePublicWords } from "../../words/public";
import type { PublicInitiative, PublicSeat } from "./operations";
import { StepForwardPart } from "./StepForwardPart";

/** Who sits, class by class, and whose chair is empty, with the way to it. */
export function Chairs({ page }: { readonly page: PublicInitiative }) {
  const say = usePublicWords();
  const [wanted, want] = useState<string | null>(null);
  const empty = page.seats.filter(({ state }) => state !== "taken").length;
  return (
    <Section title={say("chairs.title")}>
      {page.seats.length === 0 && <p className="empty">{say("chairs.none")}</p>}
      {empty > 0 && <p>{say("chairs.empty", { count: empty })}</p>}
      <ul className="rows">
        {page.seats.map((seat) => (
          <Chair key={seat.seat} seat={seat} want={() => want(seat.seat)} />
        ))}
      </ul>
      {wanted === null ? (
        <p className="noprint">
          <Button variant="default" onClick={() => want("")}>
            {say("chairs.missing")}
          </Button>
        </p>
      ) : (
        <StepForwardPart
          key={wanted}
          initiative={page.id}
          seat={page.seats.find(({ seat }) => seat === wanted) ?? null}
          close={() => want(null)}
        />
      )}
    </Section>
  );
}

function Chair({ seat, want }: { readonly seat: PublicSeat; readonly want: () => void }) {
  const say = usePublicWords();
  return (
    <li>
      <div className="main">
        <span aria-hidden className="public-chair" data-state={seat.state} />{" "}
        <strong>
          <SafeText>{seat.name}</SafeText>
        </strong>{" "}
        <span className="small">
          <SafeText>{seat.class}</SafeText>
        </span>
        <p className="small">
          <Who seat={seat} />
        </p>
      </div>
      {seat.state !== "taken" && (
        <Button
          className="noprint"
          variant="default"
          size="compact-sm"
          onClick={want}
          aria-label={say("chairs.stepFor", { seat: plain(seat.name) })}
        >
          {say("chairs.step")}
        </Button>
      )}
    </li>
  );
}

function Who({ seat }: { readonly seat: PublicSeat }) {
  const say = usePublicWords();
  if (seat.state === "taken") return <SafeText>{seat.organization?.name ?? say("chairs.unnamed")}</SafeText>;
  return (
    <>
      {say(`chairs.state.${seat.state}`)}
      {seat.attempts > 0 && <> · {say("chairs.tried", { count: seat.attempts })}</>}
      {seat.triedAt && (
        <>
          {" "}
          · <Moment at={seat.triedAt} relative />
        </>
      )}
    </>
  );
}
