// One of each verdict, as the kiosk would send it.

import type { Argument } from "../../shared/types/Argument";
import type { NextView } from "../../shared/types/NextView";
import type { Notice } from "../../shared/types/Notice";
import type { SampleTicket } from "../../shared/types/SampleTicket";
import type { Tone } from "../../shared/types/Tone";
import type { VerdictView } from "../../shared/types/VerdictView";
import { at, CLOSING, EVENT, GATES, PARIS, SESSIONS, ZONE } from "./programme";

const time = (clock: string): Argument => ({ type: "time", value: at(clock), zone: ZONE });
const days = (...value: string[]): Argument => ({ type: "days", value });
const notice = (id: string, args: Record<string, Argument> = {}): Notice => ({ id, args });

type Row = [tone: Tone, advice: Notice[], more?: Partial<VerdictView>];

/** A session as where to go now, as it would be said at ten to nine. */
function going(number: number): NextView | null {
  const session = SESSIONS[number];
  return session === undefined ? null : { session, running: session.start <= at("08:50") };
}

const paris: Argument = { type: "text", value: PARIS };
const mainGate: Argument = { type: "text", value: GATES[0]?.name ?? {} };

const ROWS: Readonly<Record<string, Row>> = {
  admitted: ["welcome", [notice("advice-welcome")], { person: "Zélie", next: going(2) }],
  left: ["welcome", [notice("advice-left")], { person: "Zélie" }],
  already_in: ["staff", [notice("advice-already-in", { time: time("08:31"), gate: mainGate })]],
  not_in: ["redirect", [notice("advice-not-in")]],
  other_day: [
    "redirect",
    [
      notice("advice-other-day", {
        event: { type: "text", value: CLOSING },
        days: days("2023-11-17"),
      }),
    ],
  ],
  other_venue: [
    "redirect",
    [
      notice("advice-other-venue", {
        event: paris,
        city: { type: "text", value: { fr: "Paris", nl: "Parijs", es: "París", en: "Paris" } },
        days: days("2023-11-08", "2023-11-09"),
      }),
    ],
  ],
  other_session: [
    "redirect",
    [
      notice("advice-other-session", {
        sessions: { type: "texts", value: [SESSIONS[6]?.title ?? {}, SESSIONS[7]?.title ?? {}] },
      }),
    ],
    { next: going(7) },
  ],
  too_early: ["redirect", [notice("advice-too-early", { time: time("09:30") })]],
  too_late: ["redirect", [notice("advice-too-late", { time: time("08:45") })]],
  unpaid: ["staff", [notice("advice-unpaid")]],
  cancelled: ["staff", [notice("advice-cancelled")]],
  revoked: ["staff", [notice("advice-revoked")]],
  full: ["redirect", [notice("advice-full", { seats: { type: "number", value: 24 } })]],
  ambiguous: [
    "staff",
    [notice("advice-ambiguous", { events: { type: "texts", value: [EVENT, CLOSING] } })],
  ],
  unknown: ["staff", [notice("advice-unknown")]],
  answers_needed: ["staff", [notice("advice-answers-needed")]],
};

export const VERDICTS = Object.keys(ROWS);

/** Other advice that the kiosk gives, beyond what the verdicts above carry. */
export const MORE_ADVICE: readonly Notice[] = [
  notice("advice-again", { time: time("08:05") }),
  notice("advice-over-capacity"),
  notice("advice-other-event", { event: paris, days: days("2023-11-08") }),
  notice("advice-other-gate", {
    gates: { type: "texts", value: GATES.slice(1, 3).map((gate) => gate.name) },
  }),
  notice("advice-online", { event: paris }),
  notice("advice-no-session"),
];

export function verdictView(verdict: string, number: number, lang: string | null): VerdictView {
  const row = ROWS[verdict];
  if (row === undefined) throw new Error(`There is no verdict ${verdict}.`);
  const [tone, advice, more] = row;
  return { number, verdict, tone, lang, person: null, advice, next: null, show_ms: 3500, ...more };
}

const PEOPLE = ["Zélie Nulpart", "Milo Niemandsland", "Ada Nowhere", "Rui de Lado Nenhum"];
const WHERE: Readonly<Record<string, string>> = {
  left: "way_out",
  not_in: "way_out",
  other_session: "workshop",
  full: "workshop",
};

export const TICKETS: readonly SampleTicket[] = VERDICTS.map((verdict, number) => ({
  code: `SAMPLE-${verdict.toUpperCase()}`,
  gate: WHERE[verdict] ?? "main",
  verdict,
  person: PEOPLE[number % PEOPLE.length] ?? "",
  about: notice(`sample-${verdict.replaceAll("_", "-")}`),
}));
