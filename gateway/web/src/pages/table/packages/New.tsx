import { useMemo } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { ActButton } from "../../../ui/ActButton";
import { useForm } from "../../../ui/form";
import { Private, Section } from "../../../ui/page";
import { Loading, NotFound } from "../../../ui/states";
import { usePackageWords } from "../../../words/tablepackages";
import { useTable } from "../table";
import { useSheet } from "../values/useSheet";
import { type Term, type Typed, typed, type Value } from "../values/value";
import { Drafting, PurposeFields, useSettings, useUntil, type Writing } from "./Drafting";
import { DraftJoint } from "./jointOperations";
import { DraftPackage, OwnDraftsQuery, PackagesQuery, ReviseDraft, TablePackage } from "./operations";
import { type Draft, lies, type Package } from "./package";
import { Restored } from "./Restored";
import { ReviewForm } from "./ReviewForm";
import { TableDraft } from "./TableDraft";
import { useForesight } from "./useForesight";

interface Setting {
  readonly term: { readonly id: string } | null;
  readonly value: Value;
}

/** Values as one would have typed them. */
function typedOf(settings: readonly Setting[], byId: ReadonlyMap<string, Term>): Record<string, Typed> {
  const found: Record<string, Typed> = {};
  for (const { term: at, value } of settings) {
    const term = at && byId.get(at.id);
    if (term) found[term.id] = typed(term, value);
  }
  return found;
}

/** A new package: from nothing, or from one that it answers (`?answers=`). */
export function NewPackage() {
  const table = useTable();
  const sheet = useSheet();
  const packages = useLive(PackagesQuery, { id: table.id }).data?.negotiation?.packages.nodes;
  const [search] = useSearchParams();
  const answers = packages?.find(({ id }) => id === search.get("answers"));
  if (!packages || !sheet.ready) return <Loading />;
  return <Writer key={answers?.id ?? "new"} packages={packages} answers={answers} />;
}

function Writer({
  packages,
  answers,
}: {
  readonly packages: readonly Package[];
  readonly answers: Package | undefined;
}) {
  const table = useTable();
  const say = usePackageWords();
  const go = useNavigate();
  const { byId, terms } = useSheet();
  const initial = useMemo<Writing>(
    () => ({ values: answers ? typedOf(answers.values, byId) : {}, as: "draft", note: "", until: "", with: [] }),
    [answers, byId],
  );
  const form = useForm<Writing>({ draft: `package.new:${table.id}:${answers?.id ?? ""}`, initial });
  const settings = useSettings(form.values.values, terms);
  const expiresAt = useUntil(form.values.as === "offer" ? form.values.until : "");
  const { as, note, with: others } = form.values;
  const base = { negotiation: table.id, values: settings, ...(note.trim() && { note }) };
  const purpose = as === "draft" ? "idea" : as;
  const more = { as: purpose, ...(answers && { counterTo: answers.id }), ...(expiresAt && { expiresAt }) } as const;
  const wishes = {
    draft: { input: base },
    table: { input: { ...base, ...more } },
    joint: { input: { ...base, ...more, with: [...others] } },
  };
  const way = as === "draft" ? "draft" : others.length > 0 ? "joint" : "table";
  const any = settings.length > 0;
  const foreseen = {
    draft: useForesight(DraftPackage, any && way === "draft" ? wishes.draft : null),
    table: useForesight(TablePackage, any && way === "table" ? wishes.table : null),
    joint: useForesight(DraftJoint, any && way === "joint" ? wishes.joint : null),
  };
  const acts = { draft: useAct(DraftPackage), table: useAct(TablePackage), joint: useAct(DraftJoint) };
  const list = path.table(table.id, "packages");
  const done = (to: string) => {
    form.reset();
    go(to);
  };
  return (
    <Section
      title={answers ? say("newAnswer", { which: say(`name.${answers.as}`, { number: answers.number }) }) : say("new")}
    >
      <Link to={list}>{say("back")}</Link>
      <Restored form={form} />
      <Drafting
        form={form}
        settings={settings}
        foresight={foreseen[way]}
        packages={packages.filter((each) => lies(each) || each === answers)}
        beside={answers?.id}
      >
        <PurposeFields form={form} />
      </Drafting>
      <div className="row">
        {way === "draft" && (
          <ActButton
            act={acts.draft}
            wish={wishes.draft}
            ask="never"
            permission={may("draftPackage", table.viewerMay)}
            onDone={({ draft }) => done(draft ? `${list}/draft/${draft.id}` : list)}
          >
            {say("do.draft")}
          </ActButton>
        )}
        {way === "table" && (
          <ActButton
            act={acts.table}
            wish={wishes.table}
            ask="always"
            permission={may(`tablePackage.${purpose}`, table.viewerMay)}
            onDone={(payload) => done(payload.package ? path.package(table.id, payload.package.id) : list)}
          >
            {say(`do.${purpose}`)}
          </ActButton>
        )}
        {way === "joint" && (
          <ActButton
            act={acts.joint}
            wish={wishes.joint}
            ask="always"
            permission={may("draftJoint", table.viewerMay)}
            onDone={() => done(list)}
          >
            {say("do.joint")}
          </ActButton>
        )}
      </div>
    </Section>
  );
}

/** A draft of the own team. */
export function EditDraft() {
  const table = useTable();
  const sheet = useSheet();
  const { draft: id } = useParams();
  const own = useLive(OwnDraftsQuery, { id: table.id });
  const packages = useLive(PackagesQuery, { id: table.id }).data?.negotiation?.packages.nodes;
  if (!own.data || !packages || !sheet.ready) return <Loading />;
  const draft = own.data.negotiation?.ownRoom?.drafts.nodes.find((each) => each.id === id);
  if (!draft) return <NotFound />;
  return <DraftEditor key={draft.id} draft={draft} packages={packages} />;
}

function DraftEditor({ draft, packages }: { readonly draft: Draft; readonly packages: readonly Package[] }) {
  const table = useTable();
  const say = usePackageWords();
  const { byId, terms } = useSheet();
  const initial = useMemo<Writing>(
    () => ({ values: typedOf(draft.values, byId), as: "draft", note: draft.note ?? "", until: "", with: [] }),
    [draft, byId],
  );
  const form = useForm<Writing>({ draft: `package.draft:${draft.id}`, initial });
  const settings = useSettings(form.values.values, terms);
  const saved = useSettings(initial.values, terms);
  const { note } = form.values;
  const wish = { input: { negotiation: table.id, draft: draft.id, values: settings, ...(note.trim() && { note }) } };
  const foresight = useForesight(ReviseDraft, settings.length > 0 ? wish : null);
  const act = useAct(ReviseDraft);
  const changed = JSON.stringify(settings) !== JSON.stringify(saved) || note !== initial.note;
  return (
    <Private readers={say("team")} title={say("name.draft", { number: draft.number })}>
      <Link to={path.table(table.id, "packages")}>{say("back")}</Link>
      <Restored form={form} />
      <Drafting form={form} settings={settings} foresight={foresight} packages={packages.filter(lies)}>
        {null}
      </Drafting>
      <div className="row">
        <ActButton
          act={act}
          wish={wish}
          ask="never"
          permission={may("draftPackage", table.viewerMay)}
          onDone={form.reset}
        >
          {say("do.save")}
        </ActButton>
      </div>
      <ReviewForm draft={draft} />
      <TableDraft draft={draft} packages={packages.filter(lies)} changed={changed} />
    </Private>
  );
}
