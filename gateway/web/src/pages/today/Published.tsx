import { Link } from "react-router";
import { graphql } from "../../api/graphql";
import { useLive } from "../../api/useLive";
import { path } from "../../app/paths";
import { useLevelName } from "../../ui/levels";
import { Section } from "../../ui/page";
import { SafeText } from "../../ui/text";
import { useWelcomeWords } from "../../words/welcome";

const PublishedQuery = graphql(`
  query Published {
    publicInitiatives(last: 12) { edges { node { id shown title level } } }
  }
`);

/** What anybody may read of, the newest first. */
export function Published() {
  const say = useWelcomeWords();
  const level = useLevelName();
  const live = useLive(PublishedQuery, {});
  const shown = live.data?.publicInitiatives.edges.map(({ node }) => node).filter((each) => each.shown) ?? [];
  if (shown.length === 0) return null;
  return (
    <Section title={say("published")}>
      <ul className="rows">
        {shown.reverse().map(({ id, title, level: of }) => (
          <li key={id}>
            <span className="main">
              <Link to={path.public(id)}>
                <SafeText>{title}</SafeText>
              </Link>
            </span>
            <span className="small">{level(of)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
