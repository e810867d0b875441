import { useEffect, useState } from "react";
import { preferred, words } from "./words";

/** What this is, for whoever opens the address without knowing. */
export function Landing({ hasGraphiQL }: { hasGraphiQL: boolean }) {
  const [language, setLanguage] = useState(() => preferred(navigator.languages));
  const say = words[language];

  // A screen reader chooses its voice by the document's language.
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  return (
    <main>
      <h1>{say.title}</h1>
      <p>{say.what}</p>
      <p>{say.how}</p>
      {hasGraphiQL && (
        <p>
          <a href="/graphiql">{say.explore}</a>
        </p>
      )}
      <button
        type="button"
        lang={language === "en" ? "es" : "en"}
        onClick={() => setLanguage(language === "en" ? "es" : "en")}
      >
        {say.other}
      </button>
    </main>
  );
}
