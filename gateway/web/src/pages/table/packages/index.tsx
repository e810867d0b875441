import { Route, Routes } from "react-router";
import { NotFound } from "../../../ui/states";
import { List } from "./List";
import { EditDraft, NewPackage } from "./New";
import { PackagePage } from "./PackagePage";

export function Component() {
  return (
    <Routes>
      <Route index Component={List} />
      <Route path="new" Component={NewPackage} />
      <Route path="draft/:draft" Component={EditDraft} />
      <Route path=":package" Component={PackagePage} />
      <Route path="*" Component={NotFound} />
    </Routes>
  );
}
