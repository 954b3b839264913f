// Invented screens of an invented machine. What is chosen for them is kept here alone; no window opens.

import type { MonitorView } from "../../shared/types/MonitorView";
import type { ScreenChoice } from "../../shared/types/ScreenChoice";
import type { ScreensAnswer } from "../../shared/types/ScreensAnswer";
import { ROOM_NAMES } from "./programme";

const CHOICES: readonly ScreenChoice[] = [
  ...["door", "lobby", "week", "online", "programme"].map((id) => ({ id, room: null })),
  ...ROOM_NAMES.map(({ id, name }) => ({ id: `room:${id}`, room: { ...name } })),
];

export class RehearsedScreens {
  plugged: MonitorView[] = [
    { id: "HDMI-1", width: 1920, height: 1080, shows: "door", hours: null },
    {
      id: "Imaginary 55",
      width: 2160,
      height: 3840,
      shows: "lobby",
      hours: { from: "07:30", until: "21:00" },
    },
    { id: "Imaginary 55 #2", width: 2160, height: 3840, shows: null, hours: null },
  ];
  /** All that was chosen, for tests to look at. */
  readonly chosen: { monitor: string; shows: string }[] = [];
  /** What stands in the way of choosing, for tests to set. */
  closed: "screens-by-command" | "screens-file-wrong" | null = null;
  /** The notice with which the next choice is refused, for tests to set. */
  refuse: string | null = null;

  answer(signedIn: boolean, refusal: string | null = this.closed): ScreensAnswer {
    if (!signedIn) return { screens: null, choices: [], refusal: null };
    return {
      screens: this.closed === null ? this.plugged : [],
      choices: this.closed === "screens-by-command" ? [] : [...CHOICES],
      refusal: refusal === null ? null : { id: refusal, args: {} },
    };
  }

  choose(signedIn: boolean, monitor: string, shows: string): ScreensAnswer {
    const { refuse } = this;
    this.refuse = null;
    if (!signedIn || this.closed !== null || refuse !== null) {
      return this.answer(signedIn, this.closed ?? refuse);
    }
    this.chosen.push({ monitor, shows });
    this.plugged = this.plugged.map((one) => (one.id === monitor ? { ...one, shows } : one));
    return this.answer(signedIn);
  }
}
