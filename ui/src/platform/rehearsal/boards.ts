// What the invented day looks like on each kind of board.

import type { Text } from "../../shared/language";
import type { AnnouncementView } from "../../shared/types/AnnouncementView";
import type { BoardPhase } from "../../shared/types/BoardPhase";
import type { BoardPlace } from "../../shared/types/BoardPlace";
import type { BoardShows } from "../../shared/types/BoardShows";
import type { BoardStream } from "../../shared/types/BoardStream";
import type { SessionView } from "../../shared/types/SessionView";
import { code } from "./code";
import { at, CLOSING, EVENT, heldOn, PARIS, roomsAt, SESSIONS, ZONE } from "./programme";

/** The kinds of board. */
export const BOARDS = [
  "lobby",
  "room",
  "week",
  "online",
  "by_day",
  "programme",
  "nothing",
] as const;
export type Kind = (typeof BOARDS)[number];

/** What a board is wished to show. */
export interface Wished {
  phase: BoardPhase;
  /** What was said of the day is on it. */
  changed: boolean;
  /** How many rooms or places there are. */
  rooms: number;
  /** Which room a room's board is of. */
  room: string;
}

export function shows(kind: Kind, now: number, wished: Wished): BoardShows {
  const { phase, changed } = wished;
  const running = phase.phase === "running";
  const rooms = roomsAt(now, changed);
  const calm = { now: [], next: null, later: [], away: [] };
  switch (kind) {
    case "lobby":
      return { board: kind, phase, rooms: running ? rooms.slice(0, wished.rooms) : [] };
    case "room": {
      const found = rooms.find(({ id }) => id === wished.room) ?? rooms[0]!;
      const room = running ? found : { ...found, ...calm };
      const ends = room.now[0]?.end;
      const minutes_left = ends === undefined ? null : Math.ceil((ends - now) / 60_000);
      return { board: kind, phase, room, minutes_left, capacity: 120 };
    }
    case "week":
      return { board: kind, edition: EDITION, places: placesAt(now).slice(0, wished.rooms) };
    case "online": {
      const streams = heldOn(changed).flatMap(({ session }) =>
        session.online ? stream(session.id, changed) : [],
      );
      return {
        board: kind,
        phase,
        now: running ? streams.filter((it) => it.session.start <= now && now < it.session.end) : [],
        next: running ? streams.filter((it) => it.session.start > now).slice(0, 2) : [],
      };
    }
    case "by_day": {
      const sessions = heldOn(changed).map(({ session }) => session);
      return {
        board: kind,
        days: [
          { day: "2023-11-16", event: null, zone: ZONE, sessions },
          { day: "2023-11-17", event: CLOSING, zone: ZONE, sessions: [heldNextDay(sessions)] },
        ],
      };
    }
    case "programme":
      return { board: kind, phase, state: String(changed) };
    default:
      return { board: "nothing" };
  }
}

function heldNextDay(sessions: readonly SessionView[]): SessionView {
  const one = sessions.at(-1) ?? SESSIONS[0]!;
  const later = 24 * 3_600_000;
  return { ...one, id: `${one.id}-next`, start: one.start + later, end: one.end + later };
}

function stream(id: string, changed: boolean): BoardStream[] {
  const held = heldOn(changed).find(({ session }) => session.id === id);
  if (held === undefined) return [];
  const address = `https://live.example/${id}`;
  return [{ session: held.session, event: EVENT, zone: ZONE, address, code: code(address) }];
}

const EDITION: Text = {
  fr: "Semaine imaginaire du numérique social",
  nl: "Denkbeeldige week van de sociale digitale technologie",
  en: "Imaginary week of social digital technology",
};

type Place = [id: string, zone: string, city: Text, venue: Text, event: Text, first: string];

const PLACES: readonly Place[] = [
  [
    "brussels",
    ZONE,
    { fr: "Bruxelles", nl: "Brussel", en: "Brussels" },
    { fr: "Halle imaginaire", en: "Imaginary hall" },
    EVENT,
    "2023-11-16",
  ],
  [
    "lisbon",
    "Europe/Lisbon",
    { fr: "Lisbonne", nl: "Lissabon", en: "Lisbon", pt: "Lisboa" },
    { pt: "Armazém imaginário" },
    CLOSING,
    "2023-11-17",
  ],
  [
    "paris",
    "Europe/Paris",
    { fr: "Paris", nl: "Parijs", en: "Paris" },
    { fr: "Palais de nulle part" },
    PARIS,
    "2023-11-08",
  ],
  [
    "athens",
    "Europe/Athens",
    { el: "Αθήνα", fr: "Athènes", en: "Athens" },
    { el: "Φανταστική αίθουσα" },
    { el: "Ημέρα κοινωνικής ψηφιακής τεχνολογίας" },
    "2023-11-16",
  ],
  [
    "sofia",
    "Europe/Sofia",
    { bg: "София", fr: "Sofia", en: "Sofia" },
    { bg: "Измислената зала" },
    { bg: "Ден на социалните технологии" },
    "2023-11-16",
  ],
  [
    "rabat",
    "Africa/Casablanca",
    { ar: "الرباط", fr: "Rabat", en: "Rabat" },
    { ar: "القاعة الخيالية" },
    { ar: "يوم التكنولوجيا الاجتماعية" },
    "2023-11-18",
  ],
];

/** The week, of which the first and the fourth place have their day today. */
function placesAt(now: number): BoardPlace[] {
  return PLACES.map(([id, zone, city, venue, title, first_day]): BoardPlace => {
    const today = first_day === "2023-11-16";
    const over = first_day < "2023-11-16";
    const next = { phase: "day_over" as const, next: Date.parse(`${first_day}T09:00:00Z`) };
    const day = SESSIONS.filter((session) => session.end > now);
    return {
      id,
      venue,
      city,
      zone,
      events: [{ title, first_day, last_day: over ? "2023-11-09" : first_day }],
      phase: today ? { phase: "running" } : over ? { phase: "over" } : next,
      now: today ? day.filter((session) => session.start <= now) : [],
      next: today ? day.filter((session) => session.start > now).slice(0, 1) : [],
    };
  });
}

const WORDS: readonly Text[] = [
  {
    fr: "Le déjeuner est servi dans le jardin d’hiver jusqu’à 14 h.",
    nl: "De lunch staat tot 14 uur klaar in de wintertuin.",
    en: "Lunch is served in the winter garden until 2 p.m.",
  },
  {
    fr: "Le vestiaire ferme à 19 h. Les objets trouvés sont à l’accueil, avec les badges oubliés, les écharpes et les gourdes ; ce qui reste ce soir part demain à la mairie de la ville imaginaire, où l’on peut le reprendre pendant un an et un jour.",
    nl: "De garderobe sluit om 19 uur.",
  },
];

export function announcements(count: number): AnnouncementView[] {
  return WORDS.slice(0, count).map((text, number) => ({ id: `a${number}`, text }));
}

/** An emergency without words, with a few, or with many. */
export function emergencies(words: string | null): AnnouncementView[] {
  if (words === null) return [];
  const text: Text =
    words === "words"
      ? {
          fr: "Quittez le bâtiment par la sortie la plus proche.",
          nl: "Verlaat het gebouw langs de dichtstbijzijnde uitgang.",
          en: "Leave the building by the nearest exit.",
        }
      : words === "long"
        ? Object.fromEntries(
            ["fr", "nl", "en"].map((lang) => [
              lang,
              `${lang}: ${"Restez calmes, s’il vous plaît. ".repeat(16)}`,
            ]),
          )
        : {};
  return [{ id: "e0", text }];
}

export const PARTNERS = [
  "Fondation Nulpart",
  "Stichting Niemandsland",
  "Nowhere Trust",
  "Região de Lado Nenhum",
  "Coopérative des Communs imaginaires",
];

/** Where the day stands, by name. */
export function phaseOf(name: string): BoardPhase {
  const known: Record<string, BoardPhase> = {
    before: { phase: "before", first: at("09:30") },
    day_over: { phase: "day_over", next: at("09:30") + 86_400_000 },
  };
  return known[name] ?? ({ phase: name } as BoardPhase);
}
