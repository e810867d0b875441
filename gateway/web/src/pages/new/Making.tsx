import { Button } from "@mantine/core";
import { Link } from "react-router";
import { language } from "../../app/language";
import { path } from "../../app/paths";
import { useSession } from "../../app/session";
import { Copyable } from "../../ui/Copyable";
import { Form, useForm } from "../../ui/form";
import { ForWhom, forWhom, useForWhom } from "../../ui/forwhom";
import { Section } from "../../ui/page";
import { oneOf } from "../../ui/steps";
import { plain } from "../../ui/text";
import { useNewWords } from "../../words/new";
import { Preview } from "./Preview";
import { planOf, type Step, seatsOf } from "./plan";
import type { AnswersForm } from "./Questions";
import { useMaking } from "./useMaking";

interface Props {
  readonly form: AnswersForm;
  readonly back: () => void;
}

/** What each invitee will read; then it is made, one command after another. */
export function Making({ form, back }: Props) {
  const say = useNewWords();
  const { viewer, zone } = useSession();
  const answers = form.values;
  const plan = planOf(answers, zone, language());
  const making = useMaking(plan);
  const { act: become, steps } = useForWhom();
  const who = useForm({ initial: { ...forWhom(viewer) } });
  const begun = Object.keys(making.made).length > 0;
  const make = async () => {
    if (await become(who.values, (id) => who.set("organization", id))) await making.run();
    return false;
  };
  const another = () => {
    making.clear();
    form.reset();
    back();
  };
  if (making.done) return <Done plan={plan} made={making.made} again={another} />;
  const standing = making.busy ? "sending" : making.errors.length > 0 ? "refused" : "idle";
  const acts = oneOf([...steps, { standing, errors: making.errors, again: async () => making.run() }]);
  return (
    <>
      <p>
        <Button variant="subtle" size="compact-sm" onClick={back}>
          {say("back")}
        </Button>
      </p>
      <Section title={say("previews")}>
        {seatsOf(answers).length === 0 && <p className="empty">{say("noSeats")}</p>}
        {seatsOf(answers).map((seat) => (
          <Preview key={`${seat.name}${seat.class}`} answers={answers} seat={seat} by={viewer?.person?.name ?? ""} />
        ))}
      </Section>
      <Section title={say("make.title")}>
        <Form form={who} act={acts} onSubmit={make} label={say("make.title")}>
          <ForWhom chosen={who.values.organization} />
          <p className="small">{say("make.what")}</p>
          <p>
            <Button type="submit" aria-disabled={making.busy || undefined} aria-busy={making.busy || undefined}>
              {say(making.busy ? "make.busy" : begun ? "make.goOn" : "make.act")}
            </Button>
          </p>
        </Form>
        {(begun || making.busy) && <Progress plan={plan} made={making.made} />}
      </Section>
    </>
  );
}

function Progress({ plan, made }: { readonly plan: readonly Step[]; readonly made: Readonly<Record<string, string>> }) {
  const say = useNewWords();
  return (
    <ol className="new-progress" aria-live="polite">
      {plan.map(({ key, kind, about }) => (
        <li key={key} data-done={key in made || undefined}>
          {say(key in made ? "step.done" : "step.open")} {say(`step.${kind}`, { about: plain(about) })}
        </li>
      ))}
    </ol>
  );
}

interface DoneProps {
  readonly plan: readonly Step[];
  readonly made: Readonly<Record<string, string>>;
  readonly again: () => void;
}

function Done({ plan, made, again }: DoneProps) {
  const say = useNewWords();
  return (
    <Section title={say("done.title")}>
      <p role="status">{say("done.what")}</p>
      <ul className="rows">
        {plan
          .filter(({ kind }) => kind === "invitation")
          .map(({ key, about }) => (
            <li key={key}>
              <span className="main">{plain(about)}</span>
              <Copyable
                label={say("done.address", { name: plain(about) })}
                value={`${location.origin}${path.invite(made[key] ?? "")}`}
              />
            </li>
          ))}
      </ul>
      <p className="row">
        <Link to={path.initiative(made.initiative ?? "")}>{say("done.initiative")}</Link>
        <Link to={path.table(made.table ?? "", "ground")}>{say("done.ground")}</Link>
      </p>
      <p>
        <Button variant="default" size="xs" onClick={again}>
          {say("done.again")}
        </Button>
      </p>
    </Section>
  );
}
