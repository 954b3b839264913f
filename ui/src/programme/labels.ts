// What the filters are called, and what of each is chosen.

import type { IconName } from "../shared/icons";
import { languageName } from "../shared/languageName";
import { base, pick } from "../shared/language";
import { plain, say, type Reader } from "../shared/message";
import type { CountedName } from "../shared/types/CountedName";
import type { ProgrammeView } from "../shared/types/ProgrammeView";
import type { ProgrammeWish } from "../shared/types/ProgrammeWish";
import { locale, longDay } from "../shared/when";
import type { Asked, Panel } from "./programme.svelte";

/** Words, and the language they are in where that is not the reader's. */
export interface Label {
  words: string;
  lang?: string;
}

/** What narrows the list, by the panel that it is chosen from. */
export type Filter = Exclude<Panel, "none">;
export const FILTERS: readonly Filter[] = ["day", "place", "track", "language", "search"];

export const FILTER_ICONS: Readonly<Record<Filter, IconName>> = {
  day: "clock",
  place: "pin",
  track: "track",
  language: "speech",
  search: "search",
};

/** A thing that can be chosen, and what choosing it asks for. */
export interface Choice {
  key: string;
  label: Label;
  /** A second line. */
  more?: Label;
  count: number;
  chosen: boolean;
  asks: Partial<Asked>;
}

/** Choices under a heading of their own; without one where they need none. */
export interface Choices {
  heading: string | null;
  choices: Choice[];
}

/** A day, as today where it is. */
export function dayName(day: string, today: string, reader: Reader): string {
  const name = longDay(day, reader.languages[0] ?? "en");
  return day === today ? plain(say("touch-today", reader, { day: name })) : name;
}

/** A day beside a time: `jeu. 16 nov.` */
export function shortDay(day: string, lang: string): string {
  return new Intl.DateTimeFormat(locale(lang), {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(Date.parse(`${day}T12:00:00Z`));
}

/** A language's name, with a capital as it stands alone on a button. */
export function spokenName(tag: string, lang: string): string {
  const name = languageName(tag, lang);
  return name.charAt(0).toLocaleUpperCase(lang) + name.slice(1);
}

/** What is chosen of a filter, or that nothing is. */
export function chosenOf(
  filter: Filter,
  wish: ProgrammeWish,
  answer: ProgrammeView,
  reader: Reader,
): Label {
  const lang = reader.languages[0] ?? "en";
  const word = (id: string): Label => ({ words: plain(say(id, reader)) });
  switch (filter) {
    case "day":
      return answer.day === null
        ? word("touch-any-day")
        : answer.day === answer.today
          ? word("sessions-today")
          : { words: longDay(answer.day, lang) };
    case "place": {
      const { place } = wish;
      if (place.place === "anywhere") return word("touch-anywhere");
      if (place.place === "here") return word("touch-here");
      const known = [...answer.rooms, ...answer.venues].find(({ id }) => id === place.id);
      return known === undefined ? { words: place.id } : named(known, reader);
    }
    case "track": {
      if (wish.track === null) return word("touch-any-track");
      const known = answer.tracks.find(({ id }) => id === wish.track);
      return known === undefined ? { words: wish.track } : named(known, reader);
    }
    case "language":
      return wish.language === null
        ? word("touch-any-language")
        : { words: spokenName(wish.language, lang) };
    case "search":
      return wish.search.trim() === "" ? { words: "" } : { words: `“${wish.search.trim()}”` };
  }
}

/** Whether a filter is other than whoever comes finds it. */
export function isChosen(filter: Filter, wish: ProgrammeWish): boolean {
  switch (filter) {
    case "day":
      return wish.day.day !== "usual";
    case "place":
      return wish.place.place !== "here";
    case "search":
      return wish.search.trim() !== "";
    default:
      return wish[filter] !== null;
  }
}

/** Everything that can be chosen of a filter. */
export function choicesOf(
  filter: Filter,
  wish: ProgrammeWish,
  answer: ProgrammeView,
  reader: Reader,
): Choices[] {
  const lang = reader.languages[0] ?? "en";
  const word = (id: string): Label => ({ words: plain(say(id, reader)) });
  switch (filter) {
    case "day":
      return [
        {
          heading: null,
          choices: [
            ...answer.days.map(({ day, count }) => ({
              key: day,
              label: { words: dayName(day, answer.today, reader) },
              count,
              chosen: answer.day === day,
              asks: { day: { day: "on", date: day } } as const,
            })),
            all("touch-any-day", answer.any_day, answer.day === null, { day: { day: "any" } }),
          ],
        },
      ];
    case "place":
      return places(wish, answer, reader, all);
    case "track":
      return [
        {
          heading: null,
          choices: [
            all("touch-any-track", answer.any_track, wish.track === null, { track: null }),
            ...answer.tracks.map((track) => ({
              key: track.id,
              label: named(track, reader),
              count: track.count,
              chosen: wish.track === track.id,
              asks: { track: track.id },
            })),
          ],
        },
      ];
    case "language":
      return [
        {
          heading: null,
          choices: [
            all("touch-any-language", answer.any_language, wish.language === null, {
              language: null,
            }),
            ...answer.languages.map(({ language, count }) => ({
              key: language,
              label: { words: spokenName(language, lang) },
              count,
              chosen: wish.language !== null && base(wish.language) === language,
              asks: { language },
            })),
          ],
        },
      ];
    case "search":
      return [];
  }

  function all(id: string, count: number, chosen: boolean, asks: Partial<Asked>): Choice {
    return { key: id, label: word(id), count, chosen, asks };
  }
}

function places(
  { place }: ProgrammeWish,
  answer: ProgrammeView,
  reader: Reader,
  all: (id: string, count: number, chosen: boolean, asks: Partial<Asked>) => Choice,
): Choices[] {
  const chosen = "id" in place ? place.id : null;
  const of = (kind: "room" | "venue") => (it: CountedName) => ({
    key: `${kind}:${it.id}`,
    label: named(it, reader),
    ...(it.city === null ? {} : { more: worded(it.city, reader) }),
    count: it.count,
    chosen: place.place === kind && chosen === it.id,
    asks: { place: { place: kind, id: it.id } } as const,
  });
  const elsewhere = answer.venues.filter(({ id }) => id !== answer.here);
  const here = all("touch-here", answer.in_venue, place.place === "here", {
    place: { place: "here" },
  });
  const anywhere = all("touch-anywhere", answer.anywhere, place.place === "anywhere", {
    place: { place: "anywhere" },
  });
  const rooms: Choices = {
    heading: answer.rooms.length > 0 ? plain(say("touch-rooms", reader)) : null,
    choices: answer.rooms.map(of("room")),
  };
  const others: Choices = {
    heading: elsewhere.length > 0 ? plain(say("touch-venues", reader)) : null,
    choices: elsewhere.map(of("venue")),
  };
  const wide = answer.venues.length > 0 || answer.anywhere > answer.in_venue;
  const first = { heading: null, choices: wide ? [here, anywhere] : [here] };
  return [first, rooms, others].filter(({ choices }) => choices.length > 0);
}

function named({ name }: CountedName, reader: Reader): Label {
  return worded(name, reader);
}

function worded(text: CountedName["name"], reader: Reader): Label {
  const { words, lang } = pick(text, reader.languages);
  return base(lang) === base(reader.languages[0] ?? "en") ? { words } : { words, lang };
}
