/** The instant as a datetime-local field shows it, in a time zone: `2026-03-01T10:30`. */
export function localOf(at: string | number | Date, zone: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "";
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(date);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/** What such a field says as an instant. What is no time stays as it was typed, for the server to say so. */
export function instantOf(local: string, zone: string): string {
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return local;
  // Twice, since the clocks may change between the first guess and the instant.
  let guess = wanted;
  for (let turn = 0; turn < 2; turn++) guess += wanted - Date.parse(`${localOf(guess, zone)}Z`);
  return new Date(guess).toISOString();
}

const iso = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;

/** So long from now and an hour more, as a first suggestion in a field; at least one day. */
export function suggested(length: string, zone: string, now = Date.now()): string {
  const [, weeks = 0, days = 0, hours = 0, minutes = 0] = (iso.exec(length) ?? []).map((part) => Number(part ?? 0));
  const whole = ((weeks * 7 + days) * 24 + hours) * 3600e3 + minutes * 60e3;
  return localOf(now + Math.max(whole, 86400e3) + 3600e3, zone);
}
