// Keeping step with the central platform by USB stick: which sticks there are, and what came of one.

import type { Host } from "../platform/host";
import type { Notice } from "../shared/types/Notice";
import type { StickAnswer } from "../shared/types/StickAnswer";
import type { StickView } from "../shared/types/StickView";

/** How often it is looked whether a stick was plugged in. */
export const LOOK_MS = 1_500;

export class Stick {
  there: StickView[] = $state.raw([]);
  /** The stick that somebody chose, where there are several. */
  #chosen: string | null = $state(null);
  /** What is to be known now; the first is the most important. */
  said: Notice[] = $state.raw([]);
  refused = $state(false);
  /** The hub to compare, before anything of it is taken. */
  compare: { hub: string; fingerprint: string } | null = $state.raw(null);
  busy = $state(false);

  #looking: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly host: Host,
    /** Nobody is signed in any more. */
    readonly left: () => void,
  ) {}

  get chosen(): StickView | null {
    return this.there.find(({ id }) => id === this.#chosen) ?? this.there[0] ?? null;
  }

  choose(id: string): void {
    this.#chosen = id;
  }

  open(): void {
    this.close();
    void this.look();
    this.#looking = setInterval(() => void this.look(), LOOK_MS);
  }

  close(): void {
    clearInterval(this.#looking);
    this.there = [];
    this.#chosen = null;
    this.#forget();
    this.busy = false;
  }

  async look(): Promise<void> {
    if (this.busy) return;
    this.there = await this.host.staffSticks();
  }

  async write(): Promise<void> {
    await this.#ask((stick) => this.host.staffStickWrite(stick));
  }

  /** Takes the package; `compared` is the fingerprint that somebody compared. */
  async take(compared: string | null = null): Promise<void> {
    await this.#ask((stick) => this.host.staffStickTake(stick, compared));
  }

  /** The fingerprints are not the same: nothing is taken. */
  differs(): void {
    this.compare = null;
    this.said = [{ id: "stick-other-fingerprint", args: {} }];
    this.refused = true;
  }

  async #ask(work: (stick: string) => Promise<StickAnswer>): Promise<void> {
    const stick = this.chosen;
    if (this.busy || stick === null) return;
    this.busy = true;
    this.#forget();
    try {
      this.#answered(await work(stick.id));
    } catch (error) {
      console.error("the kiosk did not answer", error);
      this.#answered({ answer: "refused", said: { id: "staff-unrecorded", args: {} } });
    } finally {
      this.busy = false;
    }
  }

  #answered(answer: StickAnswer): void {
    if (answer.answer === "left") return this.left();
    if (answer.answer === "compare") {
      this.compare = { hub: answer.hub, fingerprint: answer.fingerprint };
      return;
    }
    this.refused = answer.answer === "refused";
    this.said = answer.answer === "refused" ? [answer.said] : answer.said;
  }

  #forget(): void {
    this.said = [];
    this.refused = false;
    this.compare = null;
  }
}
