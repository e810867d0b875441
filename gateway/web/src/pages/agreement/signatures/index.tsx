import { Button } from "@mantine/core";
import { may } from "../../../api/graphql";
import { usePages } from "../../../api/usePages";
import { useSession } from "../../../app/session";
import { Section } from "../../../ui/page";
import { Empty, Waiting } from "../../../ui/states";
import { Wide } from "../../../ui/Wide";
import { useAgreementWords } from "../../../words/agreement";
import { useAgreement } from "../agreement";
import { Hand } from "./Hand";
import { type Signature, SignaturesQuery } from "./operations";
import { Parties } from "./Parties";
import { OwnRatification } from "./Ratification";
import { Ratified } from "./Ratified";
import { SayNo } from "./SayNo";
import { Sign } from "./Sign";

const signatures = (data: {
  agreement: {
    signatures: { edges: readonly { node: Signature }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
  } | null;
}) => data.agreement?.signatures;

/** Who has put their name under it, who still has to, and the reader's own turn. */
export function Component() {
  const say = useAgreementWords();
  const agreement = useAgreement();
  const { viewer } = useSession();
  const { live, nodes, hasMore, more } = usePages(SignaturesQuery, { id: agreement.id }, signatures);
  const sign = may("signAgreement", agreement.viewerMay);
  return (
    <>
      {(agreement.ratifying.length > 0 || agreement.ratification.length > 0) && (
        <Section title={say("ratify.title")}>
          {viewer?.organization && <OwnRatification organization={viewer.organization} />}
          <Ratified />
        </Section>
      )}
      {viewer && sign && (
        <Section title={say("sign.title")}>
          <Sign permission={sign} />
        </Section>
      )}
      <Section title={say("hands.title")}>
        {!live.data && <Waiting for={live} />}
        {live.data && nodes.length === 0 && <Empty title={say("hands.none")}>{say("hands.how")}</Empty>}
        {nodes.length > 0 && (
          <Wide>
            <table className="table agreement-table">
              <caption className="heard">{say("hands.title")}</caption>
              <thead>
                <tr>
                  <th scope="col">{say("hands.for")}</th>
                  <th scope="col">{say("hands.by")}</th>
                  <th scope="col">{say("hands.when")}</th>
                  <th scope="col">{say("hands.key")}</th>
                </tr>
              </thead>
              <tbody>
                {nodes.map((node) => (
                  <Hand key={node.id} its={node} />
                ))}
              </tbody>
            </table>
          </Wide>
        )}
        {hasMore && (
          <Button variant="default" onClick={more}>
            {say("more")}
          </Button>
        )}
      </Section>
      <Section title={say("parties.title")}>
        <Parties />
      </Section>
      {viewer && <SayNo />}
    </>
  );
}
