import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Rehearsal, USUAL, type Wish } from "../platform/rehearse";
import type { BoardView } from "../shared/types/BoardView";
import { accessible } from "../testing/axe";
import { Board } from "./board.svelte";
import BoardScreen from "./BoardScreen.svelte";
import { TURN_MS } from "./turns";

let app: Record<string, unknown> | null = null;

async function open(
  wish: Partial<Wish> = {},
  change: (view: BoardView) => BoardView = (view) => view,
): Promise<void> {
  const host = new Rehearsal({ ...USUAL, ...wish });
  const asked = host.boardView.bind(host);
  host.boardView = async () => change(await asked());
  const board = new Board(host, await host.boardView());
  app = mount(BoardScreen, { target: document.body, props: { board } });
  await board.start();
  await settle();
}

async function settle(): Promise<void> {
  flushSync();
  await tick();
}

async function turn(): Promise<void> {
  await vi.advanceTimersByTimeAsync(TURN_MS);
  await settle();
}

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  if (app !== null) await unmount(app);
  app = null;
  vi.useRealTimers();
});

const find = (selector: string): HTMLElement | null => document.querySelector(selector);

function get(selector: string): HTMLElement {
  const found = find(selector);
  if (found === null) throw new Error(`There is no ${selector}.`);
  return found;
}

/** Without the marks of Unicode's that hold a message's parts together. */
const text = (selector: string): string =>
  (get(selector).textContent ?? "").replace(/[\u202f\u00a0\s]+/g, " ").trim();

describe("a clock that is off", () => {
  it("is said to be corrected, and the board goes on by the right time", async () => {
    await open({ clock: "corrected", languages: ["en"] });
    expect(text("[data-clock=corrected]")).toMatch(/^Clock set by .?Maison.?$/u);
    expect(text("#clock")).toContain("08:50");
    expect(find("[data-room]")).not.toBeNull();
  });

  it("is not shown where it is wrong: the programme is, by its days", async () => {
    await open({ clock: "wrong", changed: true, languages: ["en"] });
    expect(find("#clock")).toBeNull();
    expect(text("[data-clock=wrong]")).toContain("programme is shown by day");
    expect(text("[data-day='2023-11-16']")).toContain("Thursday 16 November");
    for (let page = 0; page < 6 && find("[data-session=s3]") === null; page += 1) await turn();
    expect(text("[data-session=s3] .day")).toBe("Thu 16");
    expect(text("[data-session=s3] .time")).toBe("planned: 09:30 09:40");
    expect(text("[data-session=s3] [data-mark=late]")).toBe("10 min late");
    expect(document.body.textContent).not.toContain("Now");
    await accessible(document.body);
  });

  it("is not shown in an emergency either", async () => {
    await open({ clock: "wrong", emergency: "plain", languages: ["en"] });
    expect(find("[data-screen=emergency]")).not.toBeNull();
    expect(find("#clock")).toBeNull();
  });

  it("says nothing where nothing speaks against it", async () => {
    await open({ languages: ["en"] });
    expect(find("[data-clock]")).toBeNull();
    expect(find("#clock")).not.toBeNull();
  });
});

describe("marks on the lobby", () => {
  it.each([
    ["[data-room=workshop] [data-session=s2]", "full", "Complète"],
    ["[data-room=hall] [data-session=s3]", "late", "10 min de retard"],
    ["[data-room=agora] [data-session=s4]", "moved", "Déplacée"],
    ["[data-room=canal] [data-session=added]", "added", "Ajoutée"],
    ["[data-room=agora] [data-later=s5]", "cancelled", "Annulée"],
  ])("%s is %s, in a word and with an icon", async (session, mark, word) => {
    await open({ changed: true, languages: ["fr"] });
    // The canal's room is on the second page.
    if (mark === "added") await turn();
    const shown = `${session} [data-mark=${mark}]`;
    expect(text(shown)).toBe(word);
    expect(get(shown).querySelector("svg")).not.toBeNull();
  });

  it("strike the old time and the old room through, and say that they were planned", async () => {
    await open({ changed: true, languages: ["en"] });
    expect(text("[data-session=s3] .planned")).toBe("planned: 09:30");
    expect(text("[data-session=s3] s")).toBe("09:30");
    expect(text("[data-session=s3] .start")).toBe("09:40");
    expect(text("[data-session=s4] .planned")).toBe("planned: Great Hall");
  });

  it("show the way to what left a room", async () => {
    await open({ changed: true, languages: ["en"] });
    expect(text("[data-room=hall] [data-away=s4]")).toMatch(
      /Whose digital Europe\? new room: Agora/,
    );
    await turn();
    expect(text("[data-room=canal] [data-away=s7]")).toContain("new time: 14:00");
  });
});

describe("seats", () => {
  it("that are left are counted, and where else to go is shown when there are none", async () => {
    await open({ changed: true, languages: ["en"] });
    expect(text("[data-room=workshop] [data-seats]")).toBe("No seats left");
    expect(text("[data-room=workshop] [data-instead=added]")).toMatch(
      /Still room: Canal Room, 09:00/,
    );
    expect(text("[data-room=agora] [data-seats]")).toBe("At most 12 seats left");
    expect(find("[data-room=hall] [data-seats]")).toBeNull();
  });

  it("are on the door's board, too", async () => {
    await open({ board: "room", changed: true, languages: ["en"] });
    expect(text("header [data-seats]")).toBe("No seats left");
    expect(text("[data-instead=added]")).toContain("Still room: Canal Room, 09:00");
  });
});

describe("the board at a room's door", () => {
  it("says what is on, how long it goes on, who speaks and in what, and how many fit in", async () => {
    await open({ board: "room", room: "hall", time: "10:20", languages: ["en"] }, (view) => {
      if (view.shows.board !== "room") throw new Error("It is a room's.");
      const now = view.shows.room.now.map((it) => ({ ...it, language: "fr" }));
      return { ...view, shows: { ...view.shows, room: { ...view.shows.room, now } } };
    });
    expect(get("main").dataset).toMatchObject({ screen: "room", state: "running" });
    expect(text("h1")).toBe("Great Hall");
    expect(text("[data-left]")).toBe("25 min left");
    expect(text("[data-session=s4]")).toMatch(
      /Now until 10:45 Whose digital Europe\? Ada Nulpart In French/,
    );
    expect(text(".capacity")).toBe("120 places");
    expect(text("[data-session=s8]")).toContain("Next 11:15");
    await accessible(get("main"));
  });

  it("says between two sessions until when it is free", async () => {
    await open({ board: "room", room: "hall", languages: ["en"] });
    expect(text(".room .free")).toBe("Free until 09:30");
    expect(text("[data-session=s3]")).toContain("Opening of the day");
  });

  it("sends whoever comes for what is elsewhere to it", async () => {
    await open({ board: "room", room: "hall", changed: true, languages: ["en"] });
    expect(text("[data-away=s4]")).toContain("new room: Agora");
  });

  it.each([
    ["before", "We begin at 09:30"],
    ["day_over", "That was today"],
    ["over", "Thank you"],
    ["empty", "No sessions today"],
  ] as const)("is calm when its day is %s", async (phase, words) => {
    await open({ board: "room", phase, languages: ["en"] });
    expect(get("main").dataset["state"]).toBe(phase);
    expect(text(".calm")).toContain(words);
    expect(find("[data-left]")).toBeNull();
  });
});

describe("the week", () => {
  it("has each place by its own clock, with its events and their days", async () => {
    await open({ board: "week", languages: ["en"] });
    expect(text("[data-place=brussels] .clock")).toContain("08:50");
    expect(text("[data-place=lisbon] .clock")).toContain("07:50");
    expect(text("[data-place=brussels]")).toContain("Repair your own phone".toLowerCase());
    expect(text("[data-place=paris]")).toMatch(/8\s?–\s?9 Nov.*Days of social.*Thank you/);
    expect(text("[data-place=lisbon]")).toContain("at 09:00 on Friday 17 November");
    await accessible(get("main"));
  });

  it("turns its pages until each place was shown", async () => {
    await open({ board: "week", languages: ["en"] });
    const seen = new Set<string>();
    for (let page = 0; page < 2; page += 1) {
      document.querySelectorAll<HTMLElement>("[data-place]").forEach((place) => {
        seen.add(place.dataset["place"] ?? "");
      });
      await turn();
    }
    expect(seen.size).toBe(6);
    expect(get("main").dataset["pages"]).toBe("2");
  });

  it("marks each name with its language and keeps its direction to itself", async () => {
    await open({ board: "week", languages: ["fr"] });
    await turn();
    const title = get("[data-place=rabat] .of bdi");
    expect(title.getAttribute("lang")).toBe("ar");
    expect(title.querySelector(".tag")?.textContent).toBe("AR");
    expect(get("[data-place=sofia] .of bdi").getAttribute("lang")).toBe("bg");
  });
});

describe("the streams", () => {
  it("have a code to scan, as a picture and never as a part of the page", async () => {
    await open({ board: "online", time: "10:20", languages: ["en"] }, (view) => {
      if (view.shows.board !== "online") throw new Error("It is of streams.");
      const now = view.shows.now.map((it) => ({ ...it, code: `<svg onload="alert(1)"># ü</svg>` }));
      return { ...view, shows: { ...view.shows, now } };
    });
    const code = get("[data-stream=s4] img") as HTMLImageElement;
    expect(decodeURIComponent(code.src)).toBe(
      'data:image/svg+xml,<svg onload="alert(1)"># ü</svg>',
    );
    expect(code.src).not.toContain("#");
    expect(code.alt).toBe("Scan to follow");
    expect(find("[onload]")).toBeNull();
    expect(text("[data-stream=s4]")).toContain("live.example/s4");
    await accessible(get("main"));
  });

  it("say when there is no address, and of which zone a time is", async () => {
    await open({ board: "online", time: "10:20", languages: ["en"] }, (view) => {
      if (view.shows.board !== "online") throw new Error("It is of streams.");
      const other = { address: null, code: null, zone: "Europe/Lisbon" };
      const now = view.shows.now.map((it) => ({ ...it, ...other }));
      return { ...view, shows: { ...view.shows, now } };
    });
    expect(find("[data-stream=s4] img")).toBeNull();
    expect(text("[data-stream=s4]")).toContain("No address yet");
    expect(text("[data-stream=s4] .when")).toMatch(/until 09:45 (WET|GMT)/);
  });

  it("say when the next begins while there is none", async () => {
    await open({ board: "online", languages: ["en"] });
    expect(text(".online")).toContain("The next stream begins at 09:30");
  });
});

it("a screen that is set to nothing says so calmly, with its clock", async () => {
  await open({ board: "nothing", languages: ["en"] });
  expect(get("main").dataset).toMatchObject({ screen: "nothing", state: "nothing" });
  expect(text(".calm")).toMatch(/No programme here at the moment.*does not have/);
  expect(text("#clock")).toContain("08:50");
  await accessible(get("main"));
});

describe("announcements", () => {
  it("take turns, each in the language whose turn it is, long ones in blocks", async () => {
    await open({ announcements: 2 });
    const seen: string[] = [];
    for (let at = 0; at < 12; at += 1) {
      expect(document.querySelectorAll("[data-announcement]")).toHaveLength(1);
      const { lang } = get("main");
      seen.push(`${lang} ${get("[data-announcement]").dataset["announcement"]} ${text("aside")}`);
      await turn();
    }
    expect(seen[0]).toMatch(/^fr a0 Le déjeuner/);
    expect(seen[1]).toMatch(/^nl a0 De lunch/);
    expect(seen[2]).toMatch(/^en a0 Lunch/);
    expect(seen[3]).toMatch(/^fr a1 Le vestiaire.* 1 sur 2$/);
    expect(seen[6]).toMatch(/^fr a1 .*un an et un jour\. 2 sur 2$/);
    expect(seen[4]).toMatch(/^nl a1 De garderobe/);
  });

  it("leave the board as it is", async () => {
    await open({ announcements: 1 });
    expect(document.querySelectorAll("[data-room]").length).toBeGreaterThan(2);
    expect(get("aside").closest(".day")).toBeNull();
  });
});

describe("an emergency", () => {
  it("has the screen for itself, in every language of the place", async () => {
    await open({ emergency: "words", announcements: 2, age: 90 });
    expect(get("main").dataset).toMatchObject({ screen: "emergency", state: "emergency" });
    expect(find("[data-room], [data-announcement], .no-news")).toBeNull();
    const alert = get("[role=alert]");
    expect([...alert.querySelectorAll("bdi")].map(({ lang }) => lang)).toEqual(["fr", "nl", "en"]);
    expect(text("[role=alert]")).toContain("Leave the building by the nearest exit.");
    expect(text(".what")).toBe("Urgence· Noodgeval· Emergency");
    expect(find("[data-rehearsal]")).not.toBeNull();
    await accessible(get("main"));
  });

  it("without words says what to do in five languages, those of the place first", async () => {
    await open({ emergency: "plain", languages: ["nl", "fr"] });
    const said = [...document.querySelectorAll<HTMLElement>("[role=alert] bdi")];
    expect(said.map(({ lang }) => lang)).toEqual(["nl", "fr", "en", "es", "pt"]);
    expect(text("[role=alert]")).toContain("Emergency. Follow the staff.");
  });

  it("is not touched by the turns of the board", async () => {
    await open({ emergency: "words" });
    const alert = get("[role=alert]");
    let touched = 0;
    const observer = new MutationObserver((changes) => (touched += changes.length));
    observer.observe(alert, { subtree: true, childList: true, characterData: true });
    await turn();
    await turn();
    expect(touched).toBe(0);
    observer.disconnect();
  });
});

describe("how old the lists are", () => {
  it("is said quietly at first", async () => {
    await open({ age: 20, languages: ["en"] });
    expect(text("[data-as-of]")).toBe("As of 08:30");
    expect(text(".columns .now")).toBe("Now");
    expect(find(".no-news")).toBeNull();
  });

  it("is said clearly after an hour, and “now” is only what was planned", async () => {
    await open({ age: 59, board: "room", changed: true, languages: ["en"] });
    expect(find(".no-news")).toBeNull();
    expect(find("[data-left]")).not.toBeNull();
    await vi.advanceTimersByTimeAsync(3 * 60_000);
    await settle();
    expect(text(".no-news")).toBe("No news since 07:51. What changed since then is not shown.");
    expect(text("[data-session=s2] .when")).toMatch(/^Planned now/);
    expect(find("[data-left]"), "nobody knows how long it goes on").toBeNull();
    expect(text("[data-session=s2] [data-mark]"), "marks stay").toBe("Full");
    await accessible(get("main"));
  });
});

it("names partners, all of them in turn", async () => {
  await open({ partners: 5, languages: ["en"] });
  const seen = new Set<string>();
  for (let at = 0; at < 5; at += 1) {
    document.querySelectorAll(".partners bdi").forEach((one) => seen.add(one.textContent ?? ""));
    await turn();
  }
  expect(seen.size).toBe(5);
});

it.each(["lobby", "room", "week", "online"] as const)(
  "titles of any length, and with markup in them, are text on the board %s",
  async (board) => {
    const long = `<img src=x onerror="alert(1)"> ${"Sehr lange Bezeichnung ".repeat(7)}`.slice(
      0,
      160,
    );
    const rename = (_: string, value: unknown): unknown =>
      typeof value === "object" && value !== null && "title" in value
        ? { ...value, title: { en: long } }
        : value;
    const change = (view: BoardView): BoardView =>
      JSON.parse(JSON.stringify(JSON.parse(JSON.stringify(view), rename))) as BoardView;
    await open({ board, languages: ["en"], time: "10:20", room: "hall" }, change);
    expect(find("main [onerror], main img[src=x]")).toBeNull();
    expect(text("main")).toContain('<img src=x onerror="alert(1)">');
  },
);

it("steps aside every few minutes, with the minute", async () => {
  await open({ languages: ["en"] });
  const places = new Set<string>();
  for (let minute = 0; minute < 12; minute += 1) {
    places.add(get(".frame").getAttribute("style") ?? "");
    await vi.advanceTimersByTimeAsync(60_000);
    await settle();
  }
  expect(places.size).toBe(4);
});
