// Tests that begin in the middle of a story get there through the public API,
// as somebody of the stories: with the cookie of the page that goes on by clicks.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { house } from "./visit.mjs";

/** Asks the API with a page's cookie. */
export async function asked(page, query, variables = {}) {
  const answer = await page.request.post(`${house}/graphql`, { data: { query, variables } });
  const { data, errors } = await answer.json();
  assert.ok(data, JSON.stringify(errors));
  return data;
}

/** Makes the page's session that of somebody of the stories. */
export async function person(page, name) {
  const { personas } = await asked(page, "{ personas { id label } }");
  const { id } = personas.find(({ label }) => label.startsWith(name));
  await asked(page, "mutation($person: ID!) { becomePersona(person: $person) { errors { code } } }", { person: id });
}

/** Acts as the API lets a program act, and is not refused. */
export async function does(page, name, input, fields = "") {
  const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${name}(input: $input) { ${fields} errors { code message field } } }`;
  const { [name]: payload } = await asked(page, query, { input: { commandId: randomUUID(), ...input } });
  assert.deepEqual(payload.errors, [], `${name} is refused`);
  return payload;
}
