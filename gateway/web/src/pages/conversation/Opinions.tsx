import { lazy, Suspense } from "react";
import type { ResultOf } from "../../api/graphql";
import type { Live } from "../../api/useLive";
import { Fold } from "../../ui/Fold";
import { Section } from "../../ui/page";
import { Empty, Loading, Waiting } from "../../ui/states";
import { SafeText } from "../../ui/text";
import { Wide } from "../../ui/Wide";
import { useConversationWords } from "../../words/conversation";
import { type Analysis, type Group, letter, type Weighed } from "./conversation";
import type { OpinionsQuery } from "./operations";
import { Weights } from "./Weights";

const OpinionMap = lazy(() => import("./OpinionMap"));

interface OpinionsProps {
  readonly live: Live<ResultOf<typeof OpinionsQuery>>;
  readonly onAnswer: (statement: string) => void;
}

/** What it comes to: groups of like opinions, what bridges them, what all agree on. */
export function Opinions({ live, onAnswer }: OpinionsProps) {
  const say = useConversationWords();
  if (!live.data) return <Waiting for={live} />;
  const analysis = live.data.conversation?.analysis;
  if (!analysis || analysis.groups.length === 0) {
    return (
      <Section title={say("map.title")}>
        <Empty title={say("map.none")}>{say("map.why")}</Empty>
      </Section>
    );
  }
  return (
    <>
      <Section title={say("map.title")}>
        <p className="small">{say("map.how", { people: analysis.people })}</p>
        <figure className="conversation-map">
          <Suspense fallback={<Loading />}>
            <OpinionMap analysis={analysis} />
          </Suspense>
          <figcaption className="small">{mine(say, analysis)}</figcaption>
        </figure>
        <Fold label={say("map.table")}>
          <GroupTable analysis={analysis} />
        </Fold>
        {analysis.groups.map((group) => (
          <GroupWords key={group.number} group={group} groups={analysis.groups} onAnswer={onAnswer} />
        ))}
      </Section>
      {(["consensus", "bridging", "majority"] as const).map((kind) => (
        <Section key={kind} title={say(`${kind}.title`)}>
          <p className="small">{say(`${kind}.how`)}</p>
          {analysis[kind].length === 0 ? (
            <Empty title={say(`${kind}.none`)} />
          ) : (
            <Weights
              label={say(`${kind}.title`)}
              statements={strongest(analysis[kind])}
              groups={analysis.groups}
              onAnswer={onAnswer}
            />
          )}
        </Section>
      ))}
    </>
  );
}

/** The strongest few: of a statement that is weighed on both sides the stronger one. */
function strongest(weighed: readonly Weighed[]): readonly Weighed[] {
  const first = new Map<string, Weighed>();
  for (const each of weighed) {
    if (each.statement && !first.has(each.statement.id)) first.set(each.statement.id, each);
  }
  return [...first.values()].slice(0, 5);
}

function mine(say: ReturnType<typeof useConversationWords>, { viewer }: Analysis): string {
  if (!viewer) return say("map.notYou");
  return viewer.group === null ? say("map.youAlone") : say("map.you", { group: letter(viewer.group) });
}

/** The map for those who do not see it. */
function GroupTable({ analysis }: { readonly analysis: Analysis }) {
  const say = useConversationWords();
  return (
    <Wide>
      <table className="table">
        <caption className="heard">{say("map.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("map.group")}</th>
            <th scope="col">{say("map.size")}</th>
            <th scope="col">{say("map.x")}</th>
            <th scope="col">{say("map.y")}</th>
          </tr>
        </thead>
        <tbody>
          {analysis.groups.map(({ number, size, x, y }) => (
            <tr key={number}>
              <th scope="row">
                {letter(number)}
                {analysis.viewer?.group === number && ` (${say("map.yours")})`}
              </th>
              <td className="figure">{size ?? say("notTold")}</td>
              <td className="figure">{x.toFixed(2)}</td>
              <td className="figure">{y.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

interface GroupProps extends Pick<OpinionsProps, "onAnswer"> {
  readonly group: Group;
  readonly groups: readonly Group[];
}

/** What stands for a group. */
function GroupWords({ group, groups, onAnswer }: GroupProps) {
  const say = useConversationWords();
  const name = letter(group.number);
  return (
    <section aria-label={say("map.groupNamed", { group: name })}>
      <h3 className="conversation-group">
        <span aria-hidden className="conversation-letter" data-group={group.number}>
          {name}
        </span>
        {say("map.groupSays", { group: name, size: group.size ?? say("notTold") })}
      </h3>
      {group.representative.length === 0 ? (
        <p className="small">{say("map.nothingTypical")}</p>
      ) : (
        <ul className="conversation-typical">
          {group.representative.slice(0, 3).map(({ statement, side }) => (
            <li key={statement?.id}>
              <strong>{say(`side.${side}`)}</strong> <SafeText>{statement?.text}</SafeText>
            </li>
          ))}
        </ul>
      )}
      {group.representative.length > 0 && (
        <Fold label={say("map.numbers", { group: name })}>
          <Weights
            label={say("map.groupNamed", { group: name })}
            statements={group.representative}
            groups={groups}
            onAnswer={onAnswer}
          />
        </Fold>
      )}
    </section>
  );
}
