// What a board knows: the day as the kiosk last told it, and whose turn it is.

import type { Host, Stop } from "../platform/host";
import { Clock } from "../shared/clock.svelte";
import type { Reader } from "../shared/message";
import type { BoardView } from "../shared/types/BoardView";
import { announcedAt, type Announced } from "./announced";
import { rowsOf } from "./fit";
import type { Look } from "./look";
import { shiftAt } from "./shift";
import { turnAt, TURN_MS, type Turn } from "./turns";
import { setType } from "./type";

/** From when on what is on now is only what was planned. */
const STALE_MS = 60 * 60_000;

export class Board {
  view: BoardView = $state.raw(null!);
  readonly clock = new Clock(0);
  /** How many rows fit at a time: the screen finds out. */
  fit = $state(4);

  turn = $state(0);
  readonly rows: number = $derived(rowsOf(this.view.shows));
  readonly pages: number = $derived(Math.max(1, Math.ceil(this.rows / this.fit)));
  /** How many rows a block has: all blocks about as many, rather than a last one nearly empty. */
  readonly block: number = $derived(Math.max(1, Math.ceil(this.rows / this.pages)));
  readonly page: number = $derived(this.#turnAt().page);
  // Derived, so that a turn that changes nothing is not noticed by what shows it.
  readonly language: string = $derived(this.view.languages[this.#turnAt().language] ?? "en");
  readonly reader: Reader = $derived({
    languages: [this.language, this.view.languages[0] ?? "en"],
    now: this.clock.minute,
  });
  /** What time it is can be said. */
  readonly timed: boolean = $derived(this.view.clock.clock !== "wrong");
  readonly stale: boolean = $derived(
    this.view.as_of !== null && this.clock.minute - this.view.as_of > STALE_MS,
  );
  readonly look: Look = $derived({
    reader: this.reader,
    zone: this.view.zone,
    stale: this.stale,
  });
  /** Outside of its hours nothing is on it. */
  readonly dark: boolean = $derived(this.view.dark_until !== null);
  readonly announced: Announced | null = $derived(
    announcedAt(this.turn, this.view.announcements, this.view.languages),
  );
  readonly shiftX: number = $derived(shiftAt(this.clock.minute).x);
  readonly shiftY: number = $derived(shiftAt(this.clock.minute).y);

  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #stops: Stop[] = [];

  constructor(
    readonly host: Host,
    view: BoardView,
  ) {
    this.view = view;
    this.clock.set(view.now);
    setType(view);
  }

  async start(): Promise<void> {
    this.#stops.push(await this.host.listen("board", (view) => this.#changed(view)));
    // What changed between the first look and the listening.
    this.#changed(await this.host.boardView());
    this.#timer = setInterval(() => (this.turn += 1), TURN_MS);
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    clearInterval(this.#timer);
    this.clock.stop();
  }

  /** The rows of the block whose turn it is. */
  shown<Row>(rows: readonly Row[]): readonly Row[] {
    return rows.slice(this.page * this.block, (this.page + 1) * this.block);
  }

  #turnAt(): Turn {
    return turnAt(this.turn, this.view.languages.length, this.pages);
  }

  /** Nothing is painted anew when only the clock was told again. */
  #changed(view: BoardView): void {
    this.clock.set(view.now);
    if (JSON.stringify({ ...view, now: 0 }) !== JSON.stringify({ ...this.view, now: 0 })) {
      this.view = view;
      setType(view);
    }
  }
}
