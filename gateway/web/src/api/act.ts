import type { Preview } from "./graphql";
import { passing, type Trouble, unknown } from "./trouble";

/** Why a wish was not granted, in the server's words. */
export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[] | null;
  readonly params?: readonly { readonly name: string; readonly value: string }[];
}

/**
 * How a wish stands. *unknown*: it may have been carried out; only asking again
 * with the same command id tells.
 */
export type Standing = "idle" | "sending" | "unknown" | "done" | "refused";

/** What every payload has. */
export interface Payload {
  readonly errors: readonly Refused[];
  readonly position?: string | null;
  readonly preview?: Preview | null;
}

export interface Answer<P> {
  readonly payload: P | null;
  readonly trouble: Trouble | null;
}

export interface Snapshot<P> {
  readonly standing: Standing;
  readonly errors: readonly Refused[];
  /** The answer, once done. */
  readonly payload: P | null;
}

export interface World<P> {
  readonly post: (variables: Record<string, unknown>) => Promise<Answer<P>>;
  readonly newId: () => string;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Between tries of one wish. Together about as long as replacing a leader takes. */
export const pauses = [400, 1000, 2500, 5000] as const;

/**
 * One wish after another. A wish has one command id for as long as it is not
 * known what became of it, however often it is sent.
 */
export class Act<P extends Payload> {
  #now: Snapshot<P> = { standing: "idle", errors: [], payload: null };
  #open: Record<string, unknown> | null = null;
  readonly #heard = new Set<() => void>();
  readonly #world: World<P>;

  constructor(world: World<P>) {
    this.#world = world;
  }

  readonly now = (): Snapshot<P> => this.#now;

  readonly listen = (heard: () => void): (() => void) => {
    this.#heard.add(heard);
    return () => this.#heard.delete(heard);
  };

  /** Sends a wish until its outcome is known or patience ends. A second one waits for nobody: it is not sent. */
  async send(variables: Record<string, unknown>): Promise<P | null> {
    if (this.#now.standing === "sending") return null;
    this.#open = this.#once(variables);
    return this.#try(this.#open);
  }

  /** Asks for the very same once more, after *unknown*. */
  async again(): Promise<P | null> {
    return this.#open && this.#now.standing === "unknown" ? this.#try(this.#open) : null;
  }

  /** What a wish would cause. Nothing is changed by asking. */
  async preview(variables: Record<string, unknown>): Promise<Preview | null> {
    const { payload, trouble } = await this.#world.post({ ...withId(variables, this.#world.newId()), dryRun: true });
    const errors = refusals(payload, trouble);
    if (errors.length > 0) this.#become({ standing: "refused", errors, payload: null });
    return errors.length > 0 ? null : (payload?.preview ?? null);
  }

  forget(): void {
    this.#open = null;
    this.#become({ standing: "idle", errors: [], payload: null });
  }

  /** The wish with its command id: the one it has, where the same is wished again and its outcome is unknown. */
  #once(variables: Record<string, unknown>): Record<string, unknown> {
    const same = this.#open && JSON.stringify(withId(variables, "")) === JSON.stringify(withId(this.#open, ""));
    return same && this.#open ? this.#open : withId(variables, this.#world.newId());
  }

  async #try(variables: Record<string, unknown>): Promise<P | null> {
    this.#become({ standing: "sending", errors: [], payload: null });
    for (let tries = 0; ; tries++) {
      const { payload, trouble } = await this.#world.post(variables);
      const wait = pauses[tries];
      if (mayPass(payload, trouble) && wait !== undefined) {
        await this.#world.pause(wait);
        continue;
      }
      return this.#settle(payload, trouble);
    }
  }

  #settle(payload: P | null, trouble: Trouble | null): P | null {
    const errors = refusals(payload, trouble);
    if (errors.some(isUnknown) || (errors.length === 0 && !payload)) {
      this.#become({ standing: "unknown", errors, payload: null });
      return null;
    }
    this.#open = null;
    this.#become(
      errors.length > 0 ? { standing: "refused", errors, payload: null } : { standing: "done", errors, payload },
    );
    return errors.length > 0 ? null : payload;
  }

  #become(next: Snapshot<P>): void {
    this.#now = next;
    for (const heard of this.#heard) heard();
  }
}

function withId(variables: Record<string, unknown>, commandId: string): Record<string, unknown> {
  const { input } = variables;
  return isObject(input) && "commandId" in input ? { ...variables, input: { ...input, commandId } } : variables;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function refusals<P extends Payload>(payload: P | null, trouble: Trouble | null): readonly Refused[] {
  if (payload && payload.errors.length > 0) return payload.errors;
  return trouble
    ? [{ code: trouble.code, message: trouble.message ?? "", field: trouble.field, params: trouble.params }]
    : [];
}

const asTrouble = ({ code, message, field }: Refused): Trouble => ({
  code,
  message,
  field,
  correlation: null,
  params: [],
});
const isUnknown = (refused: Refused): boolean => unknown(asTrouble(refused));

function mayPass<P extends Payload>(payload: P | null, trouble: Trouble | null): boolean {
  return refusals(payload, trouble).some((refused) => passing(asTrouble(refused)));
}
