import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Rehearsal, USUAL, type Wish } from "../platform/rehearse";
import type { PaintedView } from "../shared/types/PaintedView";
import { Board } from "./board.svelte";
import BoardScreen from "./BoardScreen.svelte";
import { TURN_MS } from "./turns";

let host: Rehearsal;
let board: Board;
let app: Record<string, unknown>;

async function open(wish: Partial<Wish> = {}): Promise<void> {
  host = new Rehearsal({ ...USUAL, ...wish });
  board = new Board(host, await host.boardView());
  app = mount(BoardScreen, { target: document.body, props: { board } });
  await board.start();
  flushSync();
  await tick();
}

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  await unmount(app);
  vi.useRealTimers();
});

const text = (selector: string): string =>
  document.querySelector(selector)?.textContent?.replace(/\s+/g, " ").trim() ?? "";

it("shows each room, now and next, by the place's clock", async () => {
  await open();
  expect(text("#clock")).toContain("08:50");
  expect(text("[data-room=workshop]")).toContain("réparer son téléphone");
  expect(text("[data-room=hall]")).toMatch(/Libre jusqu’à 09:30 .*Ouverture de la journée/);
});

it("speaks one language after the other, each text marked with its own", async () => {
  await open({ rooms: 4 });
  const seen = new Set<string>();
  for (let turn = 0; turn < 3; turn += 1) {
    seen.add(document.documentElement.lang);
    const dutchOnly = document.querySelector("[data-session=s7] .title bdi");
    expect(dutchOnly?.getAttribute("lang")).toBe("nl");
    expect(text("[data-session=s7] .tag")).toBe(document.documentElement.lang === "nl" ? "" : "NL");
    await vi.advanceTimersByTimeAsync(TURN_MS);
  }
  expect([...seen]).toEqual(["fr", "nl", "en"]);
});

it("is not touched while nothing changes", async () => {
  await open({ languages: ["fr"], rooms: 4 });
  // The board has looked at itself by then.
  await vi.advanceTimersByTimeAsync(100);
  let touched = 0;
  const observer = new MutationObserver((changes) => (touched += changes.length));
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
  await vi.advanceTimersByTimeAsync(40_000);
  host.tell("board", { ...(await host.boardView()) });
  await tick();
  expect(touched).toBe(0);
  await vi.advanceTimersByTimeAsync(20_100);
  await tick();
  expect(touched).toBe(1);
  expect(text("#clock")).toContain("08:51");
  observer.disconnect();
});

describe("outside of its hours", () => {
  const screen = (): string | undefined =>
    document.querySelector<HTMLElement>("main")?.dataset["screen"];
  const told = (): PaintedView => host.paintedPages.at(-1)!;

  it("a board is dark: nothing is on it, and it says so as nothing wrong", async () => {
    await open({ dark: true, announcements: 1, age: 90 });
    expect(screen()).toBe("dark");
    expect(document.querySelector(".frame")?.childElementCount).toBe(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(told()).toMatchObject({ shows: "dark", wrong: [], dark_until: board.view.dark_until });
    expect(document.querySelector("main")?.dataset["check"]).toBe("ok");
    const said = host.paintedPages.length;
    await vi.advanceTimersByTimeAsync(45_500);
    expect(host.paintedPages.length - said).toBeGreaterThanOrEqual(3);
  });

  it("an emergency lights it, and it is dark again when that has ended", async () => {
    await open({ dark: true });
    host.wish.emergency = "words";
    host.tell("board", await host.boardView());
    await vi.advanceTimersByTimeAsync(100);
    expect(screen()).toBe("emergency");
    expect(document.querySelector("[role=alert]")).not.toBeNull();
    expect(told()).toMatchObject({ shows: "emergency", wrong: [], dark_until: null });
    host.wish.emergency = null;
    host.tell("board", await host.boardView());
    await vi.advanceTimersByTimeAsync(100);
    expect(screen()).toBe("dark");
    expect(document.querySelector(".frame")?.childElementCount).toBe(0);
    host.wish.dark = false;
    host.tell("board", await host.boardView());
    await vi.advanceTimersByTimeAsync(100);
    expect(screen()).toBe("lobby");
    expect(text("#clock")).toContain("08:50");
    expect(told()).toMatchObject({ shows: "lobby", wrong: [], dark_until: null });
  });

  it("what is on it all the same is found", async () => {
    await open({ dark: true });
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    document.querySelector(".frame")?.append(document.createElement("p"));
    await vi.advanceTimersByTimeAsync(15_100);
    expect(told().wrong).toEqual(["stray"]);
  });
});

describe("a board tells the kiosk", () => {
  const last = (): PaintedView => host.paintedPages.at(-1)!;

  it("what it paints, and again while nothing changes", async () => {
    await open({ languages: ["fr"], rooms: 4 });
    await vi.advanceTimersByTimeAsync(100);
    expect(last()).toEqual({
      shows: "lobby",
      width: Math.round(innerWidth * devicePixelRatio),
      height: Math.round(innerHeight * devicePixelRatio),
      language: "fr",
      wrong: [],
      dark_until: null,
      as_of: null,
      emergencies: [],
    });
    const said = host.paintedPages.length;
    await vi.advanceTimersByTimeAsync(45_500);
    expect(host.paintedPages.length - said).toBeGreaterThanOrEqual(3);
  });

  it("what is wrong, as soon as it looks again", async () => {
    await open({ languages: ["fr"], rooms: 4 });
    await vi.advanceTimersByTimeAsync(100);
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    document.querySelector("[data-room=workshop]")?.remove();
    await vi.advanceTimersByTimeAsync(15_100);
    expect(last().wrong).toEqual(["missing"]);
  });

  it.each([
    [{ board: "room", room: "hall" }, "room:hall"],
    [{ board: "week" }, "week"],
    [{ board: "nothing" }, "nothing"],
  ] as const)("which board it is: %o", async (wish, shows) => {
    await open(wish);
    await vi.advanceTimersByTimeAsync(100);
    expect(last().shows).toBe(shows);
  });

  it("that it shows an emergency, when its words are there", async () => {
    await open({ emergency: "words", age: 90 });
    await vi.advanceTimersByTimeAsync(100);
    const [emergency] = board.view.emergencies;
    expect(last()).toMatchObject({ shows: "emergency", emergencies: [emergency!.id], wrong: [] });
    expect(last().as_of).toBe(board.view.as_of);
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    document.querySelector("[role=alert]")?.replaceChildren();
    await vi.advanceTimersByTimeAsync(15_100);
    expect(last()).toMatchObject({ emergencies: [], wrong: ["emergency"] });
  });
});

it("says a cancelled session in words, struck through", async () => {
  await open();
  expect(document.querySelector("[data-session=s5] s")).not.toBeNull();
  expect(text("[data-session=s5]")).toContain("Annulé");
});

it.each([
  ["before", "On commence à 09:30"],
  ["day_over", "La suite à 09:30 le vendredi 17 novembre"],
  ["over", "Merci"],
  ["empty", "Pas de session"],
] as const)("is calm when the day is %s", async (phase, words) => {
  await open({ phase });
  expect(text(".day")).toContain(words);
});

it("turns the page when there are more rooms than fit", async () => {
  await open({ languages: ["fr"], rooms: 6 });
  expect(text(".page")).toBe("1 sur 2");
  const first = text(".day");
  await vi.advanceTimersByTimeAsync(TURN_MS);
  expect(text(".page")).toBe("2 sur 2");
  expect(text(".day")).not.toBe(first);
});
