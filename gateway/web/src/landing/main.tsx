import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Landing } from "./Landing";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Landing />
    </StrictMode>,
  );
}
