// Amounts and rows as people type them. Whether they are right the server says.

/** `1.234,50` or `1234.50` in EUR → `123450`; what is no amount stays as it was typed. */
export function minorOf(text: string, currency: string): string {
  const digits = digitsOf(currency);
  const found = /^(-?)(\d+)(?:\.(\d*))?$/.exec(decimal(text));
  if (!found || (found[3] ?? "").length > digits) return text.trim();
  const [, sign, whole, part = ""] = found;
  return `${sign}${`${whole}${part.padEnd(digits, "0")}`.replace(/^0+(?=\d)/, "")}`;
}

/** A number with a point: the last of `.` and `,` is the point where both occur, or where it is a comma. */
export function decimal(text: string): string {
  const bare = text.replace(/[\s\u00a0'%€$]/g, "");
  const comma = bare.lastIndexOf(",");
  const point = bare.lastIndexOf(".");
  if (comma > point) return bare.replace(/\./g, "").replace(",", ".");
  return point > comma ? bare.replace(/,/g, "") : bare;
}

function digitsOf(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

export interface Row {
  readonly payee: string;
  readonly name: string;
  readonly amount: string;
}

/** Lines `payee; amount` or `payee; name; amount`, with semicolons or tabs, as tables are copied. */
export function rowsOf(text: string): readonly Row[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.split(/[;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1")))
    .filter((cells) => cells.length >= 2 && cells[0] !== "")
    .map((cells) => ({
      payee: cells[0] ?? "",
      name: cells.length > 2 ? (cells[1] ?? "") : "",
      amount: decimal(cells.at(-1) ?? ""),
    }));
}

/** What a payee's name means: ids tell it by how they begin. */
export function kindOf(payee: string): "seat" | "person" | "key" {
  if (payee.startsWith("sea_")) return "seat";
  return payee.startsWith("per_") ? "person" : "key";
}
