// A message id and its arguments in; words in a language out.

import { FluentNumber, type FluentVariable } from "@fluent/bundle";
import { bundleOf } from "./bundles";
import { pick, type Text } from "./language";
import type { Argument } from "./types/Argument";
import type { Notice } from "./types/Notice";
import { clockTime, dayOf, days, listed, longDay } from "./when";

/** A piece of a message. What was filled in may be in another language, and is shown strongly. */
export interface Piece {
  words: string;
  /** Only where it differs from the message's. */
  lang?: string;
  /** It was filled in: the part that differs from person to person. */
  filled: boolean;
}

/** A message in words. */
export interface Said {
  lang: string;
  pieces: readonly Piece[];
}

/** Whom a message is for. */
export interface Reader {
  /** The language to speak, and those to try before English. */
  languages: readonly string[];
  /** What the kiosk's clock reads, to leave out the day when it is today. */
  now: number;
}

/** Plain values for the screen's own messages. */
export type Filling = Readonly<Record<string, string | number | Text | Argument>>;

// Fluent gives one string back. What is filled in is put between marks from Unicode's private use
// area, so that it can be told from the words around it afterwards: a number, then the words.
const OPEN = "\uE000";
const MIDDLE = "\uE001";
const CLOSE = "\uE002";
const MARKED = /\uE000(\d+)\uE001([^\uE002]*)\uE002/u;

/** A time to fill in, as the kiosk would send it. */
export function clockArgument(value: number, zone: string): Argument {
  return { type: "time", value, zone };
}

/** Says a notice of the kiosk's. */
export function sayNotice(notice: Notice, reader: Reader): Said {
  return say(notice.id, reader, notice.args);
}

/** Says a message; in English, and marked so, where the language lacks it. */
export function say(id: string, reader: Reader, filling: Filling = {}): Said {
  for (const lang of [...reader.languages, "en"]) {
    const bundle = bundleOf(lang);
    const pattern = bundle?.getMessage(id)?.value;
    if (bundle === undefined || pattern === undefined || pattern === null) continue;
    const marks: (string | undefined)[] = [];
    const values = Object.fromEntries(
      Object.entries(filling).map(([name, value]) => [
        name,
        fill(name, value, lang, reader, marks),
      ]),
    );
    const mistakes: Error[] = [];
    const words = bundle.formatPattern(pattern, values, mistakes);
    for (const mistake of mistakes) console.warn(`${id} (${lang}): ${mistake.message}`);
    return { lang, pieces: split(words, lang, marks) };
  }
  // Nobody wrote this message: its id is better than nothing, for whoever looks into it.
  console.warn(`${id}: there is no such message`);
  return { lang: "en", pieces: [{ words: id, filled: false }] };
}

/** The message as one string, for where no element can stand. */
export function plain(said: Said): string {
  return said.pieces.map((piece) => piece.words).join("");
}

/** A time, with its day when that is not today. */
export function timeWords(instant: number, zone: string, reader: Reader): string {
  return timeIn(reader.languages[0] ?? "en", instant, zone, reader.now);
}

function timeIn(lang: string, instant: number, zone: string, now: number): string {
  const time = clockTime(instant, zone);
  const day = dayOf(instant, zone);
  if (day === dayOf(now, zone)) return time;
  return joined("time-on-day", lang, { time, day: longDay(day, lang) });
}

function fill(
  name: string,
  value: Filling[string],
  lang: string,
  reader: Reader,
  marks: (string | undefined)[],
): FluentVariable {
  const mark = (words: string, own?: string): string => {
    marks.push(own === lang ? undefined : own);
    return `${OPEN}${marks.length - 1}${MIDDLE}${words}${CLOSE}`;
  };
  if (typeof value === "number") return new FluentNumber(value);
  if (typeof value === "string") return mark(value);
  if (!isArgument(value)) return chosen(value);
  switch (value.type) {
    case "words":
      return mark(value.value);
    case "text":
      return chosen(value.value);
    case "texts":
      // The marks must not reach Intl apart from their words, so each item is marked first.
      return listed(
        value.value.map(chosen),
        lang,
        // One goes to one of the gates; everything else is all of them.
        name === "gates" ? "disjunction" : "conjunction",
      );
    case "number":
      return new FluentNumber(value.value);
    case "days":
      return mark(
        days(value.value, lang, (first, second) => joined("two-days", lang, { first, second })),
      );
    case "time":
      return mark(timeIn(lang, value.value, value.zone, reader.now));
  }

  function chosen(text: Text): string {
    const { words, lang: own } = pick(text, [lang, ...reader.languages]);
    return mark(words, own);
  }
}

/** A message that is part of another one. */
function joined(id: string, lang: string, values: Record<string, string>): string {
  const bundle = bundleOf(lang);
  const pattern = bundle?.getMessage(id)?.value;
  if (bundle === undefined || pattern === undefined || pattern === null) {
    return Object.values(values).join(" – ");
  }
  return bundle.formatPattern(pattern, values);
}

function isArgument(value: Text | Argument): value is Argument {
  return "type" in value && "value" in value;
}

function split(words: string, lang: string, marks: readonly (string | undefined)[]): Piece[] {
  const pieces: Piece[] = [];
  let rest = words;
  for (;;) {
    const found = MARKED.exec(rest);
    if (found === null) break;
    if (found.index > 0) pieces.push({ words: rest.slice(0, found.index), filled: false });
    const own = marks[Number(found[1])];
    const filled = found[2] ?? "";
    pieces.push(
      own === undefined || own === lang
        ? { words: filled, filled: true }
        : { words: filled, filled: true, lang: own },
    );
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest !== "") pieces.push({ words: rest, filled: false });
  return pieces;
}
