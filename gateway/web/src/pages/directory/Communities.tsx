import { Button } from "@mantine/core";
import { Link, useNavigate } from "react-router";
import type { ResultOf } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { usePages } from "../../api/usePages";
import { path } from "../../app/paths";
import { useSession } from "../../app/session";
import { SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Section } from "../../ui/page";
import { Empty } from "../../ui/states";
import { SafeText } from "../../ui/text";
import { useAppWords } from "../../words/app";
import { useDirectoryWords } from "../../words/directory";
import { CommunitiesQuery, FoundCommunity } from "./operations";

const communities = (data: ResultOf<typeof CommunitiesQuery>) => data.communities;

/** Communities of commerce, and founding one. */
export function Communities() {
  const say = useDirectoryWords();
  const words = useAppWords();
  const { viewer } = useSession();
  const { nodes, hasMore, more, live } = usePages(CommunitiesQuery, {}, communities);
  return (
    <Section title={say("communities.title")}>
      {live.data && nodes.length === 0 && <Empty title={say("communities.none")}>{say("communities.noneWhat")}</Empty>}
      <ul className="rows">
        {nodes.map((each) => (
          <li key={each.id}>
            <div className="main">
              <Link to={path.community(each.id)}>
                <SafeText>{each.name}</SafeText>
              </Link>
              <div className="small directory-clip">
                <SafeText>{each.purpose}</SafeText>
              </div>
            </div>
            <span className="small">{say("communities.members", { count: each.memberCount })}</span>
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button variant="default" onClick={more}>
          {words("more")}
        </Button>
      )}
      {viewer?.organization && (
        <details className="directory-fold">
          <summary>{say("communities.found")}</summary>
          <FoundForm />
        </details>
      )}
    </Section>
  );
}

function FoundForm() {
  const say = useDirectoryWords();
  const navigate = useNavigate();
  const act = useAct(FoundCommunity);
  const form = useForm({
    draft: "community.found",
    initial: { name: "", purpose: "", charter: "", admission: "2" },
  });
  const { name, purpose, charter, admission } = form.values;
  const input = { name, purpose, charter, admission: Math.trunc(Number(admission)) || 0 };
  return (
    <Form
      form={form}
      act={act}
      label={say("communities.found")}
      confirm={say("communities.go")}
      preview={() => act.preview({ input })}
      onSubmit={async () => {
        const payload = await act.send({ input });
        if (payload?.community) await navigate(path.community(payload.community.id));
        return payload;
      }}
    >
      <TextField name="name" label={say("communities.name")} />
      <TextField name="purpose" label={say("communities.purpose")} rows={2} />
      <TextField name="charter" label={say("communities.charter")} rows={5} />
      <TextField name="admission" label={say("communities.admission")} numeric />
      <SubmitButton act={act}>{say("communities.go")}</SubmitButton>
    </Form>
  );
}
