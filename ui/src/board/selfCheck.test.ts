import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Rehearsal, USUAL, type Wish } from "../platform/rehearse";
import type { Eyes, Finding } from "./selfCheck";
import { findings, SelfCheck } from "./selfCheck";
import { Board } from "./board.svelte";
import BoardScreen from "./BoardScreen.svelte";
import { TURN_MS } from "./turns";

let board: Board;
let host: Rehearsal;
let app: Record<string, unknown>;

async function open(wish: Partial<Wish> = {}): Promise<void> {
  host = new Rehearsal({ ...USUAL, languages: ["en"], ...wish });
  board = new Board(host, await host.boardView());
  app = mount(BoardScreen, { target: document.body, props: { board } });
  await board.start();
  await settle();
}

async function settle(): Promise<void> {
  flushSync();
  await tick();
}

/** As long as it takes to be painted. */
async function painted(): Promise<void> {
  await vi.advanceTimersByTimeAsync(100);
  await settle();
}

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  await unmount(app);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function get(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`There is no ${selector}.`);
  return found;
}

const found = (eyes?: Eyes): string[] =>
  findings(get("main"), board, eyes).map(({ code, what }: Finding) => `${code} ${what}`);

const BOARDS: readonly Partial<Wish>[] = [
  { rooms: 4 },
  { changed: true },
  { changed: true, languages: ["fr", "nl", "en"], announcements: 2 },
  { board: "room", room: "hall", time: "10:20", changed: true },
  { board: "room", room: "agora", changed: true },
  { board: "room", changed: true, age: 90 },
  { board: "week", languages: ["fr", "en"] },
  { board: "online", time: "10:20" },
  { board: "online", changed: true },
  { board: "nothing" },
  { phase: "over" },
  { phase: "before", board: "room" },
  { emergency: "plain" },
  { emergency: "words", languages: ["fr", "nl", "en"] },
];

describe("a board that is as it should be", () => {
  it.each(BOARDS)("finds nothing wrong with itself: %o", async (wish) => {
    await open(wish);
    for (let turn = 0; turn < 4; turn += 1) {
      expect(found(), `turn ${turn}`).toEqual([]);
      await vi.advanceTimersByTimeAsync(TURN_MS);
      await settle();
    }
  });
});

describe("a board finds out that", () => {
  it.each([
    ["a session", "[data-room=workshop] [data-session=s2]", {}, "missing s2"],
    ["a room", "[data-room=hall]", {}, "missing hall"],
    ["a place", "[data-place=paris]", { board: "week" }, "missing paris"],
    ["a stream", "[data-stream=s4]", { board: "online", time: "10:20" }, "missing s4"],
    ["the way", "[data-room=hall] [data-away=s4]", { changed: true }, "missing s4"],
    ["what comes later", "[data-later]", { board: "room", room: "hall" }, "missing s4"],
  ] as const)("%s is missing", async (_, selector, wish, finding) => {
    await open(wish);
    const gone = get(selector);
    const parent = gone.parentElement!;
    const after = gone.nextSibling;
    gone.remove();
    expect(found()).toContain(finding);
    parent.insertBefore(gone, after);
    expect(found()).toEqual([]);
  });

  it("a session is there twice, or should not be there", async () => {
    await open();
    const session = get("[data-room=workshop] [data-session=s2]");
    const again = session.cloneNode(true) as HTMLElement;
    session.after(again);
    expect(found()).toEqual(["twice s2"]);
    again.dataset["session"] = "old";
    expect(found()).toEqual(["stray old"]);
    again.remove();
  });

  it("a title is in other words, or said to be in another language", async () => {
    await open({ languages: ["fr", "nl"] });
    const title = get("[data-room=workshop] [data-session=s2] .title bdi");
    title.lang = "nl";
    expect(found()).toEqual(["words s2"]);
    title.lang = "fr";
    expect(found()).toEqual([]);
    title.firstChild!.nodeValue = "Atelier";
    expect(found()).toEqual(["words s2"]);
  });

  it.each([
    ["the old time", "[data-session=s3] .time s", "not-struck s3"],
    ["the old room", "[data-session=s4] .when > .planned s", "not-struck s4"],
  ])("%s is not struck through", async (_, selector, finding) => {
    await open({ changed: true });
    const struck = get(selector);
    const plain = document.createElement("span");
    plain.textContent = struck.textContent;
    struck.replaceWith(plain);
    expect(found()).toEqual([finding]);
  });

  it("what is cancelled looks as if it were not", async () => {
    await open();
    const title = get("[data-session=s5] .title");
    const mark = get("[data-session=s5] [data-mark=cancelled]");
    title.replaceChildren(...get("[data-session=s5] .title s").childNodes);
    expect(found()).toEqual(["not-struck s5"]);
    mark.remove();
    expect(found()).toEqual(["not-struck s5", "no-mark s5"]);
  });

  it("the words of an emergency are not there", async () => {
    await open({ emergency: "words", languages: ["fr", "nl", "en"] });
    const { id } = board.view.emergencies[0]!;
    get("[role=alert] bdi").textContent = "…";
    expect(found()).toEqual([`emergency ${id}`]);
    get("[role=alert]").replaceChildren();
    expect(found()).toEqual([`emergency ${id}`]);
  });
});

describe("a text that is cut", () => {
  const box = (left: number, top: number, right: number, bottom: number) => ({
    left,
    top,
    right,
    bottom,
  });

  /** A screen on which everything fits, but for what is said to be elsewhere. */
  function eyes(elsewhere: Record<string, ReturnType<typeof box>>): Eyes {
    const rect = (element: Element) => {
      const at = Object.keys(elsewhere).find((selector) => element.matches(selector));
      return at === undefined ? box(0, 0, 1000, 100) : elsewhere[at]!;
    };
    return { rect, style: (element) => getComputedStyle(element) };
  }

  const TITLE = "[data-room=workshop] [data-session=s2] .title bdi";

  async function hidden(style = ""): Promise<void> {
    await open();
    get("[data-room=workshop] .now").style.overflow = "hidden";
    get(TITLE).setAttribute("style", style);
  }

  it.each([
    ["below", box(0, 60, 1000, 160)],
    ["above", box(0, -60, 1000, 40)],
    ["to the right", box(0, 0, 1100, 100)],
    ["to the left", box(-100, 0, 900, 100)],
  ])("is found %s of what hides it, with whose it is", async (_, rect) => {
    await hidden();
    expect(found(eyes({}))).toEqual([]);
    expect(found(eyes({ [TITLE]: rect }))).toEqual(["cut s2"]);
  });

  it("is one that nothing hides only where it leaves the screen", async () => {
    await open();
    expect(found(eyes({ [TITLE]: box(0, 60, 1000, 160) }))).toEqual([]);
    get("main").style.overflow = "hidden";
    expect(found(eyes({ [TITLE]: box(0, 60, 1000, 160) }))).toEqual(["cut s2"]);
  });

  it("may end on purpose, but where it ends it has to be seen", async () => {
    await hidden("overflow: hidden; text-overflow: ellipsis");
    const inner = document.createElement("span");
    inner.textContent = "and so on";
    inner.className = "inner";
    get(TITLE).append(inner);
    expect(found(eyes({ ".inner": box(0, 0, 4000, 100) }))).toEqual([]);
    expect(found(eyes({ [TITLE]: box(0, 60, 1000, 160) }))).toEqual(["cut s2"]);
  });

  it("is none where it is not painted, or said to screen readers alone", async () => {
    await hidden();
    expect(found(eyes({ [TITLE]: box(0, 0, 0, 0) }))).toEqual([]);
    get(TITLE).classList.add("unseen");
    expect(found(eyes({ [TITLE]: box(0, 60, 1000, 160) }))).toEqual([]);
  });
});

describe("what was found", () => {
  it("stands on the screen, and is looked at again when something changed", async () => {
    await open({ rooms: 3 });
    expect(get("main").dataset["check"]).toBeUndefined();
    await painted();
    expect(get("main").dataset["check"]).toBe("ok");
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    get("[data-room=workshop] [data-session=s2]").dataset["session"] = "other";
    await vi.advanceTimersByTimeAsync(5_000);
    expect(get("main").dataset["check"]).toBe("ok");
    await vi.advanceTimersByTimeAsync(TURN_MS * 6);
    await painted();
    expect(said.mock.calls.map(([words]) => String(words))).toEqual([
      "the board is not as it should be: missing: s2",
      "the board is not as it should be: stray: other",
    ]);
  });

  it("is looked for once, however much changed until it is painted", async () => {
    await open();
    const ready: (() => void)[] = [];
    const seen: string[] = [];
    const itself = new SelfCheck(
      board,
      (done) => ready.push(done),
      (all) => seen.push(all[0]?.code ?? "ok"),
    );
    itself.look(get("main"));
    itself.look(get("main"));
    expect(ready).toHaveLength(1);
    ready[0]!();
    expect(seen).toEqual(["ok"]);
    itself.again(get("main"));
    expect(ready, "nothing has to be painted first").toHaveLength(1);
    expect(seen).toEqual(["ok", "ok"]);
    itself.look(get("main"));
    itself.again(get("main"));
    expect(seen, "silent until it is painted").toHaveLength(2);
    itself.end();
    ready[1]!();
    itself.again(get("main"));
    expect(seen, "nobody looks any more").toHaveLength(2);
  });
});
