// Invented staff with an invented PIN, who can do what real ones can.

import type { DoublesAnswer } from "../../shared/types/DoublesAnswer";
import type { DoubleView } from "../../shared/types/DoubleView";
import type { PadAnswer } from "../../shared/types/PadAnswer";
import type { PadView } from "../../shared/types/PadView";
import type { PersonView } from "../../shared/types/PersonView";
import type { SettingsAnswer } from "../../shared/types/SettingsAnswer";
import { GATES } from "./programme";

/** The PIN of whoever is there from the start. */
export const PIN = "170529";

interface Person extends PersonView {
  pin: string;
}

export class RehearsedStaff {
  signedIn = false;
  touches = 0;
  /** How long the next PIN is not looked at, for tests to set. */
  waitMs = 0;
  people: Person[];
  /** The double admissions there are, for tests to set. */
  doubles: DoubleView[] = [];

  constructor(somebody: boolean) {
    this.people = somebody ? [{ id: 1, name: "Ada Invented", you: true, pin: PIN }] : [];
  }

  pad(): PadView {
    return { first: this.people.length === 0, wait_ms: this.waitMs };
  }

  signIn(pin: string, gate: string): PadAnswer {
    if (this.waitMs > 0) return { answer: "too_soon", wait_ms: this.waitMs };
    if (!this.people.some((person) => person.pin === pin)) return { answer: "wrong", wait_ms: 0 };
    this.signedIn = true;
    const { settings } = this.settings(gate);
    return settings === null ? { answer: "unrecorded" } : { answer: "welcome", settings };
  }

  begin(name: string, pin: string, gate: string): SettingsAnswer {
    this.signedIn = true;
    const answer = this.add(name, pin, gate);
    this.signedIn = answer.refusal === null;
    return this.signedIn ? answer : { ...answer, settings: null };
  }

  settings(gate: string): SettingsAnswer {
    if (!this.signedIn) return { settings: null, refusal: null };
    const people = this.people.map(({ id, name, you }) => ({ id, name, you }));
    const doubles = this.doubles.length;
    const about = { rehearsal: true, device: "f69df525", version: "0.1.0" };
    return { settings: { gate, gates: [...GATES], people, doubles, ...about }, refusal: null };
  }

  lookAtDoubles(): DoublesAnswer {
    const doubles = this.signedIn ? this.doubles : null;
    return { doubles, only: null, refusal: null };
  }

  add(name: string, pin: string, gate: string): SettingsAnswer {
    if (pin === "123456") return this.#refused("staff-refused-pin-run", gate);
    const id = this.people.length + 1;
    this.people.push({ id, name, you: id === 1, pin });
    return this.settings(gate);
  }

  remove(id: number, gate: string): SettingsAnswer {
    if (this.people.length === 1) return this.#refused("staff-refused-last", gate);
    this.people = this.people.filter((person) => person.id !== id);
    return this.settings(gate);
  }

  /** There is one platform, hub.example, and one code: K7QM2HXW90TD. */
  join(address: string, code: string, gate: string): SettingsAnswer {
    if (!address.includes("hub.example")) return this.#refused("join-address", gate);
    if (code !== "K7QM2HXW90TD") return this.#refused("join-code", gate);
    return this.settings(gate);
  }

  #refused(id: string, gate: string): SettingsAnswer {
    return { ...this.settings(gate), refusal: { id, args: {} } };
  }
}
