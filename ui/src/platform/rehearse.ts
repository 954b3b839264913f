// A kiosk that is not one: it answers as the real one would, with an invented day. The page's address
// says what to show, such as `?verdict=full&lang=nl&stay#/door`, for looking at a screen at leisure.

import type { BoardPhase } from "../shared/types/BoardPhase";
import type { BoardView } from "../shared/types/BoardView";
import type { CameraView } from "../shared/types/CameraView";
import type { ClosedReason } from "../shared/types/ClosedReason";
import type { DoorView } from "../shared/types/DoorView";
import type { DoublesAnswer } from "../shared/types/DoublesAnswer";
import type { HubView } from "../shared/types/HubView";
import type { PadAnswer } from "../shared/types/PadAnswer";
import type { PadView } from "../shared/types/PadView";
import type { SampleView } from "../shared/types/SampleView";
import type { SettingsAnswer } from "../shared/types/SettingsAnswer";
import type { ShownCode } from "../shared/types/ShownCode";
import type { StickAnswer } from "../shared/types/StickAnswer";
import type { StickView } from "../shared/types/StickView";
import type { Host, HostEvents, Stop } from "./host";
import { picture } from "./rehearsal/picture";
import {
  at,
  CITY,
  EVENT,
  GATES,
  LANGUAGES,
  roomsAt,
  SESSIONS,
  VENUE,
  ZONE,
} from "./rehearsal/programme";
import { RehearsedStaff } from "./rehearsal/staff";
import { RehearsedSticks } from "./rehearsal/sticks";
import { TICKETS, VERDICTS, verdictView } from "./rehearsal/verdicts";

const FRAME_MS = 66;

/** What the address asks for. */
export interface Wish {
  camera: CameraView;
  closed: ClosedReason | null;
  /** A verdict to show from the start. */
  verdict: string | null;
  lang: string | null;
  /** Verdicts stay. */
  stay: boolean;
  hint: string | null;
  drag: boolean;
  rehearsal: boolean;
  /** There are tickets to try. */
  samples: boolean;
  phase: BoardPhase["phase"];
  /** What the clock reads at the start: `08:50`. */
  time: string;
  languages: string[];
  sessions: "some" | "none";
  rooms: number;
  /** Somebody has a PIN already: 170529. */
  staff: boolean;
  /** How it stands with a central platform; none where it works on its own. */
  hub: HubView | null;
}

export const USUAL: Wish = {
  camera: "watching",
  closed: null,
  verdict: null,
  lang: null,
  stay: false,
  hint: null,
  drag: false,
  rehearsal: true,
  samples: true,
  phase: "running",
  time: "08:50",
  languages: LANGUAGES,
  sessions: "some",
  rooms: 6,
  staff: true,
  hub: null,
};

type Ears = { [Name in keyof HostEvents]: Set<(payload: HostEvents[Name]) => void> };

export class Rehearsal implements Host {
  /** Everything the screen asked for, for tests to look at. */
  readonly shown: ShownCode[] = [];
  readonly paintedNumbers: number[] = [];
  boards = 0;
  readonly staff: RehearsedStaff;
  readonly sticks = new RehearsedSticks();

  #gate = GATES[0]!;
  #number = 0;
  #onPicture: ((jpeg: ArrayBuffer) => void) | null = null;
  readonly #began = performance.now();
  readonly #ears: Ears = {
    door: new Set(),
    verdict: new Set(),
    hint: new Set(),
    board: new Set(),
    drag: new Set(),
  };

  readonly wish: Wish;

  constructor(wish: Wish = USUAL) {
    this.wish = { ...wish };
    this.staff = new RehearsedStaff(wish.staff);
  }

  static fromAddress(search: string): Rehearsal {
    const asked = new URLSearchParams(search);
    const wish: Record<string, unknown> = { ...USUAL };
    for (const [name, value] of asked) {
      if (name === "languages") wish[name] = value.split(",");
      else if (name === "rooms") wish[name] = Number(value);
      else if (value === "no") wish[name] = false;
      else wish[name] = value === "" ? true : value;
    }
    const host = new Rehearsal(wish as unknown as Wish);
    Object.assign(window, { rehearsal: host });
    return host;
  }

  #now(): number {
    return at(this.wish.time) + performance.now() - this.#began;
  }

  doorView(): Promise<DoorView> {
    const { camera, closed, languages, rehearsal, samples, sessions } = this.wish;
    const now = this.#now();
    return Promise.resolve({
      state: closed === null ? { state: "open" } : { state: "closed", reason: closed },
      gate: this.#gate,
      languages,
      now,
      sessions: sessions === "none" ? [] : SESSIONS.filter((session) => session.end > now),
      camera,
      rehearsal,
      samples,
      staff: this.staff.signedIn,
      hub: this.wish.hub,
    });
  }

  async showCode(code: ShownCode): Promise<void> {
    this.shown.push(code);
    if (this.staff.signedIn) return this.tell("hint", { id: "hint-staff", args: {} });
    const text = code.way === "scanner" ? code.by_position : code.text;
    if (text.length < 4) return this.tell("hint", { id: "hint-too-short", args: {} });
    const asked = text.replace(/^SAMPLE-/, "").toLowerCase();
    this.decide(VERDICTS.includes(asked) ? asked : "unknown");
  }

  /** Shows a verdict, as after a scan. */
  decide(verdict: string, lang: string | null = this.wish.lang): void {
    this.#number += 1;
    const view = verdictView(verdict, this.#number, lang);
    this.tell("verdict", this.wish.stay ? { ...view, show_ms: 600_000 } : view);
  }

  async preview(onPicture: (jpeg: ArrayBuffer) => void): Promise<void> {
    this.#onPicture = onPicture;
    await this.previewShown();
  }

  previewShown(): Promise<void> {
    setTimeout(async () => {
      if (this.wish.camera === "watching") this.#onPicture?.(await picture(performance.now()));
    }, FRAME_MS);
    return Promise.resolve();
  }

  samples(): Promise<SampleView> {
    return Promise.resolve({ gates: [...GATES], tickets: [...TICKETS] });
  }

  async standAt(gate: string): Promise<void> {
    this.#gate = GATES.find(({ id }) => id === gate) ?? this.#gate;
    this.tell("door", await this.doorView());
  }

  boardView(): Promise<BoardView> {
    const now = this.#now();
    const { phase, rooms, languages, rehearsal } = this.wish;
    const phases: Record<string, BoardPhase> = {
      before: { phase: "before", first: at("09:30") },
      day_over: { phase: "day_over", next: at("09:30") + 86_400_000 },
    };
    return Promise.resolve({
      venue: VENUE,
      city: CITY,
      zone: ZONE,
      events: [EVENT],
      languages: languages.slice(0, 3),
      phase: phases[phase] ?? ({ phase } as BoardPhase),
      rooms: phase === "running" ? roomsAt(now).slice(0, rooms) : [],
      now,
      rehearsal,
    });
  }

  openBoard(): Promise<void> {
    this.boards += 1;
    return Promise.resolve();
  }

  painted(number: number): Promise<void> {
    this.paintedNumbers.push(number);
    return Promise.resolve();
  }

  staffPad(): Promise<PadView> {
    return Promise.resolve(this.staff.pad());
  }

  async staffSignIn(pin: string): Promise<PadAnswer> {
    const answer = this.staff.signIn(pin, this.#gate.id);
    this.tell("door", await this.doorView());
    return answer;
  }

  async staffBegin(name: string, pin: string): Promise<SettingsAnswer> {
    const answer = this.staff.begin(name, pin, this.#gate.id);
    this.tell("door", await this.doorView());
    return answer;
  }

  staffSettings(): Promise<SettingsAnswer> {
    return Promise.resolve(this.staff.settings(this.#gate.id));
  }

  staffDoubles(): Promise<DoublesAnswer> {
    return Promise.resolve(this.staff.lookAtDoubles());
  }

  staffAdd(name: string, pin: string): Promise<SettingsAnswer> {
    return Promise.resolve(this.staff.add(name, pin, this.#gate.id));
  }

  staffRemove(person: number): Promise<SettingsAnswer> {
    return Promise.resolve(this.staff.remove(person, this.#gate.id));
  }

  async staffStandAt(gate: string): Promise<SettingsAnswer> {
    if (this.staff.signedIn) await this.standAt(gate);
    return this.staff.settings(this.#gate.id);
  }

  async staffJoin(address: string, code: string): Promise<SettingsAnswer> {
    const answer = this.staff.join(address, code, this.#gate.id);
    if (answer.refusal === null) {
      const args = { hub: { type: "words" as const, value: "Rehearsal" } };
      const said = { id: "hub-not-filled", args };
      this.wish.hub = { mood: "waiting", said, more: [], filling: null };
    }
    this.tell("door", await this.doorView());
    return answer;
  }

  staffSticks(): Promise<StickView[]> {
    return Promise.resolve(this.sticks.there);
  }

  staffStickWrite(stick: string): Promise<StickAnswer> {
    return Promise.resolve(this.sticks.write(stick));
  }

  async staffStickTake(stick: string, compared: string | null): Promise<StickAnswer> {
    const answer = this.sticks.take(stick, compared);
    this.tell("door", await this.doorView());
    return answer;
  }

  staffTouch(): Promise<void> {
    this.staff.touches += 1;
    return Promise.resolve();
  }

  async staffLeave(): Promise<void> {
    this.staff.signedIn = false;
    this.tell("door", await this.doorView());
  }

  listen<Name extends keyof HostEvents>(
    name: Name,
    heard: (payload: HostEvents[Name]) => void,
  ): Promise<Stop> {
    this.#ears[name].add(heard);
    this.#begin(name);
    return Promise.resolve(() => this.#ears[name].delete(heard));
  }

  tell<Name extends keyof HostEvents>(name: Name, payload: HostEvents[Name]): void {
    for (const heard of this.#ears[name]) heard(payload);
  }

  /** What the address wants to see at once. */
  #begin(name: keyof HostEvents): void {
    const { verdict, hint, drag } = this.wish;
    if (name === "verdict" && verdict !== null) setTimeout(() => this.decide(verdict));
    if (name === "hint" && hint !== null)
      setTimeout(() => this.tell("hint", { id: hint, args: {} }));
    if (name === "drag" && drag) setTimeout(() => this.tell("drag", { over: true }));
  }
}
