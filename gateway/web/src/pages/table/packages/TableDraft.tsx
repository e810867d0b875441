import { NativeSelect, Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { path } from "../../../app/paths";
import { ActButton } from "../../../ui/ActButton";
import { plain } from "../../../ui/text";
import { usePackageWords } from "../../../words/tablepackages";
import { useTable } from "../table";
import { useUntil } from "./Drafting";
import { TablePackage } from "./operations";
import { sideName } from "./PackageLine";
import type { Draft, Package } from "./package";

interface TableDraftProps {
  readonly draft: Draft;
  readonly packages: readonly Package[];
  /** True if what is on the screen is not what the room has. */
  readonly changed: boolean;
}

/** Brings a draft out of the own room to the table, as it was saved. */
export function TableDraft({ draft, packages, changed }: TableDraftProps) {
  const table = useTable();
  const say = usePackageWords();
  const go = useNavigate();
  const act = useAct(TablePackage);
  const [as, setAs] = useState<"idea" | "offer">("idea");
  const [counterTo, setCounterTo] = useState("");
  const [until, setUntil] = useState("");
  const expiresAt = useUntil(as === "offer" ? until : "");
  const input = {
    negotiation: table.id,
    as,
    draft: draft.id,
    ...(counterTo && { counterTo }),
    ...(expiresAt && { expiresAt }),
  };
  return (
    <section className="section form" aria-label={say("out.title")}>
      <h3>{say("out.title")}</h3>
      <Radio.Group label={say("as.label")} value={as} onChange={(next) => setAs(next as "idea" | "offer")}>
        <Stack gap="xs" mt="xs">
          <Radio value="idea" label={say("as.idea")} description={say("as.ideaHint")} />
          <Radio value="offer" label={say("as.offer")} description={say("as.offerHint")} />
        </Stack>
      </Radio.Group>
      {as === "offer" && (
        <TextInput
          type="datetime-local"
          label={say("as.until")}
          description={say("as.untilHint")}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        label={say("out.answers")}
        value={counterTo}
        data={[
          { value: "", label: say("out.nothing") },
          ...packages.map((each) => ({
            value: each.id,
            label: `${say(`name.${each.as}`, { number: each.number })} · ${plain(sideName(each.seat))}`,
          })),
        ]}
        onChange={(event) => setCounterTo(event.currentTarget.value)}
      />
      <div className="row">
        <ActButton
          act={act}
          wish={{ input }}
          ask="always"
          permission={
            changed
              ? { act: "tablePackage", allowed: false, code: null, message: say("out.saveFirst") }
              : may(`tablePackage.${as}`, table.viewerMay)
          }
          onDone={(payload) => payload.package && go(path.package(table.id, payload.package.id))}
        >
          {say(`do.${as}`)}
        </ActButton>
      </div>
    </section>
  );
}
