import { Link } from "react-router";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { Moment } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { plain } from "../../../ui/text";
import { useGroundWords } from "../../../words/ground";
import { SeatName } from "../SeatName";
import { PastQuery } from "./operations";

/** What a seat found that came when the talks were under way. */
export function Briefs({ id }: { readonly id: string }) {
  const say = useGroundWords();
  const live = useLive(PastQuery, { id });
  const briefs = live.data?.negotiation?.briefs.edges.map(({ node }) => node) ?? [];
  if (briefs.length === 0) return null;
  return (
    <Section title={say("brief.title")}>
      {briefs.map((brief) => (
        <article key={brief.id} className="note">
          <h3>
            <SeatName seat={brief.seat} />
          </h3>
          <p className="small">
            {say.rich("brief.came", { when: <Moment at={brief.at} />, from: <Moment at={brief.from} /> })}
          </p>
          <dl className="facts">
            <dt>{say("brief.stands")}</dt>
            <dd>
              {brief.stands.length === 0 && say("brief.nothing")}
              {brief.stands.map((each, place) => (
                <span key={each.id}>
                  {place > 0 && ", "}
                  <Link to={path.package(id, each.id)}>{say("package", { number: each.number })}</Link>
                </span>
              ))}
            </dd>
            <dt>{say("brief.open")}</dt>
            <dd>{brief.open.map(({ name }) => plain(name)).join(", ") || say("brief.nothing")}</dd>
            <dt>{say("brief.decided")}</dt>
            <dd>
              {brief.decided.length === 0 && say("brief.nothing")}
              {brief.decided.map((each, place) => (
                <span key={each.id}>
                  {place > 0 && ", "}
                  <Link to={path.decision(id, each.id)}>{say("brief.decision", { number: each.number })}</Link>
                </span>
              ))}
            </dd>
          </dl>
        </article>
      ))}
    </Section>
  );
}
