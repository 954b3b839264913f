// Times and days, as a language writes them.

import { base } from "./language";

const formats = new Map<string, Intl.DateTimeFormat>();

/** British English, for its day before the month. */
export function locale(lang: string): string {
  return base(lang) === "en" ? "en-GB" : lang;
}

function format(lang: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${lang} ${JSON.stringify(options)}`;
  let known = formats.get(key);
  if (known === undefined) {
    known = new Intl.DateTimeFormat(locale(lang), options);
    formats.set(key, known);
  }
  return known;
}

/** `08:31`: the same in every language, because it is read from afar. */
export function clockTime(instant: number, zone: string): string {
  return format("en", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(instant);
}

/**
 * The name of a zone whose clocks show another time than those here, such as `WET`, to stand beside a
 * time; empty when they show the same.
 */
export function zoneBeside(instant: number, zone: string, here: string, lang: string): string {
  if (clockTime(instant, zone) === clockTime(instant, here)) return "";
  const parts = format(lang, { timeZone: zone, timeZoneName: "short" }).formatToParts(instant);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
}

/** The hour and minute of an instant, for drawing a clock's hands. */
export function hourAndMinute(instant: number, zone: string): [hour: number, minute: number] {
  const [hour, minute] = clockTime(instant, zone).split(":").map(Number);
  return [hour ?? 0, minute ?? 0];
}

/** The day on which an instant falls in a zone: `2023-11-16`. */
export function dayOf(instant: number, zone: string): string {
  return format("sv", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    instant,
  );
}

const LONG: Intl.DateTimeFormatOptions = {
  weekday: "long",
  day: "numeric",
  month: "long",
  timeZone: "UTC",
};

const WITHOUT_MONTH: Intl.DateTimeFormatOptions = {
  weekday: "long",
  day: "numeric",
  timeZone: "UTC",
};

/** Days have no zone: noon of the day in UTC stands for it. */
function noon(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}

/** `Wednesday 8 November`. */
export function longDay(day: string, lang: string): string {
  return written(format(lang, LONG).formatToParts(noon(day)), lang);
}

/** `Thu 16`, where the month is known. */
export function shortDay(day: string, lang: string): string {
  const short = { weekday: "short", day: "numeric", timeZone: "UTC" } as const;
  return written(format(lang, short).formatToParts(noon(day)), lang);
}

/** The day in pieces, for drawing a page of a calendar. */
export function calendarPage(
  day: string,
  lang: string,
): { weekday: string; day: string; month: string } {
  const part = (options: Intl.DateTimeFormatOptions): string =>
    format(lang, { ...options, timeZone: "UTC" }).format(noon(day));
  return {
    weekday: part({ weekday: "long" }),
    day: String(Number(day.slice(8))),
    month: part({ month: "long" }),
  };
}

/** From one day to another, as short as a language writes it: `16–17 Nov`. */
export function fromTo(first: string, last: string, lang: string): string {
  const short = format(lang, { day: "numeric", month: "short", timeZone: "UTC" });
  return short.formatRange(noon(first), noon(last));
}

/** How a language joins two days that follow one another, such as “{first} and {second}”. */
export type JoinTwo = (first: string, second: string) => string;

/**
 * Days in a row: one; two that follow one another joined; more that follow one another from first to
 * last; others as a list. The month is said once where it is the same.
 */
export function days(all: readonly string[], lang: string, joinTwo: JoinTwo): string {
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return "";
  if (all.length === 1) return longDay(first, lang);
  if (!consecutive(all)) {
    return listed(
      all.map((day) => longDay(day, lang)),
      lang,
      "conjunction",
    );
  }
  if (all.length === 2) return joinTwo(shortened(first, last, lang), longDay(last, lang));
  return format(lang, LONG).formatRange(noon(first), noon(last));
}

/** The first of two days, without the month when the second says the same one. */
function shortened(first: string, second: string, lang: string): string {
  if (first.slice(0, 7) !== second.slice(0, 7)) return longDay(first, lang);
  return written(format(lang, WITHOUT_MONTH).formatToParts(noon(first)), lang);
}

function consecutive(all: readonly string[]): boolean {
  return all.every((day, at) => at === 0 || noon(day) - noon(all[at - 1] ?? "") === 86_400_000);
}

/** What Intl gets wrong: French says “1er novembre”, and Spanish has no comma after the weekday. */
function written(parts: readonly Intl.DateTimeFormatPart[], lang: string): string {
  return parts
    .map(({ type, value }, at) => {
      if (base(lang) === "fr" && type === "day" && value === "1") return "1er";
      if (base(lang) === "es" && type === "literal" && parts[at - 1]?.type === "weekday")
        return " ";
      return value;
    })
    .join("");
}

/** Several things joined with “and” or “or”. */
export function listed(
  items: readonly string[],
  lang: string,
  type: "conjunction" | "disjunction",
): string {
  return new Intl.ListFormat(locale(lang), { type }).format(items);
}
