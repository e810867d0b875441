import { Route, Routes } from "react-router";
import { NotFound } from "../../../ui/states";
import { DecisionPage } from "./Decision";
import { DecisionList } from "./List";
import "./decisions.css";

/** What is put to the vote, and how it was counted. */
export function Component() {
  return (
    <Routes>
      <Route index Component={DecisionList} />
      <Route path=":decision" Component={DecisionPage} />
      <Route path="*" Component={NotFound} />
    </Routes>
  );
}
