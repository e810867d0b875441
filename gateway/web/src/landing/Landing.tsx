import { useEffect, useRef, useState } from "react";
import type { Wish } from "./house";
import { People } from "./People";
import { type Trouble, useHouse } from "./useHouse";
import { type Language, remember, remembered, type Words, words } from "./words";
import { You } from "./You";

/** What this is, for whoever opens the address without knowing. */
export function Landing() {
  const [language, setLanguage] = useState<Language>(remembered);
  const say = words[language];
  const other = language === "en" ? "es" : "en";
  const { house, trouble, busy, wish } = useHouse(language);
  const sentence = useRef<HTMLHeadingElement>(null);
  const turning = useRef(false);

  // A screen reader chooses its voice by the document's language.
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  // What was clicked is far below now or gone: the eye and the screen reader go
  // to the sentence that says who one has become.
  useEffect(() => {
    if (house && turning.current) sentence.current?.focus();
    turning.current = false;
  }, [house]);

  const change = (wished: Wish | null) => {
    turning.current = wished?.kind !== "actFor";
    void wish(wished);
  };
  const switchLanguage = () => {
    remember(other);
    setLanguage(other);
  };

  return (
    <main aria-busy={busy}>
      <header>
        <h1>Parley</h1>
        <button type="button" lang={other} onClick={switchLanguage}>
          {say.other}
        </button>
      </header>
      <p className="what">{say.what}</p>
      {house && <p>{say.how}</p>}
      {trouble && <Failure say={say} trouble={trouble} again={change} />}
      {!house && !trouble && <p role="status">{say.loading}</p>}
      {house?.personas && (
        <>
          <You say={say} visitor={house.visitor} sentence={sentence} wish={change} />
          <People
            say={say}
            personas={house.personas}
            current={house.visitor?.id}
            become={(person) => change({ kind: "become", person })}
          />
        </>
      )}
    </main>
  );
}

interface FailureProps {
  readonly say: Words;
  readonly trouble: Trouble;
  readonly again: (wished: Wish | null) => void;
}

function Failure({ say, trouble, again }: FailureProps) {
  return (
    <div role="alert" className="trouble">
      <p>{trouble.sentence ?? say.away}</p>
      <button type="button" onClick={() => again(trouble.wished)}>
        {say.again}
      </button>
    </div>
  );
}
