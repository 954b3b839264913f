// The day, as staff say what becomes of it. What may be said, and whether it was recorded, the kiosk
// decides; here is only which page is open and what was typed.

import type { Host } from "../platform/host";
import type { DayAnswer } from "../shared/types/DayAnswer";
import type { DaySession } from "../shared/types/DaySession";
import type { DayView } from "../shared/types/DayView";
import type { DayWord } from "../shared/types/DayWord";
import type { Notice } from "../shared/types/Notice";
import type { SessionWord } from "../shared/types/SessionWord";

/** The day, a session of it, an announcement that is being written, or an emergency. */
export type DayStep = "list" | "session" | "announce" | "emergency";

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
  /** The emergency that somebody is asked about: whether it is over. */
  ending: string | null = $state(null);
  /** What was written, by language. */
  words: Record<string, string> = $state({});
  /** The language that is being written. */
  lang = $state("");
  minutes: number = $state(MINUTES[1]);

  #chosen: { event: string; session: string } | null = $state.raw(null);
  /** Somebody asked for a capital letter, or for none. */
  #capital: boolean | null = $state(null);
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
  get writing(): boolean {
    return this.step === "announce" || this.step === "emergency";
  }

  /** Whether the next letter is a capital one: at the beginning, after a sentence, or when asked for. */
  get capital(): boolean {
    return this.#capital ?? /(^|[.!?]\s+)$/u.test(this.words[this.lang] ?? "");
  }

  close(): void {
    this.#visit += 1;
    this.view = null;
    this.step = "list";
    this.#chosen = null;
    this.busy = false;
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

  write(step: "announce" | "emergency"): void {
    this.#clear();
    this.lang = this.view?.languages[0] ?? "en";
    this.#go(step);
  }

  /** Back to the day, as it stands meanwhile. */
  async back(): Promise<void> {
    this.#go("list");
    await this.look();
  }

  async ofSession(word: SessionWord): Promise<void> {
    const chosen = this.#chosen;
    if (chosen !== null) await this.#say({ say: "of_session", ...chosen, word });
    if (this.chosen === null && this.step === "session") {
      this.step = "list";
      this.stepped();
    }
  }

  async announce(): Promise<void> {
    await this.#say({ say: "announce", text: { ...this.words }, minutes: this.minutes });
    if (this.said) this.#written();
  }

  async takeOver(): Promise<void> {
    await this.#say({ say: "take_over", text: { ...this.words } });
    if (this.said) this.#written();
  }

  async withdraw(id: string): Promise<void> {
    await this.#say({ say: "withdraw", id });
    this.ending = null;
  }

  type(characters: string): void {
    if (!this.writing || this.busy) return;
    const words = (this.words[this.lang] ?? "") + characters;
    this.words[this.lang] = words.trimStart().slice(0, WORDS_MOST);
    this.#capital = null;
  }

  /** A letter of the keyboard on the screen. */
  letter(letter: string): void {
    this.type(
      this.capital ? letter.toLocaleUpperCase(this.lang) : letter.toLocaleLowerCase(this.lang),
    );
  }

  erase(): void {
    if (!this.writing || this.busy) return;
    this.words[this.lang] = [...(this.words[this.lang] ?? "")].slice(0, -1).join("");
    this.#capital = null;
  }

  turnCapital(): void {
    this.#capital = !this.capital;
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

  #written(): void {
    this.#clear();
    this.step = "list";
    this.stepped();
  }

  #go(step: DayStep): void {
    this.step = step;
    this.ending = null;
    this.#forget();
    this.stepped();
  }

  #forget(): void {
    this.notice = null;
    this.said = false;
  }

  #clear(): void {
    this.words = {};
    this.#capital = null;
    this.minutes = MINUTES[1];
  }
}
