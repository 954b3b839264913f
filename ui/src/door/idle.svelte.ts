// Goes back to the start when nobody is there any more, and says so in good time: the warning can be
// seen for 20 seconds, and anything anybody does takes it away.

export const IDLE_MS = 45_000;
export const WARNING_MS = 20_000;

export class Idle {
  /** Seconds left, while the warning is to be seen. */
  left: number | null = $state(null);

  #watching = false;
  #after = IDLE_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly over: () => void) {}

  /** Whether there is anything to go back from, and after how long. */
  watch(watching: boolean, after: number = IDLE_MS): void {
    if (watching === this.#watching && after === this.#after) return;
    this.#watching = watching;
    this.#after = after;
    this.touch();
  }

  /** Somebody is there. */
  touch(): void {
    clearTimeout(this.#timer);
    this.left = null;
    if (this.#watching) this.#timer = setTimeout(() => this.#warn(), this.#after - WARNING_MS);
  }

  #warn(): void {
    this.#count(WARNING_MS / 1_000);
  }

  #count(left: number): void {
    if (left <= 0) {
      this.touch();
      this.over();
      return;
    }
    this.left = left;
    this.#timer = setTimeout(() => this.#count(left - 1), 1_000);
  }
}
