import { useSearchParams } from "react-router";
import { useSession } from "../../app/session";
import { Account } from "../../ui/Account";
import { useForm } from "../../ui/form";
import { Page, Section } from "../../ui/page";
import { Loading } from "../../ui/states";
import { useNewWords } from "../../words/new";
import "./new.css";
import { Making } from "./Making";
import type { Answers } from "./plan";
import { Questions } from "./Questions";

const nobody = { name: "", class: "", affects: "" };
const threeWeeks = 21 * 86400e3;

/** A new initiative in five questions. */
export function Component() {
  const say = useNewWords();
  const { state } = useSession();
  if (state === "loading" || state === "away") return <Loading />;
  return (
    <Page title={say("title")} lead={say("lead")}>
      {state === "known" ? (
        <Drafting />
      ) : (
        <Section title={say("who")}>
          <Account />
        </Section>
      )}
    </Page>
  );
}

function Drafting() {
  const [asked, ask] = useSearchParams();
  const say = useNewWords();
  const form = useForm<Answers & Record<string, unknown>>({
    draft: "new.answers",
    initial: {
      title: "",
      hurts: "",
      touched: [nobody, nobody],
      level: "1",
      person: "",
      organization: "",
      economy: "",
      sayNo: [nobody],
      by: new Date(Date.now() + threeWeeks).toISOString().slice(0, 10),
      note: say("noteDraft"),
    },
  });
  if (asked.get("step") === "preview") return <Making form={form} back={() => ask({})} />;
  return <Questions form={form} next={() => ask({ step: "preview" })} />;
}
