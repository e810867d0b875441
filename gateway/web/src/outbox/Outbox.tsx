import { useCallback, useEffect, useState } from "react";
import { language as spoken } from "../app/language";
import { Refused } from "./ask";
import { type Letter, letters, write } from "./letters";
import { words } from "./words";

/** What people would find in their mail, for whoever works on it. */
export function Outbox() {
  const [language] = useState(spoken);
  const say = words[language];
  const [all, setAll] = useState<readonly Letter[] | null>();
  const [trouble, setTrouble] = useState<string | null>(null);

  const look = useCallback(
    async (first?: () => Promise<void>) => {
      try {
        await first?.();
        setAll(await letters(language));
        setTrouble(null);
      } catch (failure) {
        setTrouble(failure instanceof Refused ? failure.message : say.away);
      }
    },
    [language, say],
  );
  useEffect(() => {
    document.documentElement.lang = language;
    void look();
  }, [language, look]);

  return (
    <main>
      <header>
        <h1>{say.title}</h1>
        <a href="/">{say.home}</a>
      </header>
      <p>{all === null ? say.notHere : say.what}</p>
      {trouble && <p role="alert">{trouble}</p>}
      {all && (
        <button type="button" onClick={() => void look(() => write(language))}>
          {say.write}
        </button>
      )}
      {all?.length === 0 && <p role="status">{say.none}</p>}
      {all?.map((letter) => (
        <article key={letter.id} className="letter">
          <h2>{letter.subject}</h2>
          <p>
            {say.to} {letter.recipient} · {new Date(letter.madeAt).toLocaleString(language)} ·{" "}
            {say.states[letter.state] ?? letter.state}
            {letter.answer && ` · ${letter.answer}`}
          </p>
          <pre>{letter.plain}</pre>
          <details>
            <summary>{say.source}</summary>
            <pre>{letter.html}</pre>
          </details>
        </article>
      ))}
    </main>
  );
}
