// What the screen behind the PIN knows: what was typed, and what the kiosk said. Whether a PIN is
// right, how long to wait and who may change what is decided there, not here.

import { IDLE_MS } from "../door/idle.svelte";
import type { Host } from "../platform/host";
import type { DoublesAnswer } from "../shared/types/DoublesAnswer";
import type { Notice } from "../shared/types/Notice";
import type { SettingsAnswer } from "../shared/types/SettingsAnswer";
import type { SettingsView } from "../shared/types/SettingsView";
import { Day } from "./day.svelte";
import { Draft, PIN_LEAST, PIN_MOST } from "./draft.svelte";
import { Joining } from "./joining.svelte";
import { Screens } from "./screens.svelte";
import { Stick } from "./stick.svelte";

/**
 * What is to be seen: nothing yet, the PIN pad, the form for a new person, the settings, the form for
 * joining a central platform, what goes there and back by USB stick, the double admissions, the day, or
 * the machine's screens.
 */
export type Step =
  "opening" | "pad" | "new" | "settings" | "join" | "stick" | "doubles" | "day" | "screens";

/** As long as the kiosk itself keeps somebody signed in who touches nothing. */
export const STAFF_IDLE_MS = 120_000;

/** Whom it tells. */
export interface Listener {
  /** It is over: the door is to be seen again. */
  left(): void;
  /** Something else is to be seen, which may have more time. */
  stepped(): void;
}

export class Staff {
  step: Step = $state("opening");
  /** The new person is the very first. */
  first = $state(false);
  digits = $state("");
  busy = $state(false);
  notice: Notice | null = $state.raw(null);
  /** Seconds for which no PIN is looked at. */
  waitLeft = $state(0);
  settings: SettingsView | null = $state.raw(null);
  /** Whom somebody is asked about: whether they are to be removed. */
  removing: number | null = $state(null);
  readonly draft = new Draft();
  readonly joining = new Joining();
  readonly stick: Stick;
  readonly day: Day;
  readonly screens: Screens;
  /** Whom the door should not have let in, as far as somebody asked for it. */
  doubles: DoublesAnswer | null = $state.raw(null);

  #waitTimer: ReturnType<typeof setTimeout> | undefined;
  /** Which visit it is: an answer to the one before is for nobody. */
  #visit = 0;

  constructor(
    readonly host: Host,
    readonly listener: Listener,
  ) {
    this.stick = new Stick(host, () => listener.left());
    this.screens = new Screens(host, () => listener.left());
    this.day = new Day(
      host,
      () => listener.left(),
      () => listener.stepped(),
    );
  }

  get signedIn(): boolean {
    return this.settings !== null;
  }

  /** How long nothing need be touched. Whoever only looks at the pad keeps others from the door. */
  get idleMs(): number {
    return this.step === "pad" || this.step === "opening" ? IDLE_MS : STAFF_IDLE_MS;
  }

  open(): void {
    this.#forget();
    void this.#ask(async () => {
      const visit = this.#visit;
      const pad = await this.host.staffPad();
      if (visit !== this.#visit) return;
      this.first = pad.first;
      this.#wait(pad.wait_ms);
      this.#go(pad.first ? "new" : "pad");
    }, "pad");
  }

  /** The room is closed, by whomever: the kiosk has to know, because its door waits. */
  close(): void {
    this.#forget();
    void this.host.staffLeave();
  }

  touched(): void {
    if (this.signedIn) void this.host.staffTouch();
  }

  type(characters: string): void {
    if (this.step === "new") this.draft.type(characters);
    if (this.step === "day") this.day.writing.type(characters);
    if (this.step === "join" && !this.busy) this.joining.type(characters);
    if (this.step !== "pad" || this.waitLeft > 0 || this.busy) return;
    this.digits = (this.digits + characters.replace(/\D/g, "")).slice(0, PIN_MOST);
    this.notice = null;
  }

  erase(): void {
    if (this.step === "new") this.draft.erase();
    else if (this.step === "join") this.joining.erase();
    else if (this.step === "day") this.day.writing.erase();
    else this.digits = this.digits.slice(0, -1);
  }

  async signIn(): Promise<void> {
    if (this.busy || this.waitLeft > 0 || this.digits === "") return;
    if (this.digits.length < PIN_LEAST) {
      this.#say("staff-refused-pin-length");
      return;
    }
    const pin = this.digits;
    this.digits = "";
    await this.#ask(async () => {
      const visit = this.#visit;
      const answer = await this.host.staffSignIn(pin);
      if (visit !== this.#visit) return void this.host.staffLeave();
      if (answer.answer === "welcome") {
        this.settings = answer.settings;
        this.notice = null;
        this.#go("settings");
      } else if (answer.answer === "unrecorded") {
        this.#say("staff-unrecorded");
      } else {
        this.#say("staff-pin-wrong");
        this.#wait(answer.wait_ms);
      }
    }, "pad");
  }

  /** Opens the form for one more person. */
  another(): void {
    this.first = false;
    this.removing = null;
    this.notice = null;
    this.draft.clear();
    this.#go("new");
  }

  /** Goes back from the form: to the settings, or to the door where there are none yet. */
  back(): void {
    this.draft.clear();
    this.joining.clear();
    this.stick.close();
    this.day.close();
    this.screens.close();
    this.doubles = null;
    this.notice = null;
    if (this.signedIn) this.#go("settings");
    else this.listener.left();
  }

  /** On to the next line of the form, or done with it. */
  async next(): Promise<void> {
    if (this.draft.next()) return;
    if (this.draft.pin !== this.draft.again) {
      this.draft.repeat();
      this.#say("staff-refused-pin-differs");
      return;
    }
    const { name, pin } = this.draft;
    const asked = this.first
      ? () => this.host.staffBegin(name, pin)
      : () => this.host.staffAdd(name, pin);
    await this.#change(asked);
    if (this.notice !== null) this.draft.refused(this.notice.id);
  }

  /** Opens what goes to a central platform and back by USB stick. */
  byStick(): void {
    this.removing = null;
    this.notice = null;
    this.#go("stick");
  }

  /** Opens the double admissions. */
  async lookAtDoubles(): Promise<void> {
    this.removing = null;
    await this.#ask(async () => {
      const visit = this.#visit;
      const answer = await this.host.staffDoubles();
      if (visit !== this.#visit) return void this.host.staffLeave();
      this.notice = answer.refusal;
      if (answer.refusal !== null) return;
      if (answer.doubles === null) return this.listener.left();
      this.doubles = answer;
      this.#go("doubles");
    }, this.step);
  }

  /** Opens the day, to say what becomes of it. */
  async theDay(): Promise<void> {
    this.removing = null;
    const visit = this.#visit;
    if (this.busy) return;
    this.busy = true;
    const there = await this.day.look();
    if (visit !== this.#visit) return;
    this.busy = false;
    this.notice = this.day.notice;
    if (there) this.#go("day");
  }

  /** Opens the machine's screens, to choose what each shows. */
  async theScreens(): Promise<void> {
    this.removing = null;
    const visit = this.#visit;
    if (this.busy) return;
    this.busy = true;
    const there = await this.screens.look();
    if (visit !== this.#visit) return;
    this.busy = false;
    this.notice = there ? null : this.screens.notice;
    if (there) this.#go("screens");
  }

  /** Opens the form for joining a central platform. */
  joinOne(): void {
    this.removing = null;
    this.notice = null;
    this.joining.clear();
    this.#go("join");
  }

  /** On to the code, or joins with what was typed. */
  async join(): Promise<void> {
    if (this.busy || this.joining.next()) return;
    this.notice = null;
    const { address, code } = this.joining;
    await this.#change(() => this.host.staffJoin(address, code));
    if (this.notice !== null) this.joining.refused((this.notice as Notice).id);
  }

  /** Something that the settings show is otherwise. */
  async changed(): Promise<void> {
    const visit = this.#visit;
    const { settings } = await this.host.staffSettings();
    if (visit === this.#visit && this.signedIn && settings !== null) this.settings = settings;
  }

  async remove(person: number): Promise<void> {
    this.removing = null;
    await this.#change(() => this.host.staffRemove(person));
  }

  async standAt(gate: string): Promise<void> {
    await this.#change(() => this.host.staffStandAt(gate));
  }

  async #change(asked: () => Promise<SettingsAnswer>): Promise<void> {
    await this.#ask(async () => {
      const visit = this.#visit;
      const { settings, refusal } = await asked();
      if (visit !== this.#visit) return void this.host.staffLeave();
      this.notice = refusal;
      if (settings === null && refusal === null) return this.listener.left();
      if (settings === null) return;
      this.settings = settings;
      if (refusal !== null) return;
      this.draft.clear();
      this.joining.clear();
      this.first = false;
      this.#go("settings");
    }, this.step);
  }

  /** Asks the kiosk something, one thing at a time. */
  async #ask(work: () => Promise<void>, otherwise: Step): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const visit = this.#visit;
    try {
      await work();
    } catch (error) {
      console.error("the kiosk did not answer", error);
      if (visit === this.#visit) {
        this.#say("staff-unrecorded");
        this.#go(otherwise);
      }
    } finally {
      if (visit === this.#visit) this.busy = false;
    }
  }

  #say(id: string): void {
    this.notice = { id, args: {} };
  }

  #go(step: Step): void {
    this.step = step;
    this.listener.stepped();
  }

  /** Counts down until the next PIN is looked at. */
  #wait(ms: number): void {
    clearTimeout(this.#waitTimer);
    this.waitLeft = Math.ceil(ms / 1_000);
    if (this.waitLeft > 0) this.#waitTimer = setTimeout(() => this.#wait(ms - 1_000), 1_000);
  }

  #forget(): void {
    this.#visit += 1;
    clearTimeout(this.#waitTimer);
    this.step = "opening";
    this.first = false;
    this.busy = false;
    this.digits = "";
    this.waitLeft = 0;
    this.notice = null;
    this.settings = null;
    this.removing = null;
    this.draft.clear();
    this.joining.clear();
    this.stick.close();
    this.day.close();
    this.screens.close();
    this.doubles = null;
  }
}
