import { may, type ResultOf } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { Fold } from "../../../ui/Fold";
import { useFormat } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { ReasonForm } from "../../../ui/ReasonForm";
import { Empty } from "../../../ui/states";
import { plain, SafeText } from "../../../ui/text";
import { useGroundWords } from "../../../words/ground";
import { useValueWords } from "../values/useValueWords";
import type { Ground } from "./ground";
import { ConstraintsQuery, LiftConstraint } from "./operations";

type Constraint = NonNullable<ResultOf<typeof ConstraintsQuery>["negotiation"]>["constraints"]["edges"][number]["node"];
type TermIs = NonNullable<Constraint["if"]>;

/** What binds terms together: a package that breaks it cannot be tabled as an offer. */
export function Constraints({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const live = useLive(ConstraintsQuery, { id: ground.id });
  const constraints = live.data?.negotiation?.constraints.edges.map(({ node }) => node) ?? [];
  return (
    <Section title={say("constraints.title")}>
      {constraints.length === 0 && <Empty title={say("constraints.none")}>{say("constraints.how")}</Empty>}
      <ul className="rows">
        {constraints.map((constraint) => (
          <Line key={constraint.id} constraint={constraint} ground={ground} />
        ))}
      </ul>
    </Section>
  );
}

function Line({ constraint, ground }: { readonly constraint: Constraint; readonly ground: Ground }) {
  const say = useGroundWords();
  const act = useAct(LiftConstraint);
  const told = useTold();
  return (
    <li>
      <span className="main">
        <strong>
          <SafeText>{constraint.name}</SafeText>
        </strong>
        <br />
        {told(constraint)}
      </span>
      {may("liftConstraint", ground.viewerMay)?.allowed && (
        <Fold label={say("constraints.lift")}>
          <ReasonForm
            act={act}
            draft={`constraint.lift:${constraint.id}`}
            label={say("constraints.lift")}
            field={say("reason")}
            wish={(reason) => ({ input: { negotiation: ground.id, constraint: constraint.id, reason } })}
          />
        </Fold>
      )}
    </li>
  );
}

/** A constraint as a sentence. */
function useTold(): (constraint: Constraint) => string {
  const say = useGroundWords();
  const words = useValueWords();
  const format = useFormat();
  const one = ({ term, is, value }: TermIs) =>
    term ? say(`is.${is}`, { term: plain(term.name), value: words(term, value) }) : "";
  return ({ if: when, then, sum, never }) => {
    if (when && then) return say("constraints.ifThen", { if: one(when), so: one(then) });
    const [first] = sum?.terms ?? [];
    if (sum && first) {
      const terms = format.list(sum.terms.map(({ name }) => plain(name)));
      return say(`is.${sum.is}`, { term: terms, value: words(first, sum.value) });
    }
    return say("constraints.never", { all: format.list(never.map(one)) });
  };
}
