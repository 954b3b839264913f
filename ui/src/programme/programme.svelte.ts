// What the programme to touch knows: what the visitor asked, and what the kiosk answered. It decides
// nothing: each touch is one more question.

import { announcedAt, type Announced } from "../board/announced";
import { shiftAt } from "../board/shift";
import { TURN_MS } from "../board/turns";
import { setType } from "../board/type";
import { Idle } from "../door/idle.svelte";
import type { Host, Stop } from "../platform/host";
import { Clock } from "../shared/clock.svelte";
import type { Reader } from "../shared/message";
import type { BoardView } from "../shared/types/BoardView";
import type { ProgrammeView } from "../shared/types/ProgrammeView";
import type { ProgrammeWish } from "../shared/types/ProgrammeWish";
import type { RemedyView } from "../shared/types/RemedyView";
import type { SessionName } from "../shared/types/SessionName";

/** What lies over the list, or below it, because the visitor asked for it. */
export type Panel = "none" | "day" | "place" | "track" | "language" | "search";

/** What narrows the list. */
export type Asked = Pick<ProgrammeWish, "day" | "place" | "track" | "language" | "search">;

/** After so long without a touch the next visitor finds it as the first one did. */
export const IDLE_MS = 60_000;
/** How soon the kiosk is told again that somebody is there. */
const TOLD_EVERY_MS = 1_000;
/** From when on what is on now is only what was planned. */
const STALE_MS = 60 * 60_000;
/** As many letters as anybody looks for. */
const MOST_LETTERS = 60;

const EVERYTHING: Asked = {
  day: { day: "usual" },
  place: { place: "here" },
  track: null,
  language: null,
  search: "",
};

/** What is asked for whoever comes: what is on here. */
export const FIRST_WISH: ProgrammeWish = {
  ...EVERYTHING,
  page: 0,
  rows: 6,
  session: null,
  reads: [],
};

export class Programme {
  board: BoardView = $state.raw(null!);
  answer: ProgrammeView = $state.raw(null!);
  wish: ProgrammeWish = $state.raw(FIRST_WISH);
  panel: Panel = $state("none");
  /** All that is touched stands in the lower half. */
  low = $state(false);
  readonly clock = new Clock(0);
  readonly idle = new Idle(() => this.reset());

  /** Counts turns, for announcements that take turns. */
  turn = $state(0);
  readonly announced: Announced | null = $derived(
    announcedAt(this.turn, this.board.announcements, [this.language]),
  );
  /** Whether anybody knows what time it is. */
  readonly timed: boolean = $derived(this.board.clock.clock !== "wrong");
  readonly emergency: boolean = $derived(this.board.emergencies.length > 0);
  /** Outside of its hours nothing is on it, until somebody touches it. */
  readonly dark: boolean = $derived(this.board.dark_until !== null);
  readonly stale: boolean = $derived(
    this.board.as_of !== null && this.clock.minute - this.board.as_of > STALE_MS,
  );
  readonly shiftX: number = $derived(shiftAt(this.clock.minute).x);
  readonly shiftY: number = $derived(shiftAt(this.clock.minute).y);

  /** The language a visitor chose, until it goes back to the place's own. */
  #chosen: string | null = $state(null);
  #questions = 0;
  /** When the kiosk was last told that somebody is there. */
  #told = -Infinity;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #stops: Stop[] = [];

  constructor(
    readonly host: Host,
    board: BoardView,
    answer: ProgrammeView,
  ) {
    this.board = board;
    this.answer = answer;
    this.clock.set(board.now);
    setType(board);
  }

  /** The place's own language. */
  get placeLanguage(): string {
    return this.board.languages[0] ?? "en";
  }

  get language(): string {
    return this.#chosen ?? this.placeLanguage;
  }

  get reader(): Reader {
    // The minute is asked so that what depends on the day is said anew when it changes.
    return { languages: [this.language, this.placeLanguage], now: this.clock.minute };
  }

  /** Whether anything narrows the list. */
  get narrowed(): boolean {
    return JSON.stringify(asked(this.wish)) !== JSON.stringify(EVERYTHING);
  }

  async start(): Promise<void> {
    this.#stops.push(await this.host.listen("board", (board) => this.#changed(board)));
    this.#timer = setInterval(() => (this.turn += 1), TURN_MS);
    // What changed between the first look and the listening.
    this.#changed(await this.host.boardView());
    await this.#ask();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    clearInterval(this.#timer);
    this.clock.stop();
    this.idle.watch(false);
  }

  choose(language: string): void {
    this.#chosen = language === this.placeLanguage ? null : language;
    this.#moved();
  }

  open(panel: Panel): void {
    this.panel = panel === this.panel ? "none" : panel;
    this.#moved(false);
  }

  /** Brings everything down into reach from a wheelchair, or back up. */
  lower(): void {
    this.low = !this.low;
    this.#moved(false);
  }

  /** Asks for something else, from its first page on. */
  narrow(change: Partial<Asked>): void {
    this.wish = { ...this.wish, ...change, page: 0 };
    this.#moved();
  }

  /** The same, and what was chosen from is done with. */
  pick(change: Partial<Asked>): void {
    this.panel = "none";
    this.narrow(change);
  }

  type(letters: string): void {
    this.narrow({ search: [...this.wish.search, ...letters].slice(0, MOST_LETTERS).join("") });
  }

  erase(): void {
    this.narrow({ search: [...this.wish.search].slice(0, -1).join("") });
  }

  /** Everything again, as whoever comes finds it; in the visitor's language. */
  widen(): void {
    this.pick(EVERYTHING);
  }

  /** Gives up what stands in the way. */
  giveUp({ what }: RemedyView): void {
    const { venue, here } = this.answer;
    switch (what) {
      case "room":
        return this.narrow({
          place:
            venue === null || venue === here ? { place: "here" } : { place: "venue", id: venue },
        });
      case "venue":
        return this.narrow({ place: { place: "anywhere" } });
      case "day":
        return this.narrow({ day: { day: "any" } });
      case "search":
        return this.narrow({ search: "" });
      case "track":
        return this.narrow({ track: null });
      case "language":
        return this.narrow({ language: null });
    }
  }

  turnTo(page: number): void {
    this.wish = { ...this.wish, page };
    this.#moved();
  }

  /** Opens a session's page, or closes it. */
  show(session: SessionName | null): void {
    this.panel = "none";
    this.wish = { ...this.wish, session };
    this.#moved();
  }

  /** As many rows have room. The page is then the one with the first session that was to be seen. */
  fits(rows: number): void {
    if (rows === this.wish.rows) return;
    const first = this.wish.page * this.wish.rows;
    this.wish = { ...this.wish, rows, page: Math.floor(first / rows) };
    void this.#ask();
  }

  /** As before anybody came: nothing of what the last visitor asked is left. */
  reset(): void {
    this.#chosen = null;
    this.panel = "none";
    this.low = false;
    this.wish = { ...FIRST_WISH, rows: this.wish.rows };
    this.#moved();
  }

  /** Somebody is there, whatever they do. */
  touched(): void {
    this.idle.touch();
    const now = performance.now();
    if (now - this.#told < TOLD_EVERY_MS) return;
    this.#told = now;
    this.host.touched().catch((error: unknown) => {
      console.error("the kiosk was not told of a touch", error);
    });
  }

  #moved(asks = true): void {
    const { wish } = this;
    const away =
      this.narrowed ||
      wish.page > 0 ||
      wish.session !== null ||
      this.panel !== "none" ||
      this.low ||
      this.#chosen !== null;
    this.idle.watch(away, IDLE_MS);
    this.idle.touch();
    if (asks) void this.#ask();
  }

  async #ask(): Promise<void> {
    const number = (this.#questions += 1);
    const reads = [...new Set([this.language, ...this.board.languages])];
    try {
      const answer = await this.host.programme({ ...this.wish, reads });
      // An answer to what nobody asks any more is no answer.
      if (number !== this.#questions) return;
      if (JSON.stringify(answer) !== JSON.stringify(this.answer)) this.answer = answer;
      if (answer.page !== this.wish.page) this.wish = { ...this.wish, page: answer.page };
    } catch (error) {
      // What was answered last stays; the next touch or change asks again.
      console.error("the programme did not answer", error);
    }
  }

  /** Nothing is painted anew when only the clock was told again. */
  #changed(board: BoardView): void {
    this.clock.set(board.now);
    if (JSON.stringify({ ...board, now: 0 }) === JSON.stringify({ ...this.board, now: 0 })) return;
    const emergency = !this.emergency && board.emergencies.length > 0;
    const goesDark = !this.dark && board.dark_until !== null;
    this.board = board;
    setType(board);
    // Whoever comes after an emergency, or after a night, is not who was here before it.
    if (emergency || goesDark) this.reset();
    else void this.#ask();
  }
}

/** What of a wish narrows the list. */
export function asked({ day, place, track, language, search }: ProgrammeWish): Asked {
  return { day, place, track, language, search };
}
