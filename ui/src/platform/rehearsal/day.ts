// The invented day as staff change it. What they say is kept here alone; no board listens.

import type { AnnouncementView } from "../../shared/types/AnnouncementView";
import type { DayAnswer } from "../../shared/types/DayAnswer";
import type { DaySession } from "../../shared/types/DaySession";
import type { DayWord } from "../../shared/types/DayWord";
import type { SessionView } from "../../shared/types/SessionView";
import type { SessionWord } from "../../shared/types/SessionWord";
import { at, ROOM_NAMES, SESSIONS, ZONE } from "./programme";

const EVENT_ID = "brussels";
const STEP_MS = 5 * 60_000;
/** Four in the morning after. */
const DAY_ENDS = at("24:00") + 4 * 3_600_000;

export class RehearsedDay {
  /** All that was said, for tests to look at. */
  readonly said: DayWord[] = [];
  /** The notice with which the next word is refused, for tests to set. */
  refuse: string | null = null;
  announcements: AnnouncementView[] = [];
  emergencies: AnnouncementView[] = [];
  #sessions = SESSIONS.map((session) => ({ ...session }));
  #number = 0;

  constructor(readonly languages: readonly string[]) {}

  answer(signedIn: boolean, now: number): DayAnswer {
    if (!signedIn) return { day: null, refusal: null };
    const session = (session: SessionView): DaySession => ({ event: EVENT_ID, session });
    const left = this.#sessions.filter(({ end }) => end > now);
    const day = {
      zone: ZONE,
      languages: this.languages.slice(0, 3),
      from: Math.floor(now / STEP_MS) * STEP_MS,
      until: DAY_ENDS,
      sessions: left.sort((a, b) => a.start - b.start).map(session),
      rooms: [...ROOM_NAMES],
      announcements: this.announcements,
      emergencies: this.emergencies,
    };
    return { day, refusal: null };
  }

  say(signedIn: boolean, now: number, word: DayWord): DayAnswer {
    if (!signedIn) return { day: null, refusal: null };
    const refusal = this.#refusal(word);
    if (refusal === null) this.#take(word);
    this.refuse = null;
    return {
      ...this.answer(true, now),
      refusal: refusal === null ? null : { id: refusal, args: {} },
    };
  }

  #refusal(word: DayWord): string | null {
    const words = word.say === "announce" ? word.text : word.say === "add" ? word.title : null;
    const empty = words !== null && Object.values(words).every((it) => !it.trim());
    return this.refuse ?? (empty ? "day-refused-no-words" : null);
  }

  #take(word: DayWord): void {
    this.said.push(word);
    const view = (text: AnnouncementView["text"]): AnnouncementView => {
      this.#number += 1;
      return { id: `said-${this.#number}`, text };
    };
    switch (word.say) {
      case "announce":
        this.announcements = [...this.announcements, view(word.text)];
        break;
      case "take_over":
        this.emergencies = [view(word.text), ...this.emergencies];
        break;
      case "withdraw":
        this.announcements = this.announcements.filter(({ id }) => id !== word.id);
        this.emergencies = this.emergencies.filter(({ id }) => id !== word.id);
        break;
      case "add":
        this.#sessions.push(added(word, `said-${++this.#number}`));
        break;
      case "of_session":
        if (word.word.word === "not_added") {
          this.#sessions = this.#sessions.filter(({ id }) => id !== word.session);
          break;
        }
        this.#sessions = this.#sessions.map((session) =>
          session.id === word.session ? changed(session, word.word) : session,
        );
    }
  }
}

function added(
  { title, room, start, end }: Extract<DayWord, { say: "add" }>,
  id: string,
): SessionView {
  const name = ROOM_NAMES.find((one) => one.id === room)?.name ?? null;
  return { ...SESSIONS[0]!, id, title, room: name, start, end, marks: [{ mark: "added" }] };
}

function changed(session: SessionView, word: SessionWord): SessionView {
  const planned = SESSIONS.find(({ id }) => id === session.id) ?? session;
  const marked = (mark: SessionView["marks"][number]): SessionView["marks"] => [
    ...session.marks.filter((one) => one.mark !== mark.mark),
    mark,
  ];
  switch (word.word) {
    case "late": {
      const by = word.minutes * 60_000;
      const times = { start: planned.start + by, end: planned.end + by, old_start: planned.start };
      return { ...session, ...times, marks: marked({ mark: "late", minutes: word.minutes }) };
    }
    case "moved": {
      const room = ROOM_NAMES.find(({ id }) => id === word.room)?.name;
      const length = session.end - session.start;
      return {
        ...session,
        ...(room === undefined ? {} : { room, old_room: planned.room }),
        ...(word.start === null
          ? {}
          : { start: word.start, end: word.start + length, old_start: planned.start }),
        marks: marked({ mark: "moved" }),
      };
    }
    case "as_planned":
      return { ...planned, marks: [] };
    case "not_added":
      return session;
    default:
      return { ...session, marks: marked({ mark: word.word }) };
  }
}
