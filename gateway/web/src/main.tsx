import { StrictMode } from "react";
import "./app/styles";
import { MantineProvider } from "@mantine/core";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { language } from "./app/language";
import { nonce } from "./app/nonce";
import { router } from "./app/routes";
import { SessionProvider } from "./app/session";
import { readable, schemes, theme } from "./app/theme";

document.documentElement.lang = language();

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={readable}
        defaultColorScheme="auto"
        colorSchemeManager={schemes}
        getStyleNonce={() => nonce}
      >
        <SessionProvider>
          <RouterProvider router={router} />
        </SessionProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
