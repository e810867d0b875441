import { Link } from "react-router";
import { path } from "../../app/paths";
import { useSession } from "../../app/session";
import { Page } from "../../ui/page";
import { useInviteWords } from "../../words/invite";

/** A wrong token, a used one and one that came too late look alike. */
export function Late() {
  const say = useInviteWords();
  const { viewer } = useSession();
  return (
    <Page title={say("late.title")} lead={say("late.lead")}>
      <ul>
        <li>{say("late.answered")}</li>
        <li>{say("late.wrong")}</li>
        <li>{say("late.late")}</li>
      </ul>
      <p>
        {viewer ? (
          <Link to={path.today()}>{say("late.today")}</Link>
        ) : (
          <Link to={path.logIn()}>{say("late.logIn")}</Link>
        )}
      </p>
    </Page>
  );
}
