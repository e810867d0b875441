import { Fragment, type ReactNode } from "react";
import { Link } from "react-router";
import { useAppWords } from "../words/app";

// Marks that turn the direction of what follows. Between people's words they
// could make a sentence of ours read backwards.
const turning = /[\u202A-\u202E\u2066-\u2069]/g;

/** Somebody's words without what would reach beyond them. */
export function plain(text: string): string {
  return text.replace(turning, "");
}

interface TextProps {
  readonly children: string | null | undefined;
  /** Keeps line breaks. */
  readonly lines?: boolean;
}

/** What somebody wrote, as text: in its own direction, broken where it must be. */
export function SafeText({ children, lines = false }: TextProps) {
  return (
    <span dir="auto" className={lines ? "theirs lines" : "theirs"}>
      {plain(children ?? "")}
    </span>
  );
}

interface Named {
  readonly id?: string;
  readonly name?: string | null;
}

/** A person's name; somebody, where the reader may not know who. */
export function PersonName({ person }: { readonly person: Named | null | undefined }) {
  const say = useAppWords();
  return person?.name ? <SafeText>{person.name}</SafeText> : say("somebody");
}

/** An organization's name, leading to its page. */
export function OrgName({ organization }: { readonly organization: Named | null | undefined }) {
  const say = useAppWords();
  if (!organization) return <>{say("somebody")}</>;
  const name = <SafeText>{organization.name ?? say("unnamed")}</SafeText>;
  return organization.id ? <Link to={`/o/${organization.id}`}>{name}</Link> : name;
}

/**
 * A few of Markdown's marks as React elements, never as HTML: paragraphs, `#`
 * headings, `-` and `1.` lists, `>` quotes, **strong**, *emphasis*, `code`.
 * Everything else, links included, is text.
 */
export function Marked({ children, level = 3 }: { readonly children: string; readonly level?: 2 | 3 | 4 }) {
  return (
    <div dir="auto" className="theirs marked">
      {blocks(plain(children)).map((block, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks of one text have no other name
        <Fragment key={place}>{shown(block, level)}</Fragment>
      ))}
    </div>
  );
}

type Kind = "heading" | "bullets" | "numbers" | "quote" | "paragraph";

interface Block {
  readonly kind: Kind;
  readonly lines: string[];
}

const marks: readonly (readonly [Kind, RegExp])[] = [
  ["heading", /^#{1,6}\s+/],
  ["bullets", /^[-*]\s+/],
  ["numbers", /^\d{1,3}[.)]\s+/],
  ["quote", /^>\s?/],
];

export function blocks(text: string): readonly Block[] {
  const found: Block[] = [];
  let open: Block | null = null;
  for (const line of text.split(/\r?\n/)) {
    const [kind, mark] = marks.find(([, each]) => each.test(line)) ?? (["paragraph", null] as const);
    if (line.trim() === "") {
      open = null;
      continue;
    }
    if (!open || open.kind !== kind || kind === "heading") {
      open = { kind, lines: [] };
      found.push(open);
    }
    open.lines.push(mark ? line.replace(mark, "") : line);
  }
  return found;
}

function shown({ kind, lines }: Block, level: number): ReactNode {
  const items = () => lines.map((line) => <li key={line}>{inline(line)}</li>);
  const Heading = `h${level}` as "h3";
  switch (kind) {
    case "heading":
      return <Heading>{inline(lines[0] ?? "")}</Heading>;
    case "bullets":
      return <ul>{items()}</ul>;
    case "numbers":
      return <ol>{items()}</ol>;
    case "quote":
      return <blockquote>{inline(lines.join(" "))}</blockquote>;
    case "paragraph":
      return <p className="lines">{inline(lines.join("\n"))}</p>;
  }
}

const spans = /(\*\*[^*\n]{1,500}\*\*|\*[^*\n]{1,500}\*|`[^`\n]{1,500}`)/;

function inline(text: string): ReactNode {
  return text.split(spans).map((part, place) => {
    const key = `${place}:${part}`;
    if (place % 2 === 0) return <Fragment key={key}>{part}</Fragment>;
    if (part.startsWith("**")) return <strong key={key}>{part.slice(2, -2)}</strong>;
    if (part.startsWith("*")) return <em key={key}>{part.slice(1, -1)}</em>;
    return <code key={key}>{part.slice(1, -1)}</code>;
  });
}
