// The machine's screens, as staff choose what each shows. Whether that may be chosen, and whether it
// was kept, the kiosk decides; here is only what was asked and what came of it.

import type { Host } from "../platform/host";
import type { Notice } from "../shared/types/Notice";
import type { ScreensAnswer } from "../shared/types/ScreensAnswer";

/** A screen, and what it is to show. */
export interface Wanted {
  monitor: string;
  shows: string;
}

const DOOR = "door";

export class Screens {
  found: ScreensAnswer | null = $state.raw(null);
  notice: Notice | null = $state.raw(null);
  /** Something was chosen, and is kept. */
  chosen = $state(false);
  busy = $state(false);
  /** What would take the last door away: somebody is asked whether they mean it. */
  asking: Wanted | null = $state.raw(null);

  /** Which visit it is: an answer to the one before is for nobody. */
  #visit = 0;

  constructor(
    readonly host: Host,
    /** Nobody is signed in any more. */
    readonly left: () => void,
  ) {}

  close(): void {
    this.#visit += 1;
    this.found = null;
    this.busy = false;
    this.#forget();
  }

  /** Asks for the screens as they are. Says whether there is something to be seen. */
  async look(): Promise<boolean> {
    await this.#ask(() => this.host.staffScreens());
    return this.found !== null;
  }

  /** Chooses what a screen shows; asks first where nobody could be checked in then. */
  async choose(wanted: Wanted): Promise<void> {
    if (this.busy || this.#shows(wanted.monitor) === wanted.shows) return;
    if (this.#endsCheckIn(wanted)) {
      this.#forget();
      this.asking = wanted;
      return;
    }
    await this.#choose(wanted);
  }

  /** Somebody means it. */
  async mean(): Promise<void> {
    if (this.asking !== null) await this.#choose(this.asking);
  }

  /** Somebody does not mean it. */
  keep(): void {
    this.asking = null;
  }

  async #choose({ monitor, shows }: Wanted): Promise<void> {
    await this.#ask(async () => {
      const answer = await this.host.staffScreenShows(monitor, shows);
      this.chosen = answer.screens !== null && answer.refusal === null;
      return answer;
    });
  }

  #shows(monitor: string): string | null {
    return this.found?.screens?.find(({ id }) => id === monitor)?.shows ?? null;
  }

  #endsCheckIn({ monitor, shows }: Wanted): boolean {
    const others = this.found?.screens?.filter(({ id }) => id !== monitor) ?? [];
    const had = this.#shows(monitor) === DOOR;
    return had && shows !== DOOR && others.every((other) => other.shows !== DOOR);
  }

  /** Asks the kiosk something, one thing at a time. */
  async #ask(work: () => Promise<ScreensAnswer>): Promise<void> {
    if (this.busy) return;
    const visit = this.#visit;
    this.busy = true;
    this.#forget();
    try {
      const answer = await work();
      if (visit !== this.#visit) return;
      if (answer.screens === null) return this.left();
      this.found = answer;
      this.notice = answer.refusal;
    } catch (error) {
      console.error("the kiosk did not answer", error);
      if (visit === this.#visit) this.notice = { id: "staff-unrecorded", args: {} };
    } finally {
      if (visit === this.#visit) this.busy = false;
    }
  }

  #forget(): void {
    this.notice = null;
    this.chosen = false;
    this.asking = null;
  }
}
