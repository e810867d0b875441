import { Link } from "react-router";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { ActButton } from "../../../ui/ActButton";
import { Moment } from "../../../ui/format";
import { Private } from "../../../ui/page";
import { PersonName, SafeText } from "../../../ui/text";
import { usePackageWords } from "../../../words/tablepackages";
import { ownSeat, useTable } from "../table";
import { JointLine } from "./JointLine";
import { DiscardDraft, OwnDraftsQuery } from "./operations";
import type { Draft } from "./package";

/** Packages that the table does not see: the team's drafts, and those that several seats prepare. */
export function OwnRoom() {
  const table = useTable();
  const say = usePackageWords();
  const own = useLive(OwnDraftsQuery, { id: table.id }).data?.negotiation;
  const drafts = own?.ownRoom?.drafts.nodes.filter((draft) => !draft.package) ?? [];
  const joints = own?.jointPackages.nodes.filter(({ status }) => status === "open") ?? [];
  const mine = ownSeat(table);
  return (
    <>
      {drafts.length > 0 && (
        <Private readers={say("team")} title={say("drafts")}>
          <ul className="rows">
            {drafts.map((draft) => (
              <DraftLine key={draft.id} draft={draft} />
            ))}
          </ul>
        </Private>
      )}
      {joints.length > 0 && (
        <Private readers={say("jointReaders")} title={say("joints")}>
          <ul className="rows">
            {joints.map((joint) => (
              <JointLine key={joint.id} joint={joint} own={mine} />
            ))}
          </ul>
        </Private>
      )}
    </>
  );
}

function DraftLine({ draft }: { readonly draft: Draft }) {
  const table = useTable();
  const say = usePackageWords();
  const discard = useAct(DiscardDraft);
  const wish = { input: { negotiation: table.id, draft: draft.id } };
  return (
    <li>
      <div className="main">
        <Link to={`${path.table(table.id, "packages")}/draft/${draft.id}`}>
          <strong>{say("name.draft", { number: draft.number })}</strong>
        </Link>{" "}
        {say.rich("by", { who: <PersonName person={draft.by} /> })}
        <span className="small">
          {" "}
          · {say("termsSet", { count: draft.values.length })} · <Moment at={draft.revisedAt} />
        </span>
        {draft.note && (
          <p className="small table-clip">
            <SafeText>{draft.note}</SafeText>
          </p>
        )}
        {draft.reviews.map((review) => (
          <p key={`${review.by?.id}${review.at}`} className="small">
            <PersonName person={review.by} />: {say(`verdict.${review.verdict}`)}
            {review.note && (
              <>
                {" — "}
                <SafeText>{review.note}</SafeText>
              </>
            )}
          </p>
        ))}
      </div>
      <ActButton
        act={discard}
        wish={wish}
        ask="always"
        variant="subtle"
        size="xs"
        permission={may("draftPackage", table.viewerMay)}
      >
        {say("discard")}
      </ActButton>
    </li>
  );
}
