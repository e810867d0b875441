import { useSearchParams } from "react-router";
import { Moment, useFormat } from "../../ui/format";
import { useLevelName } from "../../ui/levels";
import { Page, Section } from "../../ui/page";
import { Marked, SafeText } from "../../ui/text";
import { useInviteWords } from "../../words/invite";
import type { AnsweredAs } from "./Answered";
import { Answers, answers } from "./Answers";
import { Chairs } from "./Chairs";
import { Decline } from "./Decline";
import { How } from "./How";
import { Instead } from "./Instead";
import { LookFirstPart } from "./LookFirstPart";
import { OtherRules } from "./OtherRules";
import type { InvitationCard } from "./operations";
import { TakeSeatPart } from "./TakeSeatPart";

export interface AnswerProps {
  readonly card: InvitationCard;
  readonly token: string;
  readonly answer: (as: AnsweredAs) => void;
}

/** What is asked of whom, and all that one needs to answer it. */
export function Letter({ over, ...held }: AnswerProps & { readonly over: boolean }) {
  const { card } = held;
  const say = useInviteWords();
  const [asked] = useSearchParams();
  const chosen = answers.find((each) => each === asked.get("answer"));
  return (
    <Page title={card.title} kind={say("kind")} lead={<Asks card={card} />}>
      {over && <p className="note">{say("over")}</p>}
      {chosen ? <Chosen {...held} chosen={chosen} /> : <Open card={card} />}
    </Page>
  );
}

function Asks({ card }: { readonly card: InvitationCard }) {
  const say = useInviteWords();
  return (
    <p className="invite-asks">
      {say.rich("asks", {
        inviter: <SafeText>{card.inviter}</SafeText>,
        organization: <SafeText>{card.inviterFor}</SafeText>,
        seat: (
          <strong>
            <SafeText>{card.seatName}</SafeText>
          </strong>
        ),
      })}
    </p>
  );
}

/** The whole letter with its answers. */
function Open({ card }: { readonly card: InvitationCard }) {
  const say = useInviteWords();
  return (
    <>
      <blockquote className="invite-note">
        <p className="small">{say.rich("dear", { name: <SafeText>{card.name}</SafeText> })}</p>
        <Marked>{card.note}</Marked>
        <p className="small">
          — <SafeText>{card.inviter}</SafeText>
        </p>
      </blockquote>
      <p className="invite-nothing">
        <strong>{say("nothing.title")}</strong> {say("nothing.text")}
      </p>
      <Answers card={card} />
      <About card={card} />
      <Chairs card={card} />
      <How card={card} />
    </>
  );
}

function About({ card }: { readonly card: InvitationCard }) {
  const say = useInviteWords();
  const format = useFormat();
  const level = useLevelName();
  const languages = new Intl.DisplayNames([say("languageTag")], { type: "language" });
  return (
    <Section title={say("about")}>
      <Marked>{card.purpose}</Marked>
      {card.affects && (
        <p className="note">
          <strong>{say("affects")}</strong> <SafeText lines>{card.affects}</SafeText>
        </p>
      )}
      <dl className="facts">
        <dt>{say("level")}</dt>
        <dd>{level(card.level)}</dd>
        <dt>{say("languages")}</dt>
        <dd>{format.list(card.languages.map((each) => languages.of(each) ?? each))}</dd>
        <dt>{say("until")}</dt>
        <dd>
          <Moment at={card.expires} />
        </dd>
      </dl>
      <details className="invite-visions">
        <summary>{say("visions")}</summary>
        {(["person", "organization", "economy"] as const).map((sphere) => (
          <section key={sphere}>
            <h3>{say(`sphere.${sphere}`)}</h3>
            <Marked level={4}>{card.visions[sphere]}</Marked>
          </section>
        ))}
      </details>
    </Section>
  );
}

type Answer = (typeof answers)[number];

function Chosen({ chosen, ...held }: AnswerProps & { readonly chosen: Answer }) {
  switch (chosen) {
    case "take":
      return <TakeSeatPart {...held} />;
    case "look":
      return <LookFirstPart {...held} />;
    case "instead":
      return <Instead {...held} />;
    case "rules":
      return <OtherRules {...held} />;
    case "no":
      return <Decline {...held} />;
  }
}
