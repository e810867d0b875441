import { useEffect, useState } from "react";
import { Moment } from "../../../ui/format";
import { OrgName, PersonName } from "../../../ui/text";
import { fingerprint } from "../../../verify/key";
import { useAgreementWords } from "../../../words/agreement";
import type { Signature } from "./operations";

/** One name under it. */
export function Hand({ its }: { readonly its: Signature }) {
  const say = useAgreementWords();
  const print = useFingerprint(its.public);
  return (
    <tr>
      <th scope="row">
        <OrgName organization={its.organization} />
        <div className="small">
          {say("version", { version: its.version })}
          {its.accession && <> · {say("hands.joined")}</>}
        </div>
      </th>
      <td>
        <PersonName person={its.person} />
      </td>
      <td>
        <Moment at={its.signedAt} />
      </td>
      <td>{its.public ? <code>{print}</code> : <span className="small">{say("hands.keyless")}</span>}</td>
    </tr>
  );
}

/** A key as people read it to each other. */
export function useFingerprint(half: string | null): string {
  const [print, setPrint] = useState("");
  useEffect(() => {
    let wanted = true;
    if (half) void fingerprint(half).then((found) => wanted && setPrint(found), Boolean);
    return () => {
      wanted = false;
    };
  }, [half]);
  return print;
}
