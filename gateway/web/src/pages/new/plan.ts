import type { TadaDocumentNode } from "gql.tada";
import { AddClass, InviteThem, OpenChair, OpenInitiative, OpenTable } from "./operations";

/** Somebody who is touched, or who could say no. */
export interface Touched {
  readonly name: string;
  readonly class: string;
  readonly affects: string;
}

/** What the five questions were answered with. */
export interface Answers {
  readonly title: string;
  readonly hurts: string;
  readonly touched: readonly Touched[];
  readonly level: string;
  readonly person: string;
  readonly organization: string;
  readonly economy: string;
  readonly sayNo: readonly Touched[];
  readonly by: string;
  readonly note: string;
}

/** What was made so far: ids and tokens, by the step that made them. */
export type Made = Readonly<Record<string, string>>;

export interface Step {
  /** Names the step in what was made; it has one command id however often it is sent. */
  readonly key: string;
  readonly kind: "initiative" | "class" | "seat" | "table" | "invitation";
  readonly about: string;
  readonly document: TadaDocumentNode<unknown, unknown>;
  readonly input: (made: Made) => object;
  /** What of the payload is kept. */
  readonly result: (payload: Record<string, never>) => string;
}

/** Everybody with a name, those who could say no last. */
export function seatsOf({ touched, sayNo }: Answers): readonly Touched[] {
  return [...touched, ...sayNo].filter(({ name }) => name.trim() !== "");
}

const classOf = ({ class: own, name }: Touched): string => own.trim() || name.trim();

/** The commands that make what was answered, in their order. */
export function planOf(answers: Answers, zone: string, language: string): readonly Step[] {
  const seats = seatsOf(answers);
  const classes = [...new Set(seats.map(classOf))];
  const { title, hurts: purpose, person, organization, economy } = answers;
  const id = (made: Made) => made.initiative ?? "";
  return [
    step("initiative", "initiative", title, OpenInitiative, "initiative", () => ({
      title,
      purpose,
      level: Number(answers.level),
      visions: { person, organization, economy },
      zone,
      languages: [language],
    })),
    ...classes.map((name) =>
      step(`class:${name}`, "class", name, AddClass, "", (made) => ({ initiative: id(made), name })),
    ),
    ...seats.map((seat, place) =>
      step(`seat:${place}`, "seat", seat.name, OpenChair, "seat", (made) => ({
        initiative: id(made),
        class: classOf(seat),
        name: seat.name,
        affects: seat.affects || null,
      })),
    ),
    step("table", "table", title, OpenTable, "negotiation", (made) => ({ initiative: id(made), title })),
    ...seats.map((seat, place) =>
      step(`invitation:${place}`, "invitation", seat.name, InviteThem, "token", (made) => ({
        seat: made[`seat:${place}`],
        name: seat.name,
        note: answers.note,
        expires: endOf(answers.by),
      })),
    ),
  ];
}

function step<R, V>(
  key: string,
  kind: Step["kind"],
  about: string,
  document: TadaDocumentNode<R, V>,
  kept: string,
  input: Step["input"],
): Step {
  const result = (payload: Record<string, unknown>) => {
    const found = payload[kept];
    return typeof found === "string" ? found : ((found as { id?: string } | undefined)?.id ?? "done");
  };
  return { key, kind, about, document: document as Step["document"], input, result: result as Step["result"] };
}

/** The last moment of a day; an unfinished date is sent as it is, for the server to say so. */
function endOf(day: string): string {
  const at = new Date(`${day}T23:59:00`);
  return Number.isNaN(at.getTime()) ? day : at.toISOString();
}
