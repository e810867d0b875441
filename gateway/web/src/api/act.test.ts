import { expect, test } from "vitest";
import { Act, type Answer, type Payload, pauses } from "./act";
import type { Trouble } from "./trouble";

interface Sent {
  readonly input: { readonly commandId: string; readonly name: string };
  readonly dryRun?: boolean;
}

const done: Answer<Payload> = { payload: { errors: [] }, trouble: null };
const trouble = (code: string): Trouble => ({ code, message: code, field: null, params: [], correlation: null });
const failed = (code: string): Answer<Payload> => ({ payload: null, trouble: trouble(code) });
const refused = (code: string, ...field: string[]): Answer<Payload> => ({
  payload: { errors: [{ code, message: code, field }] },
  trouble: null,
});

/** An act against a server that answers so, one after the other; the last answer is for ever. */
function against(...answers: Answer<Payload>[]) {
  const sent: Sent[] = [];
  let ids = 0;
  const act = new Act<Payload>({
    post: async (variables) => {
      sent.push(variables as unknown as Sent);
      return answers[Math.min(sent.length, answers.length) - 1] as Answer<Payload>;
    },
    newId: () => `id-${++ids}`,
    pause: async () => {},
  });
  return { act, sent, ids: () => sent.map(({ input }) => input.commandId) };
}

const wish = (name: string) => ({ input: { commandId: "", name } });

test("a wish that is granted at once is sent once", async () => {
  const { act, ids } = against(done);
  expect(await act.send(wish("a"))).toEqual(done.payload);
  expect(act.now().standing).toBe("done");
  expect(ids()).toEqual(["id-1"]);
});

test("what the network swallowed is sent again with the same command id", async () => {
  const { act, ids } = against(failed("AWAY"), failed("AWAY"), done);
  await act.send(wish("a"));
  expect(act.now().standing).toBe("done");
  expect(ids()).toEqual(["id-1", "id-1", "id-1"]);
});

test("what is not yet visible is asked for again with the same command id", async () => {
  const { act, ids } = against(refused("NOT_YET_VISIBLE"), done);
  await act.send(wish("a"));
  expect(ids()).toEqual(["id-1", "id-1"]);
});

test("after all tries the outcome is unknown, and asking again is the same wish", async () => {
  const { act, ids } = against(...pauses.map(() => failed("AWAY")), failed("AWAY"), done);
  expect(await act.send(wish("a"))).toBeNull();
  expect(act.now().standing).toBe("unknown");
  await act.again();
  expect(act.now().standing).toBe("done");
  expect(new Set(ids())).toEqual(new Set(["id-1"]));
});

test("the same wish sent anew after an unknown outcome keeps its command id", async () => {
  const { act, ids } = against(...pauses.map(() => failed("AWAY")), failed("AWAY"), done);
  await act.send(wish("a"));
  await act.send(wish("a"));
  expect(new Set(ids())).toEqual(new Set(["id-1"]));
});

test("another wish after an unknown outcome has a command id of its own", async () => {
  const { act, ids } = against(...pauses.map(() => failed("AWAY")), failed("AWAY"), done);
  await act.send(wish("a"));
  await act.send(wish("b"));
  expect(ids().at(-1)).toBe("id-2");
});

test("a refusal is not sent again, says which field, and the next wish is a new one", async () => {
  const { act, ids } = against(refused("TOO_LONG", "input", "name"), done);
  expect(await act.send(wish("a"))).toBeNull();
  expect(act.now()).toMatchObject({ standing: "refused", errors: [{ code: "TOO_LONG", field: ["input", "name"] }] });
  await act.send(wish("a"));
  expect(ids()).toEqual(["id-1", "id-2"]);
});

test("a server that is not ready is asked again, and then it is a refusal", async () => {
  const { act, sent } = against(failed("UNAVAILABLE"));
  await act.send(wish("a"));
  expect(sent).toHaveLength(pauses.length + 1);
  expect(act.now().standing).toBe("refused");
});

test("a malformed input is a refusal, though it is told as an error of the request", async () => {
  const { act, sent } = against(failed("INVALID"));
  await act.send(wish("a"));
  expect(sent).toHaveLength(1);
  expect(act.now().standing).toBe("refused");
});

test("while a wish is under way a second click sends nothing", async () => {
  const { act, sent } = against(done);
  await Promise.all([act.send(wish("a")), act.send(wish("a"))]);
  expect(sent).toHaveLength(1);
});

test("a preview is a dry run with an id that no act has", async () => {
  const { act, sent, ids } = against(done, done);
  await act.preview(wish("a"));
  await act.send(wish("a"));
  expect(sent.map(({ dryRun }) => dryRun)).toEqual([true, undefined]);
  expect(new Set(ids()).size).toBe(2);
});

test("a wish without an input has no command id", async () => {
  const { act, sent } = against(done);
  await act.send({ organization: "org_a" });
  expect(sent).toEqual([{ organization: "org_a" }]);
});
