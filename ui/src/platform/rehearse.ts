// A kiosk that is not one: it answers as the real one would, with an invented day. The page's address
// says what to show, such as `?verdict=full&lang=nl&stay#/door` or `#/board?room&changed`, for looking
// at a screen at leisure.

import type { BoardPhase } from "../shared/types/BoardPhase";
import type { BoardView } from "../shared/types/BoardView";
import type { CameraView } from "../shared/types/CameraView";
import type { ClockView } from "../shared/types/ClockView";
import type { ClosedReason } from "../shared/types/ClosedReason";
import type { DayAnswer } from "../shared/types/DayAnswer";
import type { DayWord } from "../shared/types/DayWord";
import type { DoorView } from "../shared/types/DoorView";
import type { DoublesAnswer } from "../shared/types/DoublesAnswer";
import type { HubView } from "../shared/types/HubView";
import type { PadAnswer } from "../shared/types/PadAnswer";
import type { PadView } from "../shared/types/PadView";
import type { ProgrammeView } from "../shared/types/ProgrammeView";
import type { ProgrammeWish } from "../shared/types/ProgrammeWish";
import type { PaintedView } from "../shared/types/PaintedView";
import type { SampleView } from "../shared/types/SampleView";
import type { ScreensAnswer } from "../shared/types/ScreensAnswer";
import type { SessionView } from "../shared/types/SessionView";
import type { SettingsAnswer } from "../shared/types/SettingsAnswer";
import type { ShownCode } from "../shared/types/ShownCode";
import type { StickAnswer } from "../shared/types/StickAnswer";
import type { StickView } from "../shared/types/StickView";
import type { Host, HostEvents, Stop } from "./host";
import {
  announcements,
  BOARDS,
  emergencies,
  PARTNERS,
  phaseOf,
  shows,
  type Kind,
} from "./rehearsal/boards";
import { RehearsedDay } from "./rehearsal/day";
import { listing } from "./rehearsal/listing";
import { picture } from "./rehearsal/picture";
import { at, CITY, EVENT, GATES, heldOn, LANGUAGES, VENUE, ZONE } from "./rehearsal/programme";
import { RehearsedScreens } from "./rehearsal/screens";
import { RehearsedStaff } from "./rehearsal/staff";
import { RehearsedSticks } from "./rehearsal/sticks";
import { TICKETS, VERDICTS, verdictView } from "./rehearsal/verdicts";

const FRAME_MS = 66;
/** For how long a dark screen says that it is dark. */
const NIGHT_MS = 10 * 3_600_000;

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
  /** Which board the window shows. */
  board: Kind;
  /** Of which room, where it is a room's. */
  room: string;
  /** Something was said of the day. */
  changed: boolean;
  /** How many announcements there are. */
  announcements: number;
  /** An emergency: `plain`, `words` or `long`; none for `null`. */
  emergency: string | null;
  /** How many minutes old the lists are; 0 when they are new. */
  age: number;
  /** It is outside of the screen's hours. */
  dark: boolean;
  /** How many partners there are. */
  partners: number;
  /** Whether the kiosk's clock is right. */
  clock: ClockView["clock"];
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
  board: "lobby",
  room: "workshop",
  changed: false,
  announcements: 0,
  emergency: null,
  age: 0,
  dark: false,
  partners: 0,
  clock: "right",
  staff: true,
  hub: null,
};

const CLOCKS: Readonly<Record<ClockView["clock"], ClockView>> = {
  right: { clock: "right" },
  corrected: { clock: "corrected", hub: "Maison" },
  wrong: { clock: "wrong" },
};

type Ears = { [Name in keyof HostEvents]: Set<(payload: HostEvents[Name]) => void> };

export class Rehearsal implements Host {
  /** Everything the screen asked for, for tests to look at. */
  readonly shown: ShownCode[] = [];
  readonly paintedNumbers: number[] = [];
  /** What was asked of the programme. */
  readonly asked: ProgrammeWish[] = [];
  readonly paintedPages: PaintedView[] = [];
  boards = 0;
  /** How often a visitor's touch was told. */
  touches = 0;
  readonly staff: RehearsedStaff;
  readonly sticks = new RehearsedSticks();
  readonly day: RehearsedDay;
  readonly screens = new RehearsedScreens();

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
    this.day = new RehearsedDay(wish.languages);
  }

  /** What the address asks for: `?…` before or after the screen's name, `#/board?room` for short. */
  static fromAddress(search: string, hash = ""): Rehearsal {
    const after = hash.includes("?") ? hash.slice(hash.indexOf("?")) : "";
    const asked = [...new URLSearchParams(search), ...new URLSearchParams(after)];
    const wish: Record<string, unknown> = { ...USUAL };
    for (const [name, value] of asked) {
      if (BOARDS.some((kind) => kind === name) && value === "") wish["board"] = name;
      else if (name === "languages") wish[name] = value.split(",");
      else if (typeof USUAL[name as keyof Wish] === "number") wish[name] = Number(value || 1);
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

  #sessions(now: number): SessionView[] {
    const held = heldOn(this.wish.changed).map(({ session }) => session);
    return held.filter(({ end }) => end > now).sort((a, b) => a.start - b.start);
  }

  doorView(): Promise<DoorView> {
    const { camera, emergency, languages, rehearsal, samples, sessions } = this.wish;
    const closed = emergency === null ? this.wish.closed : "emergency";
    const now = this.#now();
    return Promise.resolve({
      state: closed === null ? { state: "open" } : { state: "closed", reason: closed },
      gate: this.#gate,
      languages,
      now,
      sessions: sessions === "none" ? [] : this.#sessions(now),
      camera,
      rehearsal,
      samples,
      staff: this.staff.signedIn,
      emergencies: emergencies(emergency),
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
    const { wish } = this;
    const { languages, rehearsal, changed, rooms, room } = wish;
    return Promise.resolve({
      venue: VENUE,
      city: CITY,
      zone: ZONE,
      events: ["lobby", "room", "programme"].includes(wish.board) ? [EVENT] : [],
      languages: languages.slice(0, 3),
      partners: PARTNERS.slice(0, wish.partners),
      shows: shows(wish.clock === "wrong" ? "by_day" : wish.board, now, {
        phase: phaseOf(wish.phase),
        changed,
        rooms,
        room,
      }),
      announcements: announcements(wish.announcements),
      emergencies: emergencies(wish.emergency),
      dark_until: wish.dark && wish.emergency === null ? now + NIGHT_MS : null,
      type_px: null,
      as_of: wish.age === 0 ? null : now - wish.age * 60_000,
      now,
      clock: CLOCKS[wish.clock],
      rehearsal,
    });
  }

  programme(wish: ProgrammeWish): Promise<ProgrammeView> {
    this.asked.push(wish);
    const { phase, changed } = this.wish;
    return Promise.resolve(listing(wish, this.#now(), phaseOf(phase), changed));
  }

  /** Somebody who touches a dark screen has it. */
  async touched(): Promise<void> {
    this.touches += 1;
    if (!this.wish.dark) return;
    this.wish.dark = false;
    this.tell("board", await this.boardView());
  }

  openBoard(): Promise<void> {
    this.boards += 1;
    return Promise.resolve();
  }

  painted(number: number): Promise<void> {
    this.paintedNumbers.push(number);
    return Promise.resolve();
  }

  paints(painted: PaintedView): Promise<void> {
    this.paintedPages.push(painted);
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

  staffDay(): Promise<DayAnswer> {
    return Promise.resolve(this.day.answer(this.staff.signedIn, this.#now()));
  }

  staffSay(word: DayWord): Promise<DayAnswer> {
    return Promise.resolve(this.day.say(this.staff.signedIn, this.#now(), word));
  }

  staffScreens(): Promise<ScreensAnswer> {
    return Promise.resolve(this.screens.answer(this.staff.signedIn));
  }

  staffScreenShows(monitor: string, shows: string): Promise<ScreensAnswer> {
    return Promise.resolve(this.screens.choose(this.staff.signedIn, monitor, shows));
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
