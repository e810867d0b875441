import { Button } from "@mantine/core";
import { may, type ResultOf } from "../../../api/graphql";
import { usePages } from "../../../api/usePages";
import { useSession } from "../../../app/session";
import { Fold } from "../../../ui/Fold";
import { Section } from "../../../ui/page";
import { Empty, Waiting } from "../../../ui/states";
import { useAsksWords } from "../../../words/asks";
import { ownSeat, useTable } from "../table";
import { AskCard } from "./AskCard";
import { Offers } from "./Offers";
import { AsksQuery } from "./operations";
import { RaiseForm } from "./RaiseForm";
import "./asks.css";

const asks = (data: ResultOf<typeof AsksQuery>) => data.negotiation?.asks;

export type Ask = NonNullable<ReturnType<typeof asks>>["edges"][number]["node"];

/** What we owe each other an answer to. */
export function Component() {
  const table = useTable();
  const say = useAsksWords();
  const { viewer } = useSession();
  const { live, nodes, hasMore, more, loading } = usePages(AsksQuery, { id: table.id }, asks);
  const mine = { seat: ownSeat(table), organization: viewer?.organization?.id ?? null };
  const sides = Map.groupBy(nodes, (ask) => sideOf(ask, mine));
  const permission = may("raiseAsk", table.viewerMay);
  return (
    <>
      <p className="small asks-lead">{say("lead")}</p>
      {live.data ? (
        <>
          {(["owed", "owing", "others"] as const).map((side) => {
            const here = sides.get(side) ?? [];
            if (side === "others" && here.length === 0) return null;
            return (
              <Section key={side} title={say(`sides.${side}`)}>
                {here.length === 0 && <Empty title={say(`none.${side}`)} />}
                <ul className="asks-list">
                  {here.toSorted(byUrgency).map((ask) => (
                    <AskCard key={ask.id} ask={ask} />
                  ))}
                </ul>
              </Section>
            );
          })}
          {hasMore && (
            <Button variant="default" onClick={more} loading={loading}>
              {say("more")}
            </Button>
          )}
        </>
      ) : (
        <Waiting for={live} />
      )}
      <Section title={say("raise.title")}>
        {permission?.allowed === false ? (
          <p className="why">{permission.message}</p>
        ) : (
          <Fold label={say("raise.open")}>
            <RaiseForm />
          </Fold>
        )}
      </Section>
      <Offers />
    </>
  );
}

interface Mine {
  readonly seat: string | null;
  readonly organization: string | null;
}

/** On which side of an ask the reader is. */
function sideOf(ask: Ask, { seat, organization }: Mine): "owed" | "owing" | "others" {
  const { to, from } = ask;
  if ((seat && to.seat?.id === seat) || (organization && to.organization?.id === organization)) return "owed";
  if (seat && from.seat?.id === seat) return "owing";
  return "others";
}

const order: Record<Ask["status"], number> = { contested: 0, open: 0, answered: 1, confirmed: 2, withdrawn: 3 };

/** What still waits comes first, and of it what is due first. */
function byUrgency(one: Ask, other: Ask): number {
  return order[one.status] - order[other.status] || one.due.localeCompare(other.due);
}
