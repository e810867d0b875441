import { Route, Routes } from "react-router";
import { NotFound } from "../../../ui/states";
import { Board } from "./Board";
import { Detail } from "./Detail";

/** What is owed: the board, and each obligation by itself. */
export function Component() {
  return (
    <Routes>
      <Route index Component={Board} />
      <Route path=":obligation" Component={Detail} />
      <Route path="*" Component={NotFound} />
    </Routes>
  );
}
