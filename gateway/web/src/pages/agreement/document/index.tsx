import { NativeSelect } from "@mantine/core";
import { useSearchParams } from "react-router";
import { useLive } from "../../../api/useLive";
import { useFormat } from "../../../ui/format";
import { Waiting } from "../../../ui/states";
import { useAgreementWords } from "../../../words/agreement";
import { useAgreement } from "../agreement";
import { Changes } from "./Changes";
import { Downloads } from "./Downloads";
import { DocumentQuery, type Version, VersionsQuery } from "./operations";
import { Reading } from "./Reading";

/** The text, as it is signed; any version, and what has changed since an older one. */
export function Component() {
  const { id } = useAgreement();
  const [wanted, want] = useSearchParams();
  const live = useLive(VersionsQuery, { id });
  const agreement = live.data?.agreement;
  if (!agreement) return <Waiting for={live} />;
  const versions = agreement.documents.edges.map(({ node }) => node);
  const version = versions.find((each) => String(each.version) === wanted.get("version"));
  const since = versions.find((each) => String(each.version) === wanted.get("since"));
  const shown = version?.id ?? agreement.document.id;
  const choose = (name: string, value: string) =>
    want(
      (was) => {
        const next = new URLSearchParams(was);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return (
    <>
      <Choose versions={versions} shown={shown} since={since?.version} choose={choose} />
      {since ? <Changes document={shown} from={since.version} /> : <Text id={shown} />}
      <Downloads />
    </>
  );
}

interface ChooseProps {
  readonly versions: readonly Version[];
  readonly shown: string;
  readonly since: number | undefined;
  readonly choose: (name: string, value: string) => void;
}

function Choose({ versions, shown, since, choose }: ChooseProps) {
  const say = useAgreementWords();
  const format = useFormat();
  if (versions.length < 2) return null;
  const label = ({ version, createdAt }: Version) => `${say("version", { version })} · ${format.day(createdAt)}`;
  const now = versions.find(({ id }) => id === shown);
  const older = versions.filter(({ version }) => version < (now?.version ?? 0));
  return (
    <div className="agreement-pick noprint">
      <NativeSelect
        label={say("read.version")}
        value={String(now?.version ?? "")}
        data={versions.map((each) => ({ value: String(each.version), label: label(each) }))}
        onChange={(e) => choose("version", e.currentTarget.value)}
      />
      <NativeSelect
        label={say("read.since")}
        value={since ? String(since) : ""}
        data={[
          { value: "", label: say("read.whole") },
          ...older.map((each) => ({ value: String(each.version), label: label(each) })),
        ]}
        onChange={(e) => choose("since", e.currentTarget.value)}
      />
    </div>
  );
}

function Text({ id }: { readonly id: string }) {
  const live = useLive(DocumentQuery, { id });
  const node = live.data?.node;
  if (node?.__typename !== "AgreementDocument") return <Waiting for={live} />;
  return <Reading text={node} />;
}
