import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Rehearsal, USUAL, type Wish } from "../platform/rehearse";
import { SESSIONS } from "../platform/rehearsal/programme";
import { verdictView } from "../platform/rehearsal/verdicts";
import type { PaintedView } from "../shared/types/PaintedView";
import { strokeFor, US } from "../testing/typist";
import { Door, UNCLOSABLE_MS } from "./door.svelte";
import DoorScreen from "./DoorScreen.svelte";

let host: Rehearsal;
let app: Record<string, unknown>;

async function open(wish: Partial<Wish> = {}): Promise<void> {
  host = new Rehearsal({ ...USUAL, camera: "missing", ...wish });
  const door = new Door(host, await host.doorView());
  app = mount(DoorScreen, { target: document.body, props: { door } });
  await door.start();
  await settle();
}

async function settle(): Promise<void> {
  flushSync();
  await vi.advanceTimersByTimeAsync(0);
  await tick();
}

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  await unmount(app);
  vi.useRealTimers();
});

const find = (selector: string): HTMLElement | null => document.querySelector(selector);

function get(selector: string): HTMLElement {
  const found = find(selector);
  if (found === null) throw new Error(`There is no ${selector}.`);
  return found;
}

async function press(selector: string): Promise<void> {
  get(selector).click();
  await settle();
}

function key(type: "keydown" | "keyup", code: string, key: string, shiftKey = false): boolean {
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent(type, { code, key, shiftKey, bubbles: true, cancelable: true });
  return target.dispatchEvent(event);
}

/** Types as a US keyboard would. Says for each key whether it did what it usually does. */
async function type(text: string, gap: number, end = true): Promise<boolean[]> {
  const done: boolean[] = [];
  for (const character of text) {
    const stroke = strokeFor(character, US);
    done.push(key("keydown", stroke.code, stroke.key, stroke.shift));
    key("keyup", stroke.code, stroke.key, stroke.shift);
    await vi.advanceTimersByTimeAsync(gap);
  }
  if (end) {
    done.push(key("keydown", "Enter", "Enter"));
    key("keyup", "Enter", "Enter");
  }
  await vi.advanceTimersByTimeAsync(200);
  await settle();
  return done;
}

describe("the door, waiting", () => {
  it("speaks the place's language, and another when asked", async () => {
    await open();
    expect(document.documentElement.lang).toBe("fr");
    await press("#language-nl");
    expect(document.documentElement.lang).toBe("nl");
    expect(get("#language-nl").getAttribute("aria-pressed")).toBe("true");
    expect(get("#type-code").textContent).toContain("Code typen");
  });

  it("goes back to the place's language, after a warning that can be answered", async () => {
    await open();
    await press("#language-nl");
    await vi.advanceTimersByTimeAsync(26_000);
    expect(get("[data-idle]").textContent).toContain("Ben je er nog?");
    await press("#idle-stay");
    expect(find("[data-idle]")).toBeNull();
    await vi.advanceTimersByTimeAsync(44_000);
    expect(document.documentElement.lang).toBe("nl");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(document.documentElement.lang).toBe("fr");
  });

  it("says kindly that there is no camera", async () => {
    await open();
    expect(get("[data-camera=missing]").textContent).toContain("Pas de caméra");
    expect(get("h2").textContent).toContain("Tapez le code");
  });

  it("marks what is on and what is cancelled, in words", async () => {
    await open({ time: "10:20" });
    const cancelled = get("[data-session=s5]");
    expect(cancelled.querySelector("s")).not.toBeNull();
    expect(cancelled.textContent).toContain("Annulé");
    expect(get("[data-session=s4]").textContent).toContain("En cours");
  });

  it("shows hints", async () => {
    await open();
    host.tell("hint", { id: "hint-no-code", args: {} });
    await settle();
    expect(get("[data-hint=hint-no-code]").textContent).toContain("Pas de code");
  });
});

describe("a scan", () => {
  it("is handed in with both readings, and presses nothing", async () => {
    await open();
    const pressed = vi.fn();
    get("#call-someone").addEventListener("click", pressed);
    get("#call-someone").focus();
    const done = await type("SAMPLE-FULL", 8);
    expect(host.shown).toEqual([
      { way: "scanner", by_position: "SAMPLE-FULL", by_layout: "SAMPLE-FULL" },
    ]);
    expect(pressed).not.toHaveBeenCalled();
    expect(done.at(-1)).toBe(false);
    expect(find("[data-verdict=full]")).not.toBeNull();
  });

  it("leaves nothing in the line for typed codes", async () => {
    await open();
    await press("#type-code");
    await type("SAMPLE-UNKNOWN", 8);
    expect(host.shown).toHaveLength(1);
    expect(find("[data-screen=typing]")).toBeNull();
  });

  it("does not keep the screen from going back to the place's language", async () => {
    await open();
    await press("#language-nl");
    await type("SAMPLE-FULL", 8);
    await vi.advanceTimersByTimeAsync(30_000);
    await type("SAMPLE-FULL", 8);
    await vi.advanceTimersByTimeAsync(16_000);
    expect(document.documentElement.lang).toBe("fr");
  });
});

describe("typing a code", () => {
  it("works by touch", async () => {
    await open();
    await press("#type-code");
    for (const letter of "LCQ7") await press(`[data-key="${letter}"]`);
    await press("#key-backspace");
    await press('[data-key="K"]');
    expect((get("#typed-code") as HTMLInputElement).value).toBe("LCQK");
    await press("#key-done");
    expect(host.shown).toEqual([{ way: "typed", text: "LCQK" }]);
  });

  it("works by hand on a keyboard, at a person's pace", async () => {
    await open();
    await press("#type-code");
    await type("ab3", 140, false);
    expect((get("#typed-code") as HTMLInputElement).value).toBe("AB3");
  });

  it("opens no keyboard of the system's", async () => {
    await open();
    await press("#type-code");
    expect(get("#typed-code").getAttribute("inputmode")).toBe("none");
    expect((get("#typed-code") as HTMLInputElement).readOnly).toBe(true);
  });
});

describe("a verdict", () => {
  it("is announced, in the attendee's language, and goes by itself", async () => {
    await open();
    host.decide("admitted", "es");
    await settle();
    expect(get("[data-screen=verdict]").lang).toBe("es");
    expect(document.documentElement.lang).toBe("es");
    expect(get("[role=alert]").textContent).toContain("Adelante");
    expect(get("[data-next]").textContent).toContain("08:45");
    await vi.advanceTimersByTimeAsync(3_500);
    expect(find("[data-screen=verdict]")).toBeNull();
    expect(document.documentElement.lang).toBe("fr");
  });

  it.each([
    { number: 2, running: false, says: "Votre prochaine session" },
    { number: 2, running: true, says: "Votre session a commencé" },
    { number: 3, running: false, says: "À suivre" },
    { number: 3, running: true, says: "En ce moment" },
  ])("says of session $number, running: $running, “$says”", async ({ number, running, says }) => {
    await open();
    const session = SESSIONS[number]!;
    host.tell("verdict", { ...verdictView("admitted", 1, null), next: { session, running } });
    await settle();
    expect(get("[data-next] .label").textContent).toBe(says);
  });

  it("is reported as painted", async () => {
    await open();
    host.decide("full");
    await settle();
    await vi.advanceTimersByTimeAsync(100);
    expect(host.paintedNumbers).toEqual([1]);
  });

  it("gives way to the next at once, which has its whole time", async () => {
    await open();
    host.decide("full");
    await vi.advanceTimersByTimeAsync(3_000);
    host.decide("unpaid");
    await settle();
    expect(get("[data-screen=verdict]").dataset["verdict"]).toBe("unpaid");
    await vi.advanceTimersByTimeAsync(3_000);
    expect(find("[data-verdict=unpaid]")).not.toBeNull();
    await vi.advanceTimersByTimeAsync(600);
    expect(find("[data-screen=verdict]")).toBeNull();
  });

  it("can be closed, but not by a tap that was meant for what was there before", async () => {
    await open();
    host.decide("full");
    await settle();
    await press("[data-screen=verdict]");
    expect(find("[data-screen=verdict]")).not.toBeNull();
    await vi.advanceTimersByTimeAsync(UNCLOSABLE_MS);
    key("keydown", "Escape", "Escape");
    await settle();
    expect(find("[data-screen=verdict]")).toBeNull();
  });

  it("gives the focus back to where it was", async () => {
    await open();
    get("#language-nl").focus();
    host.decide("full");
    await settle();
    await vi.advanceTimersByTimeAsync(3_600);
    await settle();
    expect(document.activeElement?.id).toBe("language-nl");
  });
});

describe("a closed door", () => {
  it("says so in every language of the place, and keeps saying it", async () => {
    await open({ closed: "disk_full" });
    await vi.advanceTimersByTimeAsync(120_000);
    const closed = get("[data-screen=closed]").textContent ?? "";
    for (const words of ["Fermé", "Even gesloten", "Closed for now", "Cerrado", "Fechado"]) {
      expect(closed).toContain(words);
    }
  });
});

describe("an emergency", () => {
  it("has the door's screen, covers what was decided, and lets staff alone past it", async () => {
    await open({ emergency: "words" });
    host.decide("admitted");
    await settle();
    expect(find("[data-verdict]")).toBeNull();
    expect(get("[role=alert]").textContent).toContain("Quittez le bâtiment");
    expect(get("[data-screen=emergency]").dataset["closed"]).toBe("emergency");
    await press("#staff-open");
    expect(find("[data-screen=emergency]")).toBeNull();
    expect(find("[data-screen=pin]")).not.toBeNull();
  });
});

describe("a rehearsal", () => {
  it("tries a ticket at its own gate", async () => {
    await open();
    await press("#samples-open");
    await press("[data-sample-verdict=full]");
    expect(get("[data-gate]").dataset["gate"]).toBe("workshop");
    expect(host.shown).toEqual([{ way: "sample", text: "SAMPLE-FULL" }]);
    expect(find("[data-verdict=full]")).not.toBeNull();
  });

  it("opens the lobby's board", async () => {
    await open();
    await press("#board-open");
    key("keydown", "F2", "F2");
    expect(host.boards).toBe(2);
  });

  it("offers no tickets where there are none, but the board", async () => {
    await open({ samples: false });
    expect(find("#samples-open")).toBeNull();
    await press("#board-open");
    expect(host.boards).toBe(1);
  });

  it("is not offered when it is none", async () => {
    await open({ rehearsal: false });
    expect(find("[data-rehearsal]")).toBeNull();
    key("keydown", "F2", "F2");
    expect(host.boards).toBe(0);
  });
});

describe("a door tells the kiosk", () => {
  const said = async (): Promise<PaintedView> => {
    await vi.advanceTimersByTimeAsync(100);
    return host.paintedPages.at(-1)!;
  };

  it("that it is there, and again while nothing changes", async () => {
    await open();
    expect(await said()).toMatchObject({ shows: "door", wrong: [], emergencies: [] });
    const before = host.paintedPages.length;
    await vi.advanceTimersByTimeAsync(30_500);
    expect(host.paintedPages.length).toBe(before + 2);
  });

  it.each([
    [{ closed: "disk_full" }, ["closed"]],
    [{ camera: "lost" }, ["camera"]],
    [{ camera: "missing" }, []],
  ] as const)("what is wrong: %o", async (wish, wrong) => {
    await open(wish);
    expect((await said()).wrong).toEqual(wrong);
  });

  it("that it shows an emergency, and that staff stand before it", async () => {
    await open({ emergency: "words" });
    const { emergencies } = await host.doorView();
    const ids = emergencies.map(({ id }) => id);
    expect(await said()).toMatchObject({ shows: "emergency", wrong: [], emergencies: ids });
    await press("#staff-open");
    expect(await said()).toMatchObject({ shows: "staff", wrong: [], emergencies: [] });
  });

  it("nothing of who stands there", async () => {
    await open();
    await press("#language-nl");
    host.decide("admitted");
    expect(await said()).toMatchObject({ shows: "door", language: "fr" });
  });
});
