import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Landing } from "./Landing";

// GraphiQL is there only where the installation runs for development.
const graphiql = await fetch("/graphiql", { method: "HEAD" }).then(
  (answer) => answer.ok,
  () => false,
);

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Landing hasGraphiQL={graphiql} />
    </StrictMode>,
  );
}
