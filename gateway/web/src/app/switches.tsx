import { Button, NativeSelect, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { hangUp } from "../api/client";
import { restartAll } from "../api/live";
import { useAct } from "../api/useAct";
import { useAppWords } from "../words/app";
import { changeLanguage } from "../words/words";
import { type Language, languages, named } from "./language";
import { ActFor, LogOut } from "./operations";
import { useSession, type Viewer } from "./session";

/** What the server says comes in the other language too. */
async function turnTo(next: Language): Promise<void> {
  await changeLanguage(next);
  hangUp();
  restartAll(false);
}

export function LanguageSwitch() {
  const say = useAppWords();
  const { i18n } = useTranslation();
  return (
    <NativeSelect
      size="xs"
      aria-label={say("language")}
      value={i18n.language}
      onChange={(event) => void turnTo(event.currentTarget.value as Language)}
      data={languages.map((value) => ({ value, label: named[value] }))}
    />
  );
}

export function ThemeSwitch() {
  const say = useAppWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <NativeSelect
      size="xs"
      aria-label={say("theme.label")}
      value={colorScheme}
      onChange={(event) => setColorScheme(event.currentTarget.value as typeof colorScheme)}
      data={(["auto", "light", "dark"] as const).map((value) => ({ value, label: say(`theme.${value}`) }))}
    />
  );
}

/** For whom one acts: always to be seen, because everything that is done is done for them. */
export function ActingSwitch({ viewer }: { readonly viewer: Viewer }) {
  const say = useAppWords();
  const { changed } = useSession();
  const act = useAct(ActFor);
  const organizations = viewer.memberships.edges.flatMap(({ node }) => node.organization ?? []);
  const choose = async (organization: string) => {
    const payload = await act.send({ organization: organization || null });
    if (payload) await changed(payload.position);
  };
  return (
    <NativeSelect
      className="acting"
      size="xs"
      aria-label={say("actFor")}
      leftSection={<span className="for">{say("actFor")}</span>}
      value={viewer.organization?.id ?? ""}
      disabled={act.standing === "sending"}
      error={act.errors[0]?.message}
      onChange={(event) => void choose(event.currentTarget.value)}
      data={[...organizations.map(({ id, name }) => ({ value: id, label: name })), { value: "", label: say("nobody") }]}
    />
  );
}

export function LogOutButton() {
  const say = useAppWords();
  const go = useNavigate();
  const { changed } = useSession();
  const act = useAct(LogOut);
  const leave = async () => {
    await act.send({});
    await go("/");
    await changed();
  };
  return (
    <Button size="xs" variant="subtle" onClick={() => void leave()}>
      {say("logOut")}
    </Button>
  );
}
