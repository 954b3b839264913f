// An invented day in an invented hall, for developing and testing the screens.

import type { Text } from "../../shared/language";
import type { BoardRoom } from "../../shared/types/BoardRoom";
import type { GateView } from "../../shared/types/GateView";
import type { SeatsView } from "../../shared/types/SeatsView";
import type { SessionView } from "../../shared/types/SessionView";

export const ZONE = "Europe/Brussels";
export const LANGUAGES = ["fr", "nl", "en", "es", "pt"];

/** 16 November 2023 in Brussels, an hour ahead of UTC in winter. */
export function at(time: string): number {
  return Date.parse(`2023-11-16T${time}:00+01:00`);
}

export const EVENT: Text = {
  fr: "Journée européenne du numérique social",
  nl: "Europese dag van de sociale digitale technologie",
  en: "European day of social digital technology",
  es: "Día europeo de la tecnología digital social",
  pt: "Dia europeu da tecnologia digital social",
};
export const PARIS: Text = {
  fr: "Journées du numérique social et solidaire",
  en: "Days of social and solidarity digital technology",
};
export const CLOSING: Text = {
  fr: "Conférence politique de clôture",
  nl: "Beleidsconferentie ter afsluiting",
  en: "Closing policy conference",
};
export const VENUE: Text = { fr: "Halle imaginaire", nl: "Denkbeeldige hal", en: "Imaginary hall" };
export const CITY: Text = { fr: "Bruxelles", nl: "Brussel", en: "Brussels", es: "Bruselas" };

const GATE_NAMES: Readonly<Record<string, Text>> = {
  main: { fr: "Entrée principale", nl: "Hoofdingang", en: "Main entrance" },
  side: { fr: "Entrée des équipes", nl: "Ingang medewerkers", en: "Crew entrance" },
  workshop: { fr: "Porte de l’atelier", nl: "Deur van het atelier", en: "Workshop door" },
  way_out: { fr: "Sortie", nl: "Uitgang", en: "Way out" },
};

export const GATES: readonly GateView[] = Object.entries(GATE_NAMES).map(([id, name]) => ({
  id,
  name,
  event: EVENT,
  venue: VENUE,
  city: CITY,
  zone: ZONE,
  exit: id === "way_out",
}));

interface Room {
  name: Text;
  directions: Text;
}

const ROOMS: Readonly<Record<string, Room>> = {
  hall: {
    name: { fr: "Grande halle", nl: "Grote hal", en: "Great Hall" },
    directions: {
      fr: "Rez-de-chaussée, tout droit après l’entrée",
      nl: "Gelijkvloers, rechtdoor na de ingang",
      en: "Ground floor, straight on from the entrance",
    },
  },
  agora: {
    name: { fr: "Agora", nl: "Agora", en: "Agora" },
    directions: {
      fr: "Premier étage, à gauche de l’escalier",
      en: "First floor, left of the stairs",
    },
  },
  workshop: {
    name: { fr: "Atelier", nl: "Atelier", en: "Workshop" },
    directions: { fr: "Sous-sol, par l’ascenseur", en: "Basement, by the lift" },
  },
  canal: {
    name: { fr: "Salle du Canal", nl: "Kanaalzaal", en: "Canal Room" },
    directions: { fr: "Deuxième étage", en: "Second floor" },
  },
  foyer: {
    name: { fr: "Foyer", nl: "Foyer", en: "Foyer" },
    directions: { fr: "Derrière l’accueil", en: "Behind the welcome desk" },
  },
  garden: {
    name: { fr: "Jardin d’hiver", nl: "Wintertuin", en: "Winter Garden" },
    directions: { fr: "Au fond de la cour", en: "At the far end of the courtyard" },
  },
};

type Row = [room: string, start: string, end: string, title: Text, more?: Partial<SessionView>];

const ROWS: readonly Row[] = [
  [
    "foyer",
    "08:30",
    "09:30",
    { fr: "Accueil et café", nl: "Onthaal en koffie", en: "Welcome and coffee" },
  ],
  [
    "garden",
    "08:30",
    "18:00",
    {
      fr: "Exposition : des initiatives à découvrir",
      nl: "Tentoonstelling: initiatieven om te ontdekken",
      en: "Exhibition: initiatives to discover",
    },
  ],
  [
    "workshop",
    "08:45",
    "10:15",
    {
      fr: "Atelier : réparer son téléphone soi-même",
      nl: "Workshop: zelf je telefoon herstellen",
      en: "Workshop: repair your own phone",
    },
    { booked: true },
  ],
  [
    "hall",
    "09:30",
    "10:00",
    { fr: "Ouverture de la journée", nl: "Opening van de dag", en: "Opening of the day" },
    { online: true },
  ],
  [
    "hall",
    "10:00",
    "10:45",
    {
      en: "Whose digital Europe?",
      fr: "Une Europe numérique, mais la nôtre",
      nl: "Wiens digitale Europa?",
    },
    { online: true, speakers: ["Ada Nulpart"] },
  ],
  [
    "agora",
    "10:00",
    "11:00",
    {
      fr: "Micro ouvert : trois minutes chacun",
      nl: "Open micro: drie minuten elk",
      en: "Open microphone: three minutes each",
    },
    { marks: [{ mark: "cancelled" }] },
  ],
  [
    "workshop",
    "11:00",
    "12:30",
    {
      fr: "Atelier : ma structure passe au logiciel libre, du premier inventaire au dernier classeur, avec des exemples d’associations de toutes tailles et leurs erreurs",
      en: "Workshop: moving to free software",
    },
  ],
  ["canal", "11:15", "12:15", { nl: "Open data van de buurt" }],
  [
    "hall",
    "11:15",
    "12:15",
    {
      fr: "De quoi vit un commun numérique ?",
      nl: "Waarvan leeft een digitale common?",
      en: "What does a digital commons live on?",
    },
    {
      online: true,
      language: "fr",
      speakers: [
        "Ελένη Πουθενά",
        "Иван Никъдеев",
        "ليلى لامكان",
        "רות משום־מקום",
        "山田空想",
        "김 어디도",
      ],
    },
  ],
  [
    "agora",
    "13:45",
    "14:45",
    {
      en: "Round table: scaling the European social economy",
      fr: "Table ronde : changer d’échelle en Europe",
      nl: "Rondetafel: de Europese sociale economie op grotere schaal",
    },
  ],
];

function text(room: string, key: keyof Room): Text | null {
  return ROOMS[room]?.[key] ?? null;
}

export const SESSIONS: readonly SessionView[] = ROWS.map(
  ([room, start, end, title, more], number) => ({
    id: `s${number}`,
    title,
    room: text(room, "name"),
    directions: text(room, "directions"),
    start: at(start),
    end: at(end),
    speakers: [],
    language: null,
    track: null,
    marks: [],
    old_room: null,
    old_start: null,
    online: false,
    booked: false,
    ...more,
  }),
);

/** What was said of the day: by session, where it is now and how it differs. */
const SAID: Readonly<Record<string, { room?: string; more: Partial<SessionView> }>> = {
  s2: { more: { marks: [{ mark: "full" }] } },
  s3: {
    more: {
      start: at("09:40"),
      end: at("10:10"),
      old_start: at("09:30"),
      marks: [{ mark: "late", minutes: 10 }],
    },
  },
  s4: { room: "agora", more: { marks: [{ mark: "moved" }] } },
  s7: {
    more: {
      start: at("14:00"),
      end: at("15:00"),
      old_start: at("11:15"),
      marks: [{ mark: "moved" }],
    },
  },
};

const ADDED: SessionView = {
  ...SESSIONS[0]!,
  id: "added",
  title: { fr: "Rencontre improvisée", nl: "Spontane ontmoeting", en: "Meeting on the spur" },
  room: text("canal", "name"),
  directions: text("canal", "directions"),
  start: at("09:00"),
  end: at("09:45"),
  marks: [{ mark: "added" }],
};

/** A session, in which room it is, and in which it was to be. */
export interface Held {
  session: SessionView;
  room: string;
  planned: string;
}

/** The day as it was planned, or as it is after what was said of it. */
export function heldOn(changed: boolean): Held[] {
  const held = ROWS.map(([planned], number): Held => {
    const session = SESSIONS[number]!;
    const said = changed ? SAID[session.id] : undefined;
    if (said === undefined) return { session, room: planned, planned };
    const room = said.room ?? planned;
    const moved =
      room === planned
        ? {}
        : {
            room: text(room, "name"),
            directions: text(room, "directions"),
            old_room: text(planned, "name"),
          };
    return { session: { ...session, ...moved, ...said.more }, room, planned };
  });
  return changed ? [...held, { session: ADDED, room: "canal", planned: "canal" }] : held;
}

/** The day's rooms, for moving a session. */
export const ROOM_NAMES: readonly { id: string; name: Text }[] = Object.entries(ROOMS).map(
  ([id, { name }]) => ({ id, name }),
);

const SEATS: Readonly<Record<string, SeatsView>> = {
  workshop: { left: 0, at_most: false },
  agora: { left: 12, at_most: true },
};

/** What goes on where, at a moment. */
export function roomsAt(now: number, changed = false): BoardRoom[] {
  const all = heldOn(changed).sort((a, b) => a.session.start - b.session.start);
  return Object.entries(ROOMS).map(([id, { name }]) => {
    const here = all.filter(({ room }) => room === id).map(({ session }) => session);
    const [next = null, ...later] = here.filter((session) => session.start > now);
    const left = all.filter(
      ({ session, room, planned }) =>
        planned === id && session.end > now && (room !== id || session.id === "s7"),
    );
    return {
      id,
      name,
      now: here.filter((session) => session.start <= now && now < session.end),
      next,
      later,
      seats: changed ? (SEATS[id] ?? null) : null,
      instead: changed && SEATS[id]?.left === 0 ? ADDED : null,
      away: changed ? left.map(({ session }) => session) : [],
    };
  });
}
