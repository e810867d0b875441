import { may, type ResultOf } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { useLive } from "../../api/useLive";
import { ActButton } from "../../ui/ActButton";
import { Moment, useFormat } from "../../ui/format";
import { Section } from "../../ui/page";
import { Marked, SafeText } from "../../ui/text";
import { useConversationWords } from "../../words/conversation";
import { PetitionsQuery, SignPetition, WithdrawSignature } from "./operations";

type Petition = NonNullable<ResultOf<typeof PetitionsQuery>["initiative"]>["petitions"]["edges"][number]["node"];

/** What signatures are asked for, about the same matter. */
export function Petitions({ initiative }: { readonly initiative: string }) {
  const say = useConversationWords();
  const live = useLive(PetitionsQuery, { id: initiative });
  const petitions = live.data?.initiative?.petitions.edges.map(({ node }) => node) ?? [];
  if (petitions.length === 0) return null;
  return (
    <Section title={say("petition.title")}>
      {petitions.map((petition) => (
        <PetitionCard key={petition.id} petition={petition} />
      ))}
    </Section>
  );
}

function PetitionCard({ petition }: { readonly petition: Petition }) {
  const say = useConversationWords();
  const format = useFormat();
  const sign = useAct(SignPetition);
  const unsign = useAct(WithdrawSignature);
  const wish = { input: { petition: petition.id } };
  return (
    <article className="note">
      <h3>
        <SafeText>{petition.title}</SafeText>
      </h3>
      <Marked level={4}>{petition.text}</Marked>
      <p className="small">
        {say.rich("petition.to", { to: <SafeText>{petition.to}</SafeText> })}{" "}
        {say("petition.count", { signatures: petition.signatures, needed: format.number(petition.needed) })}{" "}
        {petition.reachedAt
          ? say.rich("petition.reached", { when: <Moment at={petition.reachedAt} /> })
          : say.rich("petition.until", { when: <Moment at={petition.deadline} /> })}{" "}
        {say(petition.byName ? "petition.byName" : "petition.secret")}
      </p>
      {petition.viewerSigned ? (
        <div className="row">
          <strong>{say("petition.signed")}</strong>
          <ActButton
            act={unsign}
            wish={wish}
            variant="subtle"
            size="xs"
            permission={may("withdrawSignature", petition.viewerMay)}
          >
            {say("petition.undo")}
          </ActButton>
        </div>
      ) : (
        <ActButton act={sign} wish={wish} ask="always" permission={may("signPetition", petition.viewerMay)}>
          {say("petition.sign")}
        </ActButton>
      )}
    </article>
  );
}
