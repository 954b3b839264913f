// What the screens ask of the kiosk, and what it tells them. Nothing else in the UI knows whether a
// real kiosk or a rehearsal in a browser answers.

import type { BoardView } from "../shared/types/BoardView";
import type { DayAnswer } from "../shared/types/DayAnswer";
import type { DayWord } from "../shared/types/DayWord";
import type { DoorView } from "../shared/types/DoorView";
import type { DoublesAnswer } from "../shared/types/DoublesAnswer";
import type { Notice } from "../shared/types/Notice";
import type { PadAnswer } from "../shared/types/PadAnswer";
import type { PadView } from "../shared/types/PadView";
import type { ProgrammeView } from "../shared/types/ProgrammeView";
import type { ProgrammeWish } from "../shared/types/ProgrammeWish";
import type { PaintedView } from "../shared/types/PaintedView";
import type { SampleView } from "../shared/types/SampleView";
import type { ScreensAnswer } from "../shared/types/ScreensAnswer";
import type { SettingsAnswer } from "../shared/types/SettingsAnswer";
import type { ShownCode } from "../shared/types/ShownCode";
import type { StickAnswer } from "../shared/types/StickAnswer";
import type { StickView } from "../shared/types/StickView";
import type { VerdictView } from "../shared/types/VerdictView";

/** A file is being dragged over the window. */
export interface DragView {
  over: boolean;
}

/** What the kiosk tells of its own accord. */
export interface HostEvents {
  door: DoorView;
  verdict: VerdictView;
  hint: Notice;
  board: BoardView;
  drag: DragView;
}

/** Ends a subscription. */
export type Stop = () => void;

/** The number of no verdict: the window's first picture. */
export const FIRST_PICTURE = 0;

export interface Host {
  doorView(): Promise<DoorView>;
  /** Hands a code in. What comes of it arrives as a `verdict` or a `hint`. */
  showCode(code: ShownCode): Promise<void>;
  /** Asks for the camera's pictures: JPEG, mirrored. More come only as `previewShown` is called. */
  preview(onPicture: (jpeg: ArrayBuffer) => void): Promise<void>;
  /** A picture has been drawn: the next may be sent. */
  previewShown(): Promise<void>;
  samples(): Promise<SampleView>;
  standAt(gate: string): Promise<void>;
  /** What the board of this window shows. */
  boardView(): Promise<BoardView>;
  /** Answers what a visitor asks at the programme to touch. */
  programme(wish: ProgrammeWish): Promise<ProgrammeView>;
  /** A visitor touched this window: outside of its hours they have it for a while. */
  touched(): Promise<void>;
  openBoard(): Promise<void>;
  /** The verdict of this number is on the screen, or the window's first picture. */
  painted(number: number): Promise<void>;
  /** What this window's page paints. One that says nothing for long counts as dead. */
  paints(painted: PaintedView): Promise<void>;
  /** What the PIN pad has to know before anybody types. */
  staffPad(): Promise<PadView>;
  staffSignIn(pin: string): Promise<PadAnswer>;
  /** The very first person makes their PIN. */
  staffBegin(name: string, pin: string): Promise<SettingsAnswer>;
  staffSettings(): Promise<SettingsAnswer>;
  /** The double admissions to look at, which from now on were. */
  staffDoubles(): Promise<DoublesAnswer>;
  /** The day, for whoever may say something of it. */
  staffDay(): Promise<DayAnswer>;
  /** Says something of the day; boards show it as soon as it is recorded. */
  staffSay(word: DayWord): Promise<DayAnswer>;
  /** The machine's screens, and what each shows and could show. */
  staffScreens(): Promise<ScreensAnswer>;
  /** Chooses what a screen shows, by their ids. */
  staffScreenShows(monitor: string, shows: string): Promise<ScreensAnswer>;
  staffAdd(name: string, pin: string): Promise<SettingsAnswer>;
  staffRemove(person: number): Promise<SettingsAnswer>;
  staffStandAt(gate: string): Promise<SettingsAnswer>;
  /** Makes the kiosk one of a central platform's devices. */
  staffJoin(address: string, code: string): Promise<SettingsAnswer>;
  /** The USB sticks that are plugged in. */
  staffSticks(): Promise<StickView[]>;
  /** Writes what goes to the central platform. */
  staffStickWrite(stick: string): Promise<StickAnswer>;
  /** Takes what came from there; `compared` is the fingerprint that somebody compared. */
  staffStickTake(stick: string, compared: string | null): Promise<StickAnswer>;
  /** Whoever is signed in touched something. */
  staffTouch(): Promise<void>;
  /** Whoever is signed in is done: the door goes on. */
  staffLeave(): Promise<void>;
  listen<Name extends keyof HostEvents>(
    name: Name,
    heard: (payload: HostEvents[Name]) => void,
  ): Promise<Stop>;
}
