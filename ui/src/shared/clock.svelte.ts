// The kiosk's clock, as far as a screen needs it: what it read when it was last told, run on since.
// The machine's own clock is not asked, because a rehearsal has a time of its own.

const MINUTE_MS = 60_000;
/** Timers come a little early at times; the minute must have turned when this one does. */
const AFTER_MS = 20;

export class Clock {
  /** The beginning of the minute that it is now. Changes once a minute, when the minute does. */
  minute = $state(0);

  #ahead = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(now: number) {
    this.set(now);
  }

  /** What it reads now: milliseconds since 1970, UTC. */
  now(): number {
    return performance.now() + this.#ahead;
  }

  set(now: number): void {
    this.#ahead = now - performance.now();
    this.#turn();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #turn(): void {
    const now = this.now();
    this.minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#turn(), MINUTE_MS - (now % MINUTE_MS) + AFTER_MS);
  }
}
