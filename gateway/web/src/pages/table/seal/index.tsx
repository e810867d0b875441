import { Link } from "react-router";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { Copyable } from "../../../ui/Copyable";
import { Moment } from "../../../ui/format";
import { Private, Section } from "../../../ui/page";
import { Waiting } from "../../../ui/states";
import { PersonName, SafeText } from "../../../ui/text";
import { Wide } from "../../../ui/Wide";
import { useSealWords } from "../../../words/seal";
import { useWorthWords } from "../rounds/Worths";
import { SeatName, useSeatNames } from "../seats";
import { ownSeat, present, seatsOf, useTable } from "../table";
import { useSheet } from "../values/useSheet";
import { type OwnSeal, type Sealed, SealQuery, WorthQuery } from "./operations";
import { SealForm } from "./SealForm";
import "./seal.css";

/** What the seat seals for mediation, and what that does and does not do. */
export function Component() {
  const table = useTable();
  const say = useSealWords();
  const sheet = useSheet();
  const live = useLive(SealQuery, { id: table.id });
  const found = live.data?.negotiation;
  if (!found) return <Waiting for={live} />;
  if (!sheet.ready) return <Waiting for={sheet.live} />;
  const mine = ownSeat(table);
  const own = found.seals.edges.find(({ node }) => node.seat && node.seat.id === mine)?.node.own ?? null;
  return (
    <>
      <div className="seal-two">
        <section aria-label={say("title")}>
          <h2>{say("title")}</h2>
          <p>{say("what")}</p>
          <ul>
            <li>{say("does.read")}</li>
            <li>{say("does.lose")}</li>
            <li>{say("does.change")}</li>
            <li>{say("does.not")}</li>
          </ul>
        </section>
        <section className="note" aria-label={say("advice")}>
          <h2>{say("advice")}</h2>
          <p className="small">{say("adviceWhat")}</p>
          {found.sealAdvice.map(({ code, message }) => (
            <p key={code}>
              <SafeText>{message}</SafeText>
            </p>
          ))}
        </section>
      </div>
      {mine ? (
        <Private readers={say("readers")} title={say("own")}>
          <Standing own={own} />
          <details className="seal-fold" open={!own || undefined}>
            <summary>{say(own ? "edit" : "begin")}</summary>
            <SealForm key={own?.version ?? 0} terms={sheet.terms} own={own} />
          </details>
          <Worths />
        </Private>
      ) : (
        <p className="note quiet">{say("noSeat")}</p>
      )}
      <Section title={say("who")}>
        <Commitments found={found} />
      </Section>
    </>
  );
}

function Standing({ own }: { readonly own: OwnSeal | null }) {
  const say = useSealWords();
  if (!own) return <p>{say("none")}</p>;
  return (
    <>
      <p>
        {say.rich("now", {
          version: own.version,
          who: <PersonName person={own.by} />,
          when: <Moment at={own.sealedAt} />,
        })}{" "}
        {own.thin && say("thinNow")}
      </p>
      {own.opening && (
        <details className="seal-fold">
          <summary>{say("opening")}</summary>
          <p className="small">{say("openingWhat")}</p>
          <p>{say("key")}</p>
          <Copyable label={say("key")} value={own.opening.key} />
          <p>{say("content")}</p>
          <Copyable label={say("content")} value={own.opening.content} />
        </details>
      )}
    </>
  );
}

/** What lies on the table, and what it is worth to the own seat. */
function Worths() {
  const table = useTable();
  const say = useSealWords();
  const words = useWorthWords();
  const name = useSeatNames();
  const live = useLive(WorthQuery, { id: table.id });
  const packages = (live.data?.negotiation?.packages.edges ?? [])
    .map(({ node }) => node)
    .filter(({ ownWorth, status }) => ownWorth && (status === "idea" || status === "offer" || status === "carried"));
  return (
    <section aria-label={say("packages")}>
      <h3>{say("packages")}</h3>
      <p className="small">{say("packagesWhat")}</p>
      {packages.length === 0 && <p className="small">{say("noPackages")}</p>}
      <ul className="rows">
        {packages.toReversed().map(({ id, number, seat, ownWorth }) => (
          <li key={id}>
            <Link className="main" to={path.package(table.id, id)}>
              {say("packageLine", { number, who: name(seat?.id) })}
            </Link>
            <span>{words(ownWorth)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who is protected, by a fingerprint that gives nothing away. */
function Commitments({ found }: { readonly found: Sealed }) {
  const table = useTable();
  const say = useSealWords();
  const seals = new Map(found.seals.edges.map(({ node }) => [node.seat?.id, node]));
  return (
    <>
      <p className="small">{say("bareWhat")}</p>
      <Wide>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{say("seat")}</th>
              <th scope="col">{say("sealed")}</th>
              <th scope="col">{say("commitment")}</th>
              <th scope="col">{say("since")}</th>
            </tr>
          </thead>
          <tbody>
            {seatsOf(table)
              .filter(present)
              .map(({ id }) => {
                const seal = seals.get(id);
                return (
                  <tr key={id}>
                    <th scope="row">
                      <SeatName id={id} />
                    </th>
                    <td>
                      <span className="seal-mark" data-sealed={Boolean(seal)} aria-hidden />
                      {seal ? say("isSealed", { version: seal.version }) : say("bare")}
                    </td>
                    <td>{seal && <code className="seal-code">{seal.commitment}</code>}</td>
                    <td>{seal && <Moment at={seal.shownAt} />}</td>
                  </tr>
                );
              })}
          </tbody>
        </table>
      </Wide>
    </>
  );
}
