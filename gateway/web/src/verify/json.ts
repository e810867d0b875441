// The one form of a JSON text that is hashed and signed (RFC 8785). JSON.parse
// would not do: it takes the last of two equal names, and two readers could
// read two things.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** How deep values may be nested: far more than any document needs. */
const deepest = 64;

/** Reads what has one meaning only; throws where a name occurs twice, or a surrogate is alone. */
export function parse(text: string): Json {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.space();
  if (reader.at !== text.length) throw new Error(`character ${reader.at}: more after the end`);
  return value;
}

/** Writes a value in its one form. */
export function write(value: Json): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return String(Object.is(value, -0) ? 0 : value);
  if (value === null || typeof value === "boolean") return String(value);
  if (isList(value)) return `[${value.map(write).join(",")}]`;
  const names = Object.keys(value).sort(); // by UTF-16 code units, as the RFC wants it
  return `{${names.map((name) => `${JSON.stringify(name)}:${write(value[name] as Json)}`).join(",")}}`;
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isRecord(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has none in a string
const plainly = /[^"\\\u0000-\u001f]*/y;
const escapes: Readonly<Record<string, string>> = {
  b: "\b",
  t: "\t",
  n: "\n",
  f: "\f",
  r: "\r",
  '"': '"',
  "\\": "\\",
  "/": "/",
};

class Reader {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): Json {
    if (depth > deepest) this.#fail(`nested deeper than ${deepest}`);
    this.space();
    const next = this.#text[this.at];
    if (next === "{") return this.#object(depth);
    if (next === "[") return this.#array(depth);
    if (next === '"') return this.#string();
    for (const [word, value] of [["true", true] as const, ["false", false] as const, ["null", null] as const]) {
      if (this.#skip(word)) return value;
    }
    const found = Number(this.#match(number) || this.#fail("no value begins here"));
    return Number.isFinite(found) ? found : this.#fail("a number that fits no double");
  }

  space(): void {
    while (" \t\n\r".includes(this.#text[this.at] ?? "x")) this.at++;
  }

  #object(depth: number): Json {
    const members: Record<string, Json> = Object.create(null);
    this.#list("{", "}", () => {
      if (this.#text[this.at] !== '"') this.#fail("a member begins with its name");
      const name = this.#string();
      this.space();
      if (!this.#skip(":")) this.#fail("no colon after a name");
      if (name in members) this.#fail(`the name ${JSON.stringify(name)} occurs twice`);
      members[name] = this.value(depth + 1);
    });
    return members;
  }

  #array(depth: number): Json {
    const items: Json[] = [];
    this.#list("[", "]", () => items.push(this.value(depth + 1)));
    return items;
  }

  #list(opens: string, closes: string, item: () => void): void {
    this.#skip(opens);
    this.space();
    if (this.#skip(closes)) return;
    for (;;) {
      this.space();
      item();
      this.space();
      if (this.#skip(closes)) return;
      if (!this.#skip(",")) this.#fail(`neither a comma nor ${closes}`);
    }
  }

  #string(): string {
    let text = "";
    for (this.at++; ; ) {
      text += this.#match(plainly);
      const next = this.#text[this.at];
      if (next === '"') break;
      if (next !== "\\") this.#fail("a string without an end, or a control character in one");
      text += this.#escape();
    }
    this.at++;
    if (!text.isWellFormed()) this.#fail("a lone surrogate");
    return text;
  }

  #escape(): string {
    const letter = this.#text[this.at + 1] ?? "";
    if (letter === "u") {
      const digits = this.#text.slice(this.at + 2, this.at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.#fail("an escape without its four digits");
      this.at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    this.at += 2;
    return Object.hasOwn(escapes, letter) ? (escapes[letter] as string) : this.#fail("no such escape");
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const [found = ""] = pattern.exec(this.#text) ?? [];
    this.at += found.length;
    return found;
  }

  #skip(word: string): boolean {
    if (!this.#text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  #fail(why: string): never {
    throw new Error(`character ${this.at}: ${why}`);
  }
}
