import { createBrowserRouter, type RouteObject } from "react-router";
import { Loading, NotFound } from "../ui/states";
import { Failed } from "./Failed";
import { Shell } from "./Shell";

/** Pages come when they are asked for; `load` is what imports one. */
function page(path: string, load: () => Promise<{ Component: React.ComponentType }>): RouteObject {
  return { path, lazy: load, HydrateFallback: Loading };
}

// A page whose address ends in /* has tabs of its own: <Routes> inside it.
const pages: RouteObject[] = [
  page("/", () => import("../pages/today")),
  page("/login", () => import("../pages/login")),
  page("/me", () => import("../pages/me")),
  page("/p/:initiative", () => import("../pages/public")),
  page("/invite/:token", () => import("../pages/invite")),
  page("/new", () => import("../pages/new")),
  page("/i/:initiative", () => import("../pages/initiative")),
  page("/c/:conversation", () => import("../pages/conversation")),
  page("/n/:negotiation/*", () => import("../pages/table")),
  page("/a/:agreement/*", () => import("../pages/agreement")),
  page("/o/:organization", () => import("../pages/organization")),
  page("/k/:community", () => import("../pages/community")),
  page("/directory", () => import("../pages/directory")),
  page("/ballots", () => import("../pages/ballot/Mine")),
  page("/ballots/:id", () => import("../pages/ballot")),
  { path: "*", Component: NotFound },
];

export const router = createBrowserRouter([
  {
    Component: Shell,
    HydrateFallback: Loading,
    children: [{ ErrorBoundary: Failed, children: pages }],
  },
]);
