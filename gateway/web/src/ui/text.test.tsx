import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { blocks, Marked, plain, SafeText } from "./text";

const marked = (text: string) => renderToStaticMarkup(<Marked>{text}</Marked>);

test("marks become elements, and nothing else does", () => {
  expect(marked("# One\n\n- **a**\n- *b*\n\n1. `c`\n\n> said")).toBe(
    '<div dir="auto" class="theirs marked"><h3>One</h3><ul><li><strong>a</strong></li><li><em>b</em></li></ul><ol><li><code>c</code></li></ol><blockquote>said</blockquote></div>',
  );
});

test.each([
  "<script>alert(1)</script>",
  "[x](javascript:alert(1))",
  "<img src=x onerror=alert(1)>",
  "![x](https://example.org)",
])("%s is text", (hostile) => expect(marked(hostile)).not.toMatch(/<(script|img|a)\b/));

test("marks that turn what follows are taken out", () => {
  expect(plain("a\u202Eb\u2066c\u2069")).toBe("abc");
  expect(renderToStaticMarkup(<SafeText>{"\u202Eevil"}</SafeText>)).toBe('<span dir="auto" class="theirs">evil</span>');
});

test("lines of one kind are one block, an empty line ends it", () => {
  expect(blocks("a\nb\n\nc").map(({ kind, lines }) => [kind, lines.length])).toEqual([
    ["paragraph", 2],
    ["paragraph", 1],
  ]);
});

test("unclosed marks and ten thousand stars are quickly text", () => {
  expect(marked(`**${"*".repeat(10_000)}`).length).toBeGreaterThan(10_000);
});
