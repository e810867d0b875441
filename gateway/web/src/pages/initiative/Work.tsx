import { Button } from "@mantine/core";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useAct } from "../../api/useAct";
import { path } from "../../app/paths";
import { SubmitButton } from "../../ui/ActButton";
import { ChoiceField, TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Moment } from "../../ui/format";
import { Section } from "../../ui/page";
import { Empty } from "../../ui/states";
import { SafeText } from "../../ui/text";
import { useInitiativeWords } from "../../words/initiative";
import { type Initiative, OpenConversation, OpenNegotiation } from "./operations";

interface Props {
  readonly initiative: Initiative;
}

/** Its tables and conversations, and opening another. */
export function Work({ initiative }: Props) {
  const say = useInitiativeWords();
  const [opening, open] = useState<"table" | "conversation" | null>(null);
  const tables = initiative.negotiations.edges.map(({ node }) => node);
  const conversations = initiative.conversations.edges.map(({ node }) => node);
  return (
    <Section title={say("work.title")}>
      {tables.length + conversations.length === 0 && <Empty title={say("work.none")}>{say("work.noneWhat")}</Empty>}
      <ul className="rows">
        {tables.map(({ id, title, status }) => (
          <li key={id}>
            <span className="main">
              <Link to={path.table(id)}>
                <SafeText>{title}</SafeText>
              </Link>
            </span>
            <span className="small">
              {say("work.table")} · {say(`work.status.${status}`)}
            </span>
          </li>
        ))}
        {conversations.map(({ id, question, open: live, openedAt }) => (
          <li key={id}>
            <span className="main">
              <Link to={path.conversation(id)}>
                <SafeText>{question}</SafeText>
              </Link>
            </span>
            <span className="small">
              {say("work.conversation")} · {say(live ? "work.open" : "work.closed")} · <Moment at={openedAt} relative />
            </span>
          </li>
        ))}
      </ul>
      <p className="row noprint">
        <Button
          variant="default"
          aria-expanded={opening === "table"}
          onClick={() => open(opening === "table" ? null : "table")}
        >
          {say("work.openTable")}
        </Button>
        <Button
          variant="default"
          aria-expanded={opening === "conversation"}
          onClick={() => open(opening === "conversation" ? null : "conversation")}
        >
          {say("work.openConversation")}
        </Button>
      </p>
      {opening === "table" && <TableForm initiative={initiative} />}
      {opening === "conversation" && <ConversationForm initiative={initiative} />}
    </Section>
  );
}

function TableForm({ initiative }: Props) {
  const say = useInitiativeWords();
  const go = useNavigate();
  const act = useAct(OpenNegotiation);
  const form = useForm({ draft: `initiative.table:${initiative.id}`, initial: { title: "" } });
  const send = async () => {
    const payload = await act.send({ input: { initiative: initiative.id, title: form.values.title } });
    if (payload?.negotiation) await go(path.table(payload.negotiation.id, "ground"));
    return payload;
  };
  return (
    <Form form={form} act={act} onSubmit={send} label={say("work.openTable")}>
      <TextField name="title" label={say("work.about")} description={say("work.aboutWhat")} />
      <SubmitButton act={act}>{say("work.openTable")}</SubmitButton>
    </Form>
  );
}

function ConversationForm({ initiative }: Props) {
  const say = useInitiativeWords();
  const go = useNavigate();
  const act = useAct(OpenConversation);
  const form = useForm({
    draft: `initiative.conversation:${initiative.id}`,
    initial: { question: "", audience: "registered" },
  });
  const send = async () => {
    const payload = await act.send({
      input: { initiative: initiative.id, question: form.values.question, audience: form.values.audience as "table" },
    });
    if (payload?.conversation) await go(path.conversation(payload.conversation.id));
    return payload;
  };
  return (
    <Form form={form} act={act} onSubmit={send} label={say("work.openConversation")}>
      <TextField name="question" label={say("work.question")} />
      <ChoiceField
        name="audience"
        label={say("work.audience")}
        choices={(["table", "registered", "public"] as const).map((value) => ({
          value,
          label: say(`work.hears.${value}`),
        }))}
      />
      <SubmitButton act={act}>{say("work.openConversation")}</SubmitButton>
    </Form>
  );
}
