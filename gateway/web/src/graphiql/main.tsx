import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./graphiql.css";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";
import welcome from "../../../../schema/operations/welcome.graphql?raw";

// Queries and mutations go over HTTP, subscriptions over the WebSocket; the
// headers of the editor go to both, for those who try it with a token.
const live = new URL("/graphql", window.location.href);
live.protocol = live.protocol.replace("http", "ws");
const fetcher = createGraphiQLFetcher({ url: "/graphql", subscriptionUrl: live.href });

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(<GraphiQL fetcher={fetcher} defaultQuery={welcome} isHeadersEditorEnabled={true} />);
}
