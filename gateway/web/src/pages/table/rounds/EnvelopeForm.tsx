import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { SubmitButton } from "../../../ui/ActButton";
import { Form, useForm } from "../../../ui/form";
import { useSentence } from "../../../ui/Outcome";
import { useRoundWords } from "../../../words/rounds";
import { useTableWords } from "../../../words/table";
import { Rows } from "../packages/Rows";
import { useSeatNames } from "../seats";
import { ownSeat, useTable } from "../table";
import { stances } from "../values/Stance";
import { useSheet } from "../values/useSheet";
import { blank, type Term, type Typed, typed, type Value, wished } from "../values/value";
import { MediationQuery, type Round, SealEnvelope } from "./operations";

type Stance = (typeof stances)[number];

interface Within {
  readonly as: "idea" | "offer";
  readonly values: Readonly<Record<string, Typed>>;
  readonly note: string;
}

interface Envelope extends Record<string, unknown> {
  readonly packages: readonly Within[];
  readonly positions: Readonly<Record<string, { readonly stance: Stance | ""; readonly reason: string }>>;
}

const most = 3; // so many one can lay; the server says so too

/** What one lays into the envelope: whole, in place of what lay there. */
export function EnvelopeForm({ round }: { readonly round: Round }) {
  const table = useTable();
  const say = useRoundWords();
  const words = useTableWords();
  const name = useSeatNames();
  const sentence = useSentence();
  const { terms, byId } = useSheet();
  const act = useAct(SealEnvelope);
  const { data } = useLive(MediationQuery, { id: table.id });
  const lying = (data?.negotiation?.packages.edges ?? [])
    .map(({ node }) => node)
    .filter(({ status, seat }) => (status === "idea" || status === "offer") && seat?.id !== ownSeat(table));
  const form = useForm<Envelope>({ draft: `round.envelope:${round.id}`, initial: laid(round, byId) });
  const { packages, positions } = form.values;
  const change = (place: number, next: Partial<Within>) =>
    form.set(
      "packages",
      packages.map((each, at) => (at === place ? { ...each, ...next } : each)),
    );
  const wish = {
    input: {
      negotiation: table.id,
      round: round.id,
      packages: packages.map(({ as, values, note }) => ({
        as,
        values: terms
          .filter((term) => !blank(values[term.id]))
          .map((term) => ({ term: term.id, value: wished(term, values[term.id] as Typed) })),
        ...(note.trim() ? { note } : {}),
      })),
      positions: Object.entries(positions).flatMap(([id, { stance, reason }]) =>
        stance ? [{ package: id, stance, ...(reason.trim() ? { reason } : {}) }] : [],
      ),
    },
  };
  /** `packages.0.values.2.…` is the third value sent of the first package. */
  const wrong = (place: number) => {
    const sent = wish.input.packages[place]?.values ?? [];
    return new Map(
      act.errors.flatMap((error) => {
        const [first, at, , value] = (error.field ?? []).filter((part) => part !== "input");
        const term = first === "packages" && Number(at) === place ? sent[Number(value)]?.term : undefined;
        return term ? [[term, sentence(error)] as const] : [];
      }),
    );
  };
  return (
    <Form
      form={form}
      act={act}
      label={say("envelope.title")}
      confirm={say("envelope.go")}
      preview={() => act.preview(wish)}
      onSubmit={() => act.send(wish)}
    >
      {packages.map((each, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a package has no name before it is tabled
        <fieldset key={place} className="rounds-within">
          <legend>{say("envelope.package", { number: place + 1 })}</legend>
          <NativeSelect
            label={say("envelope.as")}
            value={each.as}
            data={[
              { value: "offer", label: say("envelope.offer") },
              { value: "idea", label: say("envelope.idea") },
            ]}
            onChange={(event) => change(place, { as: event.currentTarget.value as Within["as"] })}
          />
          <Rows
            terms={terms}
            values={each.values}
            set={(values) => change(place, { values })}
            wrong={wrong(place)}
            beside={null}
            besideName=""
          />
          <Textarea
            label={say("envelope.note")}
            dir="auto"
            autosize
            minRows={2}
            value={each.note}
            onChange={(event) => change(place, { note: event.currentTarget.value })}
          />
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() =>
              form.set(
                "packages",
                packages.filter((_, at) => at !== place),
              )
            }
          >
            {say("envelope.drop")}
          </Button>
        </fieldset>
      ))}
      {packages.length < most && (
        <div>
          <Button
            variant="default"
            size="xs"
            onClick={() => form.set("packages", [...packages, { as: "offer", values: {}, note: "" }])}
          >
            {say("envelope.add")}
          </Button>
        </div>
      )}
      {lying.length > 0 && <h4>{say("envelope.positions")}</h4>}
      {lying.map((each) => {
        const label = say("envelope.onPackage", { number: each.number, who: name(each.seat?.id) });
        const own = positions[each.id] ?? { stance: "" as const, reason: "" };
        const set = (next: Partial<typeof own>) =>
          form.set("positions", { ...positions, [each.id]: { ...own, ...next } });
        return (
          <div key={each.id} className="rounds-position">
            <NativeSelect
              label={label}
              value={own.stance}
              data={[
                { value: "", label: say("envelope.noStance") },
                ...stances.map((value) => ({ value, label: words(`stance.${value}`) })),
              ]}
              onChange={(event) => set({ stance: event.currentTarget.value as Stance | "" })}
            />
            {own.stance && (
              <TextInput
                label={say("envelope.reason")}
                value={own.reason}
                dir="auto"
                onChange={(event) => set({ reason: event.currentTarget.value })}
              />
            )}
          </div>
        );
      })}
      <SubmitButton act={act} permission={may("sealEnvelope", table.viewerMay)}>
        {say("envelope.go")}
      </SubmitButton>
    </Form>
  );
}

/** What already lies in the envelope, as it would be typed. */
function laid({ ownEnvelope }: Round, byId: ReadonlyMap<string, Term>): Envelope {
  if (!ownEnvelope) return { packages: [{ as: "offer", values: {}, note: "" }], positions: {} };
  return {
    packages: ownEnvelope.packages.map(({ as, note, values }) => ({
      as,
      note: note ?? "",
      values: Object.fromEntries(
        values.flatMap(({ term, value }) => {
          const known = term && byId.get(term.id);
          return known ? [[known.id, typed(known, value as Value)]] : [];
        }),
      ),
    })),
    positions: Object.fromEntries(
      ownEnvelope.positions.flatMap((each) =>
        each.package ? [[each.package.id, { stance: each.stance, reason: each.reason ?? "" }]] : [],
      ),
    ),
  };
}
