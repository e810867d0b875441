import { Route, Routes } from "react-router";
import { NotFound } from "../../../ui/states";
import { PeriodPage } from "./PeriodPage";
import { Periods } from "./Periods";

/** What was earned and how it is shared: periods, and each by itself. */
export function Component() {
  return (
    <Routes>
      <Route index Component={Periods} />
      <Route path=":period" Component={PeriodPage} />
      <Route path="*" Component={NotFound} />
    </Routes>
  );
}
