import { useFormat } from "../../ui/format";
import { Section } from "../../ui/page";
import { useInviteWords } from "../../words/invite";
import type { InvitationCard } from "./operations";

/** How it is decided, what that costs, what it commits to, who sees what. */
export function How({ card }: { readonly card: InvitationCard }) {
  const say = useInviteWords();
  const format = useFormat();
  const { decides } = card;
  const rule: string = `how.rule.${decides.rule}`;
  const ratify: string = `how.ratify.${decides.ratification}`;
  const threshold = decides.threshold ? format.percent(decides.threshold) : "";
  return (
    <>
      <Section title={say("how.title")}>
        <p>{say.has(rule) ? say(rule, { threshold }) : decides.rule}</p>
        {say.has(ratify) && <p>{say(ratify)}</p>}
        <p className="small">{say("how.template")}</p>
      </Section>
      <Section title={say("time.title")}>
        <dl className="facts">
          <dt>{say("time.read")}</dt>
          <dd>{say("time.atLeast", { time: format.duration(decides.read) })}</dd>
          <dt>{say("time.decide")}</dt>
          <dd>{say("time.atLeast", { time: format.duration(decides.decide) })}</dd>
          {decides.ratify && (
            <>
              <dt>{say("time.ratify")}</dt>
              <dd>{say("time.atLeast", { time: format.duration(decides.ratify) })}</dd>
            </>
          )}
        </dl>
        <p className="small">{say("time.own")}</p>
      </Section>
      <Section title={say("commits.title")}>
        <ul>
          {card.commits.map((each) => (
            <li key={each}>{say(`commits.${each}`)}</li>
          ))}
        </ul>
      </Section>
      <Section title={say("sees.title")}>
        <dl className="facts invite-sees">
          {card.sees.map((each) => (
            <div key={each}>
              <dt>{say(`sees.who.${each}`)}</dt>
              <dd>{say(`sees.what.${each}`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  );
}
