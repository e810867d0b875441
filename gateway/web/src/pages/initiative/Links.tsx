import { Link } from "react-router";
import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { path } from "../../app/paths";
import { ActButton } from "../../ui/ActButton";
import { useLevelName } from "../../ui/levels";
import { Section } from "../../ui/page";
import { SafeText } from "../../ui/text";
import { useInitiativeWords } from "../../words/initiative";
import { ConfirmLink, type Initiative } from "./operations";

/** What it is to other initiatives: a pilot, or the same at another level. */
export function Links({ initiative }: { readonly initiative: Initiative }) {
  const say = useInitiativeWords();
  const level = useLevelName();
  const confirm = useAct(ConfirmLink);
  const links = initiative.links.edges.map(({ node }) => node);
  if (links.length === 0) return null;
  return (
    <Section title={say("links.title")}>
      <ul className="rows">
        {links.map(({ id, as, confirmed, other }) => (
          <li key={id}>
            <span className="main">
              {say(`links.${as}`)}{" "}
              {other && (
                <Link to={path.initiative(other.id)}>
                  <SafeText>{other.title}</SafeText>
                </Link>
              )}{" "}
              {other && <span className="small">{level(other.level)}</span>}
            </span>
            {confirmed ? (
              <span className="small">{say("links.both")}</span>
            ) : (
              <ActButton
                act={confirm}
                wish={{ input: { link: id } }}
                variant="default"
                size="xs"
                permission={may("confirmLink", initiative.viewerMay)}
              >
                {say("links.confirm")}
              </ActButton>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
