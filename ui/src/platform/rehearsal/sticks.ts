// Invented USB sticks, and an invented platform that answers on them.

import type { StickAnswer } from "../../shared/types/StickAnswer";
import type { StickView } from "../../shared/types/StickView";

/** The fingerprint of the one platform there is. */
export const FINGERPRINT = "f642-bdd9-cb56-9549";

export class RehearsedSticks {
  there: StickView[] = [];
  /** The sticks that a request is on. */
  readonly written: string[] = [];

  plug(name: string): void {
    this.there = [...this.there, { id: `/media/door/${name}`, name }];
  }

  write(stick: string): StickAnswer {
    if (!this.#is(stick)) return this.#refused("stick-gone");
    this.written.push(stick);
    const fingerprint = { type: "words" as const, value: "08f1-77aa-90c3-1b2d" };
    const own = { id: "stick-own-fingerprint", args: { fingerprint } };
    return { answer: "done", said: [{ id: "stick-written", args: {} }, own] };
  }

  take(stick: string, compared: string | null): StickAnswer {
    if (!this.#is(stick)) return this.#refused("stick-gone");
    if (!this.written.includes(stick)) return this.#refused("stick-no-package");
    if (compared === null) return { answer: "compare", hub: "Rehearsal", fingerprint: FINGERPRINT };
    if (compared !== FINGERPRINT) return this.#refused("stick-other-fingerprint");
    const hub = { type: "words" as const, value: "Rehearsal" };
    const ids = ["stick-joined", "hub-here-safe"];
    return { answer: "done", said: ids.map((id) => ({ id, args: { hub } })) };
  }

  #is(stick: string): boolean {
    return this.there.some(({ id }) => id === stick);
  }

  #refused(id: string): StickAnswer {
    return { answer: "refused", said: { id, args: {} } };
  }
}
