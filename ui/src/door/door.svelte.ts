// What the door's screen knows: what the kiosk told it, and what the visitor in front of it chose.
// It decides nothing about tickets.

import { untrack } from "svelte";
import type { Host, Stop } from "../platform/host";
import { Clock } from "../shared/clock.svelte";
import type { Reader } from "../shared/message";
import type { DoorView } from "../shared/types/DoorView";
import type { Notice } from "../shared/types/Notice";
import type { ShownCode } from "../shared/types/ShownCode";
import type { VerdictView } from "../shared/types/VerdictView";
import { Staff } from "../staff/staff.svelte";
import { Idle, IDLE_MS } from "./idle.svelte";
import { Preview } from "./preview";

/** What lies over the waiting screen because the visitor asked for it. */
export type Panel = "none" | "typing" | "help" | "staff";

/** How long a hint can be read. */
const HINT_MS = 7_000;
/** A tap meant for what was there before must not take a verdict away. */
export const UNCLOSABLE_MS = 400;
/** As many characters as fit on the line; no short code is longer. */
const MOST_TYPED = 24;

export class Door {
  view: DoorView = $state.raw(null!);
  verdict: VerdictView | null = $state.raw(null);
  hint: Notice | null = $state.raw(null);
  dragging = $state(false);
  panel: Panel = $state("none");
  drawer = $state(false);
  typed = $state("");
  /** Which block of the day's sessions is to be seen. */
  page = $state(0);
  /** Counts the turns of an emergency's languages. */
  turns = $state(0);
  readonly clock: Clock;
  readonly idle = new Idle(() => this.reset());
  readonly preview: Preview;
  readonly staff: Staff;

  /** The language a visitor chose, until it goes back to the place's own. */
  #chosen: string | null = $state(null);
  #verdictTimer: ReturnType<typeof setTimeout> | undefined;
  #verdictShown = 0;
  #hintTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #stops: Stop[] = [];

  constructor(
    readonly host: Host,
    view: DoorView,
  ) {
    this.view = view;
    this.clock = new Clock(view.now);
    this.preview = new Preview(host);
    this.staff = new Staff(host, {
      left: () => this.open("none"),
      stepped: () => this.#watch(),
    });
  }

  /** The place's own language. */
  get placeLanguage(): string {
    return this.view.languages[0] ?? "en";
  }

  get language(): string {
    return this.#chosen ?? this.placeLanguage;
  }

  /** Whom the waiting screen speaks to. */
  get reader(): Reader {
    return this.readerOf(this.language);
  }

  readerOf(language: string): Reader {
    // The minute is asked so that what depends on the day is said anew when it changes.
    void this.clock.minute;
    return { languages: [language, this.placeLanguage], now: this.clock.now() };
  }

  async start(): Promise<void> {
    const { host } = this;
    this.#stops.push(
      ...(await Promise.all([
        host.listen("door", (view) => this.#changed(view)),
        host.listen("verdict", (verdict) => this.#show(verdict)),
        host.listen("hint", (hint) => this.#hint(hint)),
        host.listen("drag", ({ over }) => (this.dragging = over)),
      ])),
    );
    // What changed between the first look and the listening.
    this.#changed(await host.doorView());
    await this.preview.start();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.clock.stop();
    this.idle.watch(false);
    clearTimeout(this.#verdictTimer);
    clearTimeout(this.#hintTimer);
  }

  choose(language: string): void {
    this.#chosen = language === this.placeLanguage ? null : language;
    this.#watch();
  }

  open(panel: Panel): void {
    const before = untrack(() => this.panel);
    if (before === "staff" && panel !== "staff") this.staff.close();
    if (before !== "staff" && panel === "staff") this.staff.open();
    this.panel = panel;
    this.typed = "";
    this.#watch();
  }

  turn(page: number): void {
    this.page = page;
    this.#watch();
  }

  type(characters: string): void {
    const letters = characters.toUpperCase().replace(/[^A-Z0-9]/g, "");
    this.typed = (this.typed + letters).slice(0, MOST_TYPED);
  }

  erase(): void {
    this.typed = this.typed.slice(0, -1);
  }

  async hand(code: ShownCode): Promise<void> {
    try {
      await this.host.showCode(code);
    } catch (error) {
      // Whatever is wrong, the kiosk says by closing the door; nothing here would be truer.
      console.error("the code could not be handed in", error);
    }
  }

  /** Tries a sample ticket where it is meant to be tried. */
  async trySample(gate: string, text: string): Promise<void> {
    if (gate !== this.view.gate.id) await this.host.standAt(gate);
    await this.hand({ way: "sample", text });
  }

  /** Takes the verdict away because somebody asked for it. */
  closeVerdict(): void {
    if (performance.now() - this.#verdictShown >= UNCLOSABLE_MS) this.#endVerdict();
  }

  /** Everything as it was before anybody came. */
  reset(): void {
    this.#chosen = null;
    this.page = 0;
    this.open("none");
  }

  /** Somebody is there, whatever they do. */
  touched(): void {
    this.idle.touch();
    if (this.panel === "staff") this.staff.touched();
  }

  #changed(view: DoorView): void {
    // The kiosk ends a sign-in that the page would not.
    const ended = this.view.staff && !view.staff;
    const moved = this.view.gate.id !== view.gate.id;
    this.clock.set(view.now);
    this.view = view;
    if (moved && view.staff && this.staff.signedIn) void this.staff.changed();
    if (ended && this.staff.signedIn) this.open("none");
  }

  #show(verdict: VerdictView): void {
    clearTimeout(this.#verdictTimer);
    this.verdict = verdict;
    this.hint = null;
    // Whoever typed a code has their answer.
    if (untrack(() => this.panel) !== "none") this.open("none");
    this.#verdictShown = performance.now();
    this.#verdictTimer = setTimeout(() => this.#endVerdict(), verdict.show_ms);
  }

  #endVerdict(): void {
    clearTimeout(this.#verdictTimer);
    this.verdict = null;
  }

  #hint(hint: Notice): void {
    clearTimeout(this.#hintTimer);
    this.hint = hint;
    this.#hintTimer = setTimeout(() => (this.hint = null), HINT_MS);
  }

  /** The note about help has a countdown of its own. */
  #watch(): void {
    const { panel } = this;
    const away = this.#chosen !== null || panel === "typing" || panel === "staff" || this.page > 0;
    this.idle.watch(away && panel !== "help", panel === "staff" ? this.staff.idleMs : IDLE_MS);
    this.idle.touch();
  }
}
