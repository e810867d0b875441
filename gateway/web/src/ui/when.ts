// What a reader picks on a clock or calendar is meant in their time zone; the
// server is told instants.

/** `2026-03-01T10:30` on the clocks of a zone → `2026-03-01T09:30:00.000Z`; nothing for nothing. */
export function instantOf(local: string, zone: string): string | null {
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return null;
  // Once more from there: the clocks may have been changed in between.
  const near = wanted - ahead(wanted, zone);
  return new Date(wanted - ahead(near, zone)).toISOString();
}

/** The last minute of a calendar day. */
export function endOfDay(day: string, zone: string): string | null {
  return day ? instantOf(`${day}T23:59`, zone) : null;
}

/** A calendar day so many days from now, as date fields write it. */
export function dayIn(days: number, now = Date.now()): string {
  return new Date(now + days * 86_400_000).toISOString().slice(0, 10);
}

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function ahead(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(read("year"), read("month") - 1, read("day"), read("hour"), read("minute"), read("second"));
  return shown - Math.floor(at / 1000) * 1000;
}
