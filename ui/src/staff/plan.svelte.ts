// When and where a session is to be, as somebody sets it before it is said.

import type { DaySession } from "../shared/types/DaySession";
import type { DayView } from "../shared/types/DayView";

const MINUTE_MS = 60_000;
/** What times are set to multiples of. */
export const STEP_MINUTES = 5;
/** By how many minutes a time is set earlier or later with one tap. */
export const STEPS = [-60, -STEP_MINUTES, STEP_MINUTES, 60] as const;
/** How long a session is that was not set yet. */
const USUAL_MINUTES = 30;

/** The next multiple of five minutes, earlier or later. */
export function stepped(time: number, minutes: number): number {
  const step = STEP_MINUTES * MINUTE_MS;
  const wanted = time + minutes * MINUTE_MS;
  return minutes < 0 ? Math.ceil(wanted / step) * step : Math.floor(wanted / step) * step;
}

/** A session as it is to be. */
export class Plan {
  start: number = $state(0);
  end: number = $state(0);
  /** The room that was chosen; none while it stays where it is. */
  room: string | null = $state(null);

  readonly #from: number;
  readonly #until: number;

  constructor(
    { from, until, rooms }: Pick<DayView, "from" | "until" | "rooms">,
    /** The session that it is about; none for one that is added. */
    readonly of: DaySession | null,
  ) {
    const session = of?.session;
    // What has begun already may stay when it began.
    this.#from = Math.min(from, session?.start ?? from);
    this.#until = Math.max(until, session?.end ?? until);
    this.start = session?.start ?? stepped(from, STEP_MINUTES);
    this.end = session?.end ?? stepped(this.start, USUAL_MINUTES);
    if (session === undefined && rooms.length === 1) this.room = rooms[0]?.id ?? null;
  }

  /** It begins at another time than it did. */
  get elsewhen(): boolean {
    return this.of !== null && this.start !== this.of.session.start;
  }

  /** There is something to be said. */
  get whole(): boolean {
    return this.of === null ? this.room !== null : this.elsewhen || this.room !== null;
  }

  /** Whether a time can be set so many minutes later, or earlier. */
  can(which: "start" | "end", minutes: number): boolean {
    return this.#stepped(which, minutes) !== this[which];
  }

  /** Begins earlier or later, and lasts as long; or ends earlier or later. */
  step(which: "start" | "end", minutes: number): void {
    const time = this.#stepped(which, minutes);
    if (which === "start") this.end += time - this.start;
    this[which] = time;
  }

  #stepped(which: "start" | "end", minutes: number): number {
    const step = STEP_MINUTES * MINUTE_MS;
    const least = which === "start" ? this.#from : this.start + step;
    const most = which === "start" ? this.#until - (this.end - this.start) : this.#until;
    const time = stepped(this[which], minutes);
    // What cannot be set so far is left, rather than set half the way.
    return time < least || time > most ? this[which] : time;
  }
}
