import { Button } from "@mantine/core";
import { Section } from "../../ui/page";
import { OrgName, PersonName, SafeText } from "../../ui/text";
import { Wide } from "../../ui/Wide";
import { useAppWords } from "../../words/app";
import { useBallotWords } from "../../words/ballot";
import type { Ballot } from "./operations";
import { useElectors } from "./useElectors";
import "./ballot.css";

/** Who may vote, and as much of how they did as the ballot's openness shows. */
export function Electors({ ballot }: { readonly ballot: Ballot }) {
  const say = useBallotWords();
  const words = useAppWords();
  const { nodes, hasMore, more } = useElectors(ballot.id);
  if (nodes.length === 0) return null;
  const classes = nodes.some((each) => each.class);
  const weighs = nodes.some(({ weight }) => weight !== "1");
  return (
    <Section title={say("electorsTitle")}>
      <Wide>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{say("elector.person")}</th>
              {classes && <th scope="col">{say("elector.class")}</th>}
              {weighs && <th scope="col">{say("elector.weight")}</th>}
              <th scope="col">{say("elector.vote")}</th>
            </tr>
          </thead>
          <tbody>
            {nodes.map((each) => (
              <tr key={each.id}>
                <th scope="row">
                  {each.person ? <PersonName person={each.person} /> : <OrgName organization={each.organization} />}
                </th>
                {classes && (
                  <td>
                    <SafeText>{each.class}</SafeText>
                  </td>
                )}
                {weighs && <td className="figure">{each.weight}</td>}
                <td>
                  {each.choice && say(`choiceIs.${each.choice}`)}
                  {!each.choice && each.voted !== null && say(each.voted ? "elector.has" : "elector.not")}
                  {!each.choice && each.voted === null && "…"}
                  {each.lent && <span className="small"> {say("elector.lent")}</span>}
                  {each.objection?.harm && (
                    <div className="small">
                      <SafeText>{each.objection.harm}</SafeText>
                    </div>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {hasMore && (
        <Button variant="default" onClick={more}>
          {words("more")}
        </Button>
      )}
    </Section>
  );
}
