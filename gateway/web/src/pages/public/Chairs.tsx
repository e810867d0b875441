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
      <div className="tablewrap">
        <table className="table public-chairs">
          <thead>
            <tr>
              <th scope="col">{say("chairs.seat")}</th>
              <th scope="col">{say("chairs.class")}</th>
              <th scope="col">{say("chairs.who")}</th>
              <th scope="col" className="noprint">
                <span className="heard">{say("chairs.act")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {page.seats.map((seat) => (
              <Chair key={seat.seat} seat={seat} want={() => want(seat.seat)} />
            ))}
          </tbody>
        </table>
      </div>
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
    <tr data-state={seat.state}>
      <th scope="row">
        <span aria-hidden className="public-chair" data-state={seat.state} /> <SafeText>{seat.name}</SafeText>
      </th>
      <td>
        <SafeText>{seat.class}</SafeText>
      </td>
      <td>
        {seat.state === "taken" ? (
          <SafeText>{seat.organization?.name ?? say("chairs.unnamed")}</SafeText>
        ) : (
          say(`chairs.state.${seat.state}`)
        )}
        {seat.state !== "taken" && seat.attempts > 0 && (
          <p className="small">
            {say("chairs.tried", { count: seat.attempts })}
            {seat.triedAt && (
              <>
                {" "}
                · <Moment at={seat.triedAt} relative />
              </>
            )}
          </p>
        )}
      </td>
      <td className="noprint">
        {seat.state !== "taken" && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={want}
            aria-label={say("chairs.stepFor", { seat: plain(seat.name) })}
          >
            {say("chairs.step")}
          </Button>
        )}
      </td>
    </tr>
  );
}
