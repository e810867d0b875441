import { createContext, use } from "react";
import type { Agreement, SeatPart } from "./operations";

export const AgreementContext = createContext<Agreement | null>(null);

/** The agreement that this page is about. */
export function useAgreement(): Agreement {
  const agreement = use(AgreementContext);
  if (!agreement) throw new Error("there is an agreement only below its page");
  return agreement;
}

/** A seat's name as people say it: who sits there. */
export function seatName(seat: SeatPart | null | undefined): string {
  return seat?.organization?.name ?? seat?.name ?? "—";
}

/** Seats of a list that the reader may see. */
export function known(seats: readonly (SeatPart | null)[]): readonly SeatPart[] {
  return seats.filter((seat) => seat !== null);
}
