// The day, as staff say what becomes of it. What may be said, and whether it was recorded, the kiosk
// decides; here is only which page is open and what was typed.

import type { Host } from "../platform/host";
import type { DayAnswer } from "../shared/types/DayAnswer";
import type { DaySession } from "../shared/types/DaySession";
import type { DayView } from "../shared/types/DayView";
import type { DayWord } from "../shared/types/DayWord";
import type { Notice } from "../shared/types/Notice";
import type { SessionWord } from "../shared/types/SessionWord";
import { Plan } from "./plan.svelte";
import { Writing } from "./writing.svelte";

/**
 * The day, a session of it, an announcement that is being written, an emergency, the title of a session
 * that is added, or when and where a session is to be.
 */
export type DayStep = "list" | "session" | "announce" | "emergency" | "title" | "times";

/** What is written. */
export type Written = Extract<DayStep, "announce" | "emergency" | "title">;

const WRITTEN: readonly DayStep[] = ["announce", "emergency", "title"];

/** For how many minutes something can be announced. */
export const MINUTES = [5, 15, 30, 60] as const;
/** By how many minutes a session can be late. */
export const LATE = [5, 10, 15, 30] as const;

/** As many letters as can be read while a board shows them. */
const WORDS_MOST = 240;

export class Day {
  view: DayView | null = $state.raw(null);
  step: DayStep = $state("list");
  notice: Notice | null = $state.raw(null);
  /** Something was said, and is on the boards. */
  said = $state(false);
  busy = $state(false);
  /** What somebody is asked about: whether an emergency is over, or a session is taken back. */
  asking: string | null = $state(null);
  /** What was written. */
  readonly writing = new Writing(WORDS_MOST, () => !this.isWritten || this.busy);
  minutes: number = $state(MINUTES[1]);
  /** When and where a session is to be. */
  plan: Plan | null = $state.raw(null);

  #chosen: { event: string; session: string } | null = $state.raw(null);
  /** Which visit it is: an answer to the one before is for nobody. */
  #visit = 0;

  constructor(
    readonly host: Host,
    /** Nobody is signed in any more. */
    readonly left: () => void,
    /** Something else is to be seen. */
    readonly stepped: () => void,
  ) {}

  /** The session that something is said of. */
  get chosen(): DaySession | null {
    const { event, session } = this.#chosen ?? {};
    const found = this.view?.sessions.find(
      (one) => one.event === event && one.session.id === session,
    );
    return found ?? null;
  }

  /** It is written, by keys on the screen or a real keyboard. */
  get isWritten(): boolean {
    return WRITTEN.includes(this.step);
  }

  close(): void {
    this.#visit += 1;
    this.view = null;
    this.step = "list";
    this.#chosen = null;
    this.busy = false;
    this.asking = null;
    this.#forget();
    this.#clear();
  }

  /** Asks for the day as it stands. Says whether it is there to be seen. */
  async look(): Promise<boolean> {
    await this.#ask(() => this.host.staffDay());
    return this.view !== null;
  }

  /** Opens what can be said of a session. */
  choose(found: DaySession): void {
    this.#chosen = { event: found.event, session: found.session.id };
    this.#go("session");
  }

  /** Opens a page to write on. */
  write(step: Written): void {
    this.#clear();
    this.writing.begin(this.view?.languages[0] ?? "en");
    this.#go(step);
  }

  /** Opens when and where the session is to be that was chosen, or that was given a title. */
  set(): void {
    if (this.view === null) return;
    if (this.step === "title" && this.writing.empty) {
      this.notice = { id: "day-refused-no-words", args: {} };
      return;
    }
    this.plan ??= new Plan(this.view, this.step === "title" ? null : this.chosen);
    this.#go("times");
  }

  /** Back to the day as it stands meanwhile, or to the page before. */
  async back(): Promise<void> {
    if (this.step === "times" && this.plan !== null) {
      const adds = this.plan.of === null;
      // What was set for a session that is added is still there when its title is.
      if (!adds) this.plan = null;
      return this.#go(adds ? "title" : "session");
    }
    this.#clear();
    this.#go("list");
    await this.look();
  }

  async ofSession(word: SessionWord): Promise<void> {
    const chosen = this.#chosen;
    if (chosen !== null) await this.#say({ say: "of_session", ...chosen, word });
    this.asking = null;
    if (this.chosen === null && this.step === "session") this.#said("list");
  }

  /** Says what was set: a session is added, or is elsewhere or at another time. */
  async sayPlan(): Promise<void> {
    const { plan } = this;
    if (plan === null || !plan.whole) return;
    const { of, room, start, end, elsewhen } = plan;
    if (of !== null) {
      const word: SessionWord = { word: "moved", room, start: elsewhen ? start : null };
      await this.#say({ say: "of_session", event: of.event, session: of.session.id, word });
    } else if (room !== null) {
      await this.#say({ say: "add", title: { ...this.writing.words }, room, start, end });
    }
    if (this.said) this.#said(of !== null && this.chosen !== null ? "session" : "list");
  }

  async announce(): Promise<void> {
    const text = { ...this.writing.words };
    await this.#say({ say: "announce", text, minutes: this.minutes });
    if (this.said) this.#said("list");
  }

  async takeOver(): Promise<void> {
    await this.#say({ say: "take_over", text: { ...this.writing.words } });
    if (this.said) this.#said("list");
  }

  async withdraw(id: string): Promise<void> {
    await this.#say({ say: "withdraw", id });
    this.asking = null;
  }

  async #say(word: DayWord): Promise<void> {
    await this.#ask(async () => {
      const answer = await this.host.staffSay(word);
      this.said = answer.day !== null && answer.refusal === null;
      return answer;
    });
  }

  /** Asks the kiosk something, one thing at a time. */
  async #ask(work: () => Promise<DayAnswer>): Promise<void> {
    if (this.busy) return;
    const visit = this.#visit;
    this.busy = true;
    this.#forget();
    try {
      const { day, refusal } = await work();
      if (visit !== this.#visit) return;
      this.notice = refusal;
      if (day === null && refusal === null) return this.left();
      if (day !== null) this.view = day;
    } catch (error) {
      console.error("the kiosk did not answer", error);
      if (visit === this.#visit) this.notice = { id: "staff-unrecorded", args: {} };
    } finally {
      if (visit === this.#visit) this.busy = false;
    }
  }

  /** It was said: on to where it is to be seen. */
  #said(step: DayStep): void {
    this.#clear();
    this.step = step;
    this.stepped();
  }

  #go(step: DayStep): void {
    this.step = step;
    this.asking = null;
    this.#forget();
    this.stepped();
  }

  #forget(): void {
    this.notice = null;
    this.said = false;
  }

  #clear(): void {
    this.writing.begin("");
    this.plan = null;
    this.minutes = MINUTES[1];
  }
}
