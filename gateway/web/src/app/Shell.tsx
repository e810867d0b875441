import { Burger } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import { Link, NavLink, Outlet, ScrollRestoration, useLocation } from "react-router";
import { useAppWords } from "../words/app";
import { LineBanner } from "./LineBanner";
import { useSession } from "./session";
import { ActingSwitch, LanguageSwitch, LogOutButton, ThemeSwitch } from "./switches";

/** What is around every page. */
export function Shell() {
  const say = useAppWords();
  const { viewer, state } = useSession();
  const [open, { toggle, close }] = useDisclosure(false);
  const main = useArrival(close);
  return (
    <>
      <a className="skip" href="#main">
        {say("skip")}
      </a>
      <header className="bar">
        <Link to="/" className="brand">
          Parley
        </Link>
        <Burger
          className="burger"
          opened={open}
          onClick={toggle}
          size="sm"
          aria-label={say("menu")}
          aria-expanded={open}
          aria-controls="menu"
        />
        <div className="menu" id="menu" data-open={open}>
          <nav aria-label={say("main")}>
            {viewer && (
              <>
                <NavLink to="/" end>
                  {say("today")}
                  {viewer.waiting > 0 && <span className="count">{viewer.waiting}</span>}
                </NavLink>
                <NavLink to="/directory">{say("directory")}</NavLink>
                <NavLink to="/new">{say("begin")}</NavLink>
              </>
            )}
          </nav>
          <div className="who">
            {viewer && <ActingSwitch viewer={viewer} />}
            {viewer && (
              <NavLink to="/me" className="me">
                <bdi>{viewer.person?.name ?? say("me")}</bdi>
              </NavLink>
            )}
            {viewer && <LogOutButton />}
            {state === "stranger" && <NavLink to="/login">{say("logIn")}</NavLink>}
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
        </div>
      </header>
      <LineBanner />
      <main id="main" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <ScrollRestoration />
    </>
  );
}

/** On another page a reader begins at its beginning, by ear and by keyboard too. */
function useArrival(arrived: () => void) {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const was = useRef(pathname);
  useEffect(() => {
    if (was.current === pathname) return;
    was.current = pathname;
    arrived();
    // Tabs of a page are links in it: whoever stands on one stays there.
    if (!document.activeElement?.closest(".tabs")) main.current?.focus({ preventScroll: true });
  }, [pathname, arrived]);
  return main;
}
