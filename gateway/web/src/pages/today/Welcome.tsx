import { Link } from "react-router";
import { path } from "../../app/paths";
import { Page } from "../../ui/page";
import { useWelcomeWords } from "../../words/welcome";
import { Personas } from "../login/Personas";
import { Published } from "./Published";

/** What this is, for whoever opens the address without knowing. */
export function Welcome() {
  const say = useWelcomeWords();
  return (
    <Page title="Parley" lead={say("what")}>
      <div className="today-points">
        {(["safe", "meet", "kept"] as const).map((point) => (
          <section key={point}>
            <h2>{say(`points.${point}.title`)}</h2>
            <p>{say(`points.${point}.text`)}</p>
          </section>
        ))}
      </div>
      <p className="row">
        <Link to={`${path.logIn()}?new`}>{say("signUp")}</Link>
        <Link to={path.logIn()}>{say("logIn")}</Link>
        <Link to={path.begin()}>{say("begin")}</Link>
      </p>
      <Published />
      <Personas />
    </Page>
  );
}
