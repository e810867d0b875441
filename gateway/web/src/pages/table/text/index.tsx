import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { Moment, useFormat } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { Empty, Waiting } from "../../../ui/states";
import { useTextWords } from "../../../words/tabletext";
import { useTable } from "../table";
import { TermSheet } from "../terms/TermSheet";
import { useSheet } from "../values/useSheet";
import { Clause } from "./Clause";
import { TextQuery } from "./operations";
import { TextNow } from "./TextNow";
import { textAfter, type WithText } from "./text";

/** The text that all work on, its history, and the sheet of terms it is made of. */
export function Component() {
  const table = useTable();
  const live = useLive(TextQuery, { id: table.id });
  const found = live.data?.negotiation;
  if (!found) return <Waiting for={live} />;
  return (
    <>
      {found.workingText ? <Working table={found} /> : <TextNow leads={false} />}
      <TermSheet motions={found.motions.nodes} />
    </>
  );
}

function Working({ table }: { readonly table: WithText }) {
  const say = useTextWords();
  const format = useFormat();
  const { terms, ready } = useSheet();
  const [version, setVersion] = useState("");
  const redlines = table.redlines.nodes;
  const values = textAfter(table, version === "" ? Number.POSITIVE_INFINITY : Number(version));
  const text = table.workingText;
  if (!ready || !text) return null;
  return (
    <Section title={say("now")}>
      <p className="small">
        {text.package &&
          say.rich("began", {
            package: (
              <Link to={path.package(table.id, text.package.id)}>
                {say(`from.${text.package.as}`, { number: text.package.number })}
              </Link>
            ),
          })}{" "}
        {say("redlines", { count: text.redlines })}
        {text.changedAt && (
          <>
            {" · "}
            <Moment at={text.changedAt} relative />
          </>
        )}
      </p>
      {redlines.length > 0 && (
        <NativeSelect
          label={say("version.label")}
          value={version}
          w={320}
          maw="100%"
          data={[
            { value: "", label: say("version.now") },
            ...redlines
              .map(({ number, at }) => ({
                value: String(number - 1),
                label: say("version.before", { number, when: format.moment(at) }),
              }))
              .toReversed(),
          ]}
          onChange={(event) => setVersion(event.currentTarget.value)}
        />
      )}
      {terms.length === 0 && <Empty title={say("noTerms")} />}
      <ol className="table-text">
        {terms.map((term) => (
          <Clause
            key={term.id}
            term={term}
            value={values.get(term.id)}
            past={version !== ""}
            redlines={redlines.filter((each) => each.term?.id === term.id)}
            motions={table.motions.nodes.filter(
              (each) => each.status === "open" && each.what === "amendment" && each.amendment?.term?.id === term.id,
            )}
          />
        ))}
      </ol>
    </Section>
  );
}
