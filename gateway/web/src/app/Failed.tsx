import { Button } from "@mantine/core";
import { isRouteErrorResponse, useRouteError } from "react-router";
import { NotFound } from "../ui/states";
import { useAppWords } from "../words/app";

/** What is shown in the place of a page that broke. */
export function Failed() {
  const say = useAppWords();
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  return (
    <section className="page" role="alert">
      <h1>{say("failed.title")}</h1>
      <p>{say("failed.text")}</p>
      <Button onClick={() => location.reload()}>{say("failed.reload")}</Button>
    </section>
  );
}
