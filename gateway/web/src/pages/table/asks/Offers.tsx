import { Link } from "react-router";
import { may, type ResultOf } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { usePages } from "../../../api/usePages";
import { path } from "../../../app/paths";
import { ActButton } from "../../../ui/ActButton";
import { Fold } from "../../../ui/Fold";
import { Moment } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { ReasonForm } from "../../../ui/ReasonForm";
import { Empty, Waiting } from "../../../ui/states";
import { SafeText } from "../../../ui/text";
import { useAsksWords } from "../../../words/asks";
import { SeatName } from "../SeatName";
import { useTable } from "../table";
import { OfferForm } from "./OfferForm";
import { JoinStandingOffer, OffersQuery, TakeStandingOffer, WithdrawStandingOffer } from "./operations";

const offers = (data: ResultOf<typeof OffersQuery>) => data.negotiation?.standingOffers;

type Offer = NonNullable<ReturnType<typeof offers>>["edges"][number]["node"];

/** What the others keep open together for a seat that declined or is silent. */
export function Offers() {
  const say = useAsksWords();
  const table = useTable();
  const { live, nodes, hasMore, more } = usePages(OffersQuery, { id: table.id }, offers);
  const permission = may("offerStanding", table.viewerMay);
  return (
    <Section title={say("offers.title")}>
      <p className="small">{say("offers.lead")}</p>
      {live.data ? (
        nodes.length === 0 && <Empty title={say("offers.none")}>{say("offers.how")}</Empty>
      ) : (
        <Waiting for={live} />
      )}
      <ul className="asks-list">
        {nodes.map((offer) => (
          <OfferCard key={offer.id} offer={offer} negotiation={table.id} />
        ))}
      </ul>
      {hasMore && (
        <button type="button" className="asks-more" onClick={more}>
          {say("more")}
        </button>
      )}
      {permission?.allowed === false ? (
        <p className="why">{permission.message}</p>
      ) : (
        <Fold label={say("offers.open")}>
          <OfferForm />
        </Fold>
      )}
    </Section>
  );
}

function OfferCard({ offer, negotiation }: { readonly offer: Offer; readonly negotiation: string }) {
  const say = useAsksWords();
  const join = useAct(JoinStandingOffer);
  const take = useAct(TakeStandingOffer);
  const withdraw = useAct(WithdrawStandingOffer);
  const joined = new Set(offer.joined.map((seat) => seat?.id));
  const wish = { input: { offer: offer.id } };
  const permitted = (act: string) => may(act, offer.viewerMay);
  return (
    <li className="asks-card" data-status={offer.status}>
      <article aria-label={say("offers.label", { number: offer.package?.number ?? 0 })}>
        <p className="asks-head">
          <span className="asks-status" data-status={offer.status}>
            {say(`offerStatus.${offer.status}`)}
          </span>
          <strong>
            {offer.package && (
              <Link to={path.package(negotiation, offer.package.id)}>
                {say("offers.package", { number: offer.package.number })}
              </Link>
            )}
          </strong>
          <span className="small">{say.rich("offers.for", { seat: <SeatName seat={offer.for} /> })}</span>
          <span className="small">
            <Moment at={offer.offeredAt} />
          </span>
        </p>
        {offer.note && (
          <p>
            <SafeText lines>{offer.note}</SafeText>
          </p>
        )}
        <ul className="small">
          {offer.terms.map(({ name, text }) => (
            <li key={name}>
              <SafeText>{text}</SafeText>
            </li>
          ))}
        </ul>
        <ul className="asks-joined" aria-label={say("offers.who")}>
          {offer.seats.map((seat) => (
            <li key={seat?.id} data-joined={joined.has(seat?.id)}>
              <SeatName seat={seat} /> — {say(joined.has(seat?.id) ? "offers.joined" : "offers.notYet")}
            </li>
          ))}
        </ul>
        {offer.reason && (
          <p className="small">{say.rich("withdrawnFor", { reason: <SafeText>{offer.reason}</SafeText> })}</p>
        )}
        <div className="asks-acts">
          {permitted("joinStandingOffer")?.allowed && (
            <ActButton act={join} wish={wish} ask="always" size="xs">
              {say("offers.join")}
            </ActButton>
          )}
          {permitted("takeStandingOffer")?.allowed && (
            <ActButton act={take} wish={wish} ask="always" size="xs" warning={say("offers.takeWarning")}>
              {say("offers.take")}
            </ActButton>
          )}
          {permitted("withdrawStandingOffer")?.allowed && (
            <Fold label={say("offers.end")}>
              <ReasonForm
                act={withdraw}
                draft={`standing.end:${offer.id}`}
                label={say("offers.end")}
                field={say("withdrawWhy")}
                wish={(reason) => ({ input: { offer: offer.id, reason } })}
              />
            </Fold>
          )}
        </div>
      </article>
    </li>
  );
}
