import { useSession } from "../../app/session";
import { Page } from "../../ui/page";
import { Loading } from "../../ui/states";
import { useTodayWords } from "../../words/today";
import { Personas } from "../login/Personas";

export function Component() {
  const say = useTodayWords();
  const { viewer, state } = useSession();
  if (viewer) return <Page title={say("title")}>{null}</Page>;
  if (state !== "stranger") return <Loading />;
  return (
    <Page title="Parley" lead={say("what")}>
      <Personas />
    </Page>
  );
}
