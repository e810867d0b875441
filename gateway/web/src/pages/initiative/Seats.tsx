import { Button } from "@mantine/core";
import { useState } from "react";
import { Moment } from "../../ui/format";
import { Section } from "../../ui/page";
import { Empty } from "../../ui/states";
import { OrgName, PersonName, plain, SafeText } from "../../ui/text";
import { useInitiativeWords } from "../../words/initiative";
import { AttemptForm } from "./AttemptForm";
import { InviteForm } from "./InviteForm";
import { OpenSeatForm } from "./OpenSeatForm";
import type { Initiative, InitiativeSeat } from "./operations";

/** Every chair: who sits there, who is missing, what was tried, and asking them. */
export function Seats({ initiative }: { readonly initiative: Initiative }) {
  const say = useInitiativeWords();
  const [open, toggle] = useState(false);
  const seats = initiative.seats.edges.map(({ node }) => node);
  const missing = seats.filter(({ state }) => state !== "taken").length;
  return (
    <Section
      title={say("seats.title")}
      aside={missing > 0 && <span className="small">{say("seats.missing", { count: missing })}</span>}
    >
      {seats.length === 0 && <Empty title={say("seats.none")}>{say("seats.noneWhat")}</Empty>}
      <ul className="rows">
        {seats.map((seat) => (
          <Chair key={seat.id} seat={seat} initiative={initiative} />
        ))}
      </ul>
      <p className="noprint">
        <Button variant="default" aria-expanded={open} onClick={() => toggle(!open)}>
          {say("seats.open")}
        </Button>
      </p>
      {open && <OpenSeatForm initiative={initiative} />}
    </Section>
  );
}

function Chair({ seat, initiative }: { readonly seat: InitiativeSeat; readonly initiative: Initiative }) {
  const say = useInitiativeWords();
  const [doing, act] = useState<"invite" | "tried" | null>(null);
  const taken = seat.state === "taken";
  const asked = initiative.invitations.edges.map(({ node }) => node).filter((each) => each.seat?.id === seat.id);
  return (
    <li>
      <div className="main">
        <span aria-hidden className="initiative-chair" data-state={seat.state} />{" "}
        {taken ? <OrgName organization={seat.organization} /> : <SafeText>{seat.name}</SafeText>}{" "}
        <span className="small">
          <SafeText>{seat.class}</SafeText> · {say(`seats.state.${seat.state}`)}
        </span>
        {seat.reason && (
          <p className="small">
            {say("seats.because")} <SafeText>{seat.reason}</SafeText>
          </p>
        )}
        {seat.advocate && (
          <p className="small">
            {say.rich("seats.advocate", { who: <PersonName person={seat.advocate} /> })}
            {seat.interests && (
              <>
                {" "}
                {say("seats.interests")} <SafeText>{seat.interests}</SafeText>
              </>
            )}
          </p>
        )}
        {seat.attempts.map(({ channel, at }) => (
          <p className="small" key={`${channel}${at}`}>
            {say("seats.tried")} <SafeText>{channel}</SafeText>, <Moment at={at} relative />
          </p>
        ))}
        {asked.map((each) => (
          <div className="small" key={each.id}>
            {say.rich("seats.asked", {
              who: <SafeText>{each.name}</SafeText>,
              state: say(`seats.invitation.${each.state}`),
            })}
            {each.instead && (
              <p>
                {say("seats.instead")} <SafeText>{each.instead}</SafeText>
              </p>
            )}
            {each.conditions.map(({ reason, at }) => (
              <p key={at}>
                {say("seats.condition")} <SafeText lines>{reason}</SafeText>
              </p>
            ))}
          </div>
        ))}
        {doing === "invite" && <InviteForm initiative={initiative} seat={seat} />}
        {doing === "tried" && <AttemptForm initiative={initiative} seat={seat} done={() => act(null)} />}
      </div>
      {!taken && (
        <span className="row noprint">
          <Button
            variant="default"
            size="compact-sm"
            aria-expanded={doing === "invite"}
            aria-label={say("seats.inviteTo", { seat: plain(seat.name) })}
            onClick={() => act(doing === "invite" ? null : "invite")}
          >
            {say("seats.invite")}
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={doing === "tried"}
            aria-label={say("seats.noteTo", { seat: plain(seat.name) })}
            onClick={() => act(doing === "tried" ? null : "tried")}
          >
            {say("seats.note")}
          </Button>
        </span>
      )}
    </li>
  );
}
