import { useState } from "react";
import { Link, useParams } from "react-router";
import { useLive } from "../../api/useLive";
import { path } from "../../app/paths";
import { Moment, useFormat } from "../../ui/format";
import { LiveDot, Page, Section } from "../../ui/page";
import { NotFound, Waiting } from "../../ui/states";
import { OrgName, PersonName, plain, SafeText } from "../../ui/text";
import { useConversationWords } from "../../words/conversation";
import { Answering } from "./Answering";
import { Care } from "./Care";
import type { Conversation } from "./conversation";
import { Log } from "./Log";
import { Opinions } from "./Opinions";
import { Own } from "./Own";
import { ConversationQuery, OpinionsQuery } from "./operations";
import { Petitions } from "./Petitions";
import { Raised } from "./Raised";
import { Statements } from "./Statements";
import { WriteForm } from "./WriteForm";
import "./conversation.css";

/** A question to many: answering what others said, saying something, and what it comes to. */
export function Component() {
  const { conversation: id = "" } = useParams();
  const say = useConversationWords();
  const live = useLive(ConversationQuery, { id });
  const opinions = useLive(OpinionsQuery, { id });
  const [wanted, setWanted] = useState<string | null>(null);
  if (!live.data) return <Waiting for={live} />;
  const conversation = live.data.conversation;
  if (!conversation) return <NotFound />;
  const { initiative } = conversation;
  const analysis = opinions.data?.conversation?.analysis ?? null;
  const answer = (statement: string) => {
    setWanted(statement);
    document.getElementById("answer")?.scrollIntoView({ block: "center" });
  };
  return (
    <Page
      title={conversation.question}
      kind={
        initiative && (
          <>
            <Link to={path.initiative(initiative.id)}>
              <SafeText>{initiative.title}</SafeText>
            </Link>{" "}
            · {say("kind")}
          </>
        )
      }
      aside={<LiveDot state={live.freshness} />}
      lead={<Who conversation={conversation} />}
    >
      <Answering
        conversation={conversation}
        next={analysis?.next ?? null}
        wanted={wanted}
        onWanted={setWanted}
        onChanged={live.follow}
      />
      <Section title={say("write.title")}>
        <WriteForm conversation={conversation} onAnswer={answer} onChanged={live.follow} />
      </Section>
      <Opinions live={opinions} onAnswer={answer} />
      <Raised id={id} />
      <Own statements={conversation.viewerStatements} onChanged={live.follow} />
      <Statements conversation={conversation} onAnswer={answer} />
      <Care conversation={conversation} onChanged={live.follow} />
      {initiative && <Petitions initiative={initiative.id} />}
      <Log id={id} />
    </Page>
  );
}

/** Who asks whom, until when, and under which name one speaks. */
function Who({ conversation }: { readonly conversation: Conversation }) {
  const say = useConversationWords();
  const format = useFormat();
  const { audience, opener, openerFor, deadline, open, closedAt, measures, pseudonyms, viewerVoice, moderation } =
    conversation;
  return (
    <>
      <p>
        {say.rich(openerFor ? "askedFor" : "asked", {
          who: <PersonName person={opener} />,
          organization: <OrgName organization={openerFor} />,
        })}{" "}
        {say(`audience.${audience}`, {
          name: plain(conversation.organization?.name ?? conversation.community?.name ?? ""),
        })}{" "}
        {open
          ? deadline && say.rich("until", { when: <Moment at={deadline} /> })
          : say.rich("closed", { when: closedAt ? <Moment at={closedAt} /> : "" })}
      </p>
      {measures && (
        <p className="small">
          {say("measures", {
            voices: measures.voices,
            hearers: format.number(measures.hearers),
            statements: format.number(measures.statements),
          })}
        </p>
      )}
      <p className="small">
        {pseudonyms
          ? viewerVoice?.alias
            ? say("youAre", { alias: plain(viewerVoice.alias) })
            : say("pseudonyms")
          : say("names")}{" "}
        {say(`moderation.${moderation}`)}
      </p>
    </>
  );
}
