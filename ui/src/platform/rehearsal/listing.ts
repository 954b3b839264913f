// The invented day, as the programme to touch answers: enough of the kiosk's rules to try the screen by.

import type { Text } from "../../shared/language";
import type { BoardPhase } from "../../shared/types/BoardPhase";
import type { ProgrammeGroup } from "../../shared/types/ProgrammeGroup";
import type { ProgrammeRow } from "../../shared/types/ProgrammeRow";
import type { ProgrammeView } from "../../shared/types/ProgrammeView";
import type { ProgrammeWish } from "../../shared/types/ProgrammeWish";
import type { RemedyView } from "../../shared/types/RemedyView";
import type { SessionPage } from "../../shared/types/SessionPage";
import type { SessionView } from "../../shared/types/SessionView";
import { code } from "./code";
import { CITY, EVENT, heldOn, ROOM_NAMES, SESSIONS, VENUE, ZONE } from "./programme";

const TODAY = "2023-11-16";
const DAY_MS = 86_400_000;
const HERE = "hall";

const SUMMARY: Text = {
  fr: "On vient avec son téléphone, on repart avec un téléphone réparé. <b>Sans rendez-vous.</b>\n\nOutils et pièces sur place.",
  en: "Bring your phone, leave with a repaired one. <b>No appointment needed.</b>\n\nTools and parts are there.",
};

/** Without accents and case. */
const folded = (words: string): string =>
  words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

interface One {
  session: SessionView;
  room: string;
  day: string;
}

function all(changed: boolean): One[] {
  const today = heldOn(changed).map(({ session, room }) => ({ session, room, day: TODAY }));
  const opening = SESSIONS[3]!;
  const later: SessionView = {
    ...opening,
    id: "tomorrow",
    title: { fr: "Conférence de clôture", en: "Closing conference" },
    start: opening.start + DAY_MS,
    end: opening.end + DAY_MS,
  };
  return [...today, { session: later, room: "hall", day: "2023-11-17" }];
}

type Facet = "day" | "place" | "language" | "search";

/** What of a wish a session does not answer. */
function misses({ session, room, day }: One, wish: ProgrammeWish, on: string | null): Facet[] {
  const words = folded(wish.search).split(" ").filter(Boolean);
  const text = folded([...Object.values(session.title), ...session.speakers].join(" "));
  const answers: Record<Facet, boolean> = {
    day: on === null || day === on,
    place: wish.place.place !== "room" || wish.place.id === room,
    language: wish.language === null || session.language === wish.language,
    search: words.every((word) => text.includes(word)),
  };
  return (Object.keys(answers) as Facet[]).filter((facet) => !answers[facet]);
}

export function listing(
  wish: ProgrammeWish,
  now: number,
  phase: BoardPhase,
  changed: boolean,
): ProgrammeView {
  const empty = phase.phase === "empty";
  const sessions = empty ? [] : all(changed);
  const on = dayWished(wish, phase);
  const missed = sessions.map((one) => ({ one, missed: misses(one, wish, on) }));
  const but = (facet: Facet): One[] =>
    missed.filter(({ missed }) => missed.every((one) => one === facet)).map(({ one }) => one);
  const over = ({ session }: One): boolean => session.end <= now;
  const found = missed
    .filter(({ missed }) => missed.length === 0)
    .map(({ one }) => one)
    .sort((a, b) => Number(over(a)) - Number(over(b)) || a.session.start - b.session.start);
  const pages = Math.max(1, Math.ceil(found.length / wish.rows));
  const page = Math.min(wish.page, pages - 1);
  const count = (of: One[], is: (one: One) => boolean): number => of.filter(is).length;
  const given: [RemedyView["what"], boolean, number][] = [
    ["search", wish.search !== "", but("search").length],
    ["language", wish.language !== null, but("language").length],
    ["room", wish.place.place === "room", but("place").length],
    ["day", on !== null, but("day").length],
  ];
  return {
    phase,
    today: TODAY,
    day: on,
    zone: ZONE,
    total: found.length,
    page,
    pages,
    groups: groups(found.slice(page * wish.rows, (page + 1) * wish.rows), now),
    days: [TODAY, "2023-11-17"]
      .map((day) => ({ day, count: count(but("day"), (one) => one.day === day) }))
      .filter(({ count }) => count > 0),
    any_day: but("day").length,
    rooms: ROOM_NAMES.map(({ id, name }) => ({
      id,
      name: { ...name },
      city: null,
      count: count(but("place"), (one) => one.room === id),
    })).filter(
      ({ id, count }) => count > 0 || (wish.place.place === "room" && wish.place.id === id),
    ),
    venues: [],
    venue: HERE,
    here: HERE,
    in_venue: but("place").length,
    anywhere: but("place").length,
    tracks: [],
    any_track: found.length,
    languages: ["fr"]
      .map((language) => ({
        language,
        count: count(but("language"), ({ session }) => session.language === language),
      }))
      .filter(({ count }) => count > 0),
    any_language: but("language").length,
    remedies:
      found.length > 0
        ? []
        : given.flatMap(([what, asked, count]) => (asked && count > 0 ? [{ what, count }] : [])),
    letters: ["greek", "cyrillic"],
    session: pageOf(wish, sessions, now),
  };
}

function dayWished({ day, search }: ProgrammeWish, phase: BoardPhase): string | null {
  if (day.day === "on") return day.date;
  if (day.day === "any" || search !== "") return null;
  return phase.phase === "day_over" ? "2023-11-17" : TODAY;
}

function groups(found: One[], now: number): ProgrammeGroup[] {
  const groups: ProgrammeGroup[] = [];
  for (const { session, day } of found) {
    const over = session.end <= now;
    const last = groups.at(-1);
    const row: ProgrammeRow = {
      name: { event: "day", session: session.id },
      session,
      venue: null,
      on: session.start <= now && !over,
    };
    if (last?.start === session.start && last.over === over) last.rows.push(row);
    else groups.push({ start: session.start, day, zone: ZONE, over, rows: [row] });
  }
  return groups;
}

function pageOf(
  { session: name }: ProgrammeWish,
  sessions: One[],
  now: number,
): SessionPage | null {
  const session = sessions.find(({ session }) => session.id === name?.session)?.session;
  if (session === undefined || name === null) return null;
  return {
    name,
    event: EVENT,
    session,
    zone: ZONE,
    venue: VENUE,
    city: CITY,
    address: null,
    on: session.start <= now && now < session.end,
    over: session.end <= now,
    seats: null,
    speakers: session.speakers.map((name) => ({ name, organisation: "Imaginaire" })),
    more_speakers: 0,
    summary: SUMMARY,
    summary_cut: false,
    take: { what: "event", address: "https://day.example/", code: code("https://day.example/") },
  };
}
