import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Rehearsal, USUAL, type Wish } from "../platform/rehearse";
import type { ProgrammeView } from "../shared/types/ProgrammeView";
import { accessible } from "../testing/axe";
import { FIRST_WISH, IDLE_MS, Programme } from "./programme.svelte";
import ProgrammeScreen from "./ProgrammeScreen.svelte";

let host: Rehearsal;
let programme: Programme;
let app: Record<string, unknown> | null = null;

async function open(wish: Partial<Wish> = {}): Promise<void> {
  host = new Rehearsal({ ...USUAL, board: "programme", ...wish });
  const board = await host.boardView();
  const first = { ...FIRST_WISH, reads: board.languages };
  programme = new Programme(host, board, await host.programme(first));
  app = mount(ProgrammeScreen, { target: document.body, props: { programme } });
  await programme.start();
  await settle();
}

async function settle(): Promise<void> {
  flushSync();
  await vi.advanceTimersByTimeAsync(0);
  await tick();
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
  (get(selector).textContent ?? "")
    .replace(/[\u2066-\u2069]/g, "")
    .replace(/[\u202f\u00a0\s]+/g, " ")
    .trim();

async function press(selector: string): Promise<void> {
  get(selector).click();
  await settle();
}

async function type(letters: string): Promise<void> {
  for (const letter of letters) await press(`[data-key="${letter}"]`);
}

const sessions = (): (string | undefined)[] =>
  [...document.querySelectorAll<HTMLElement>("[data-session]")].map(
    ({ dataset }) => dataset["session"],
  );
const state = (): string | undefined => get("main").dataset["state"];

describe("the list", () => {
  it("groups what begins together, and pages where not all has room", async () => {
    await open();
    expect(state()).toBe("list");
    expect(text("h2")).toMatch(/Aujourd’hui, jeudi 16 novembre \d+ sessions/);
    const groups = [...document.querySelectorAll("section")].map(
      (section) =>
        `${section.querySelector("b")?.textContent} ${section.querySelectorAll("li").length}`,
    );
    expect(groups.slice(0, 2)).toEqual(["08:30 2", "08:45 1"]);
    expect(sessions()).toHaveLength(6);
    expect(text(".pages")).toContain("1 sur 2");
    expect(get("#page-earlier").getAttribute("aria-disabled")).toBe("true");
    await press("#page-later");
    expect(text(".pages")).toContain("2 sur 2");
    await accessible(get("main"));
  });

  it("marks what is on, and says what differs from the plan, struck through", async () => {
    await open({ changed: true, time: "09:45" });
    programme.fits(20);
    await settle();
    expect(text("[data-session=s2] .on")).toBe("En cours");
    expect(text("[data-session=s3]")).toContain("10 min de retard");
    expect(get("[data-session=s3] s").textContent).toBe("09:30");
    await accessible(get("main"));
  });

  it("keeps the visitor's place and page when something changes", async () => {
    await open();
    await press("#page-later");
    const shown = sessions();
    host.wish.changed = true;
    host.tell("board", await host.boardView());
    await settle();
    expect(text(".pages")).toContain("2 sur 2");
    expect(sessions()).not.toEqual(shown);
    expect(host.asked.at(-1)?.page).toBe(1);
  });

  it("is not asked for anew when nothing changed", async () => {
    await open();
    const asked = host.asked.length;
    host.tell("board", { ...(await host.boardView()) });
    await settle();
    expect(host.asked).toHaveLength(asked);
  });
});

describe("filters", () => {
  it("offer what leads to something with how much, and narrow with one touch", async () => {
    await open();
    await press("#filter-place");
    expect(state()).toBe("place");
    expect(get("#filter-place").getAttribute("aria-expanded")).toBe("true");
    expect(text("[data-choice='room:workshop'] .count")).toMatch(/^2/);
    expect(text("[data-choice='room:workshop'] .unseen")).toBe("2 sessions");
    await accessible(get("main"));
    await press("[data-choice='room:workshop']");
    expect(state()).toBe("list");
    expect(sessions()).toEqual(["s2", "s6"].filter((id) => sessions().includes(id)));
    expect(get("main").dataset["total"]).toBe("2");
    expect(text("#filter-place")).toContain("Atelier");
    expect(get("#filter-place").classList).toContain("chosen");
    await press("#widen");
    expect(find("#widen")).toBeNull();
  });

  it("say which to take away when nothing is left, one touch each", async () => {
    await open({ languages: ["en", "fr"] });
    await press("#filter-place");
    await press("[data-choice='room:workshop']");
    await press("#filter-search");
    await type("OPEN");
    expect(state()).toBe("none");
    await press("#search-done");
    const remedies = [...document.querySelectorAll<HTMLElement>("[data-remedy]")];
    expect(remedies.map(({ dataset }) => dataset["remedy"])).toEqual(["search", "room"]);
    expect(text("[data-remedy=room]")).toMatch(/Workshop: \d sessions without it/);
    await accessible(get("main"));
    await press("[data-remedy=room]");
    expect(state()).toBe("list");
    expect(text("#filter-search")).toContain("“OPEN”");
    await press("#filter-place");
    await press("[data-choice=touch-here]");
    expect(get("#filter-place").classList).not.toContain("chosen");
  });

  it("close by the key that closes things, and by their own button", async () => {
    await open();
    for (const close of [
      () => window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" })),
      () => get("#choose-close").click(),
      () => get("#filter-day").click(),
    ]) {
      await press("#filter-day");
      expect(state()).toBe("day");
      close();
      await settle();
      expect(state()).toBe("list");
    }
  });
});

describe("search", () => {
  it("finds without accents, from the keys on the screen and from others", async () => {
    await open();
    await press("#filter-search");
    expect(document.activeElement).toBe(get("#search-line"));
    await type("REPARER");
    expect(sessions()).toEqual(["s2"]);
    await press("#search-erase");
    expect((get("#search-line") as HTMLInputElement).value).toBe("REPARE");
    await accessible(get("main"));
    await press("#search-clear");
    const line = get("#search-line") as HTMLInputElement;
    line.value = "zzz";
    line.dispatchEvent(new Event("input", { bubbles: true }));
    await settle();
    expect(state()).toBe("none");
    line.value = "echelle";
    line.dispatchEvent(new Event("input", { bubbles: true }));
    await settle();
    expect(sessions()).toEqual(["s9"]);
  });

  it("has the letters in which something is written", async () => {
    await open();
    await press("#filter-search");
    await press("[data-letters=greek]");
    await type("ΕΛΕΝΗ");
    expect(sessions()).toEqual(["s8"]);
    expect(find("[data-key=Q]")).toBeNull();
    await press("[data-letters=cyrillic]");
    expect(find("[data-key=Ж]")).not.toBeNull();
    await press("[data-letters=latin]");
    expect(find("[data-key=Q]")).not.toBeNull();
  });

  it("shows no late answer to what nobody looks for any more", async () => {
    await open();
    const answers: ((view: ProgrammeView) => void)[] = [];
    const real = host.programme.bind(host);
    host.programme = () => new Promise((resolve) => answers.push(resolve));
    programme.narrow({ search: "reparer" });
    programme.narrow({ search: "" });
    answers[1]!(await real({ ...FIRST_WISH, reads: ["fr"] }));
    answers[0]!(await real({ ...FIRST_WISH, search: "reparer", reads: ["fr"] }));
    await settle();
    expect(sessions().length).toBeGreaterThan(1);
  });

  it("stays on the screen when the kiosk does not answer", async () => {
    await open();
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    host.programme = () => Promise.reject(new Error("gone"));
    await press("#page-later");
    expect(sessions()).toHaveLength(6);
    expect(said).toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});

describe("a session's page", () => {
  it("says when, where and who, shows code as text, and has a code to take along", async () => {
    await open();
    await press("[data-session=s2]");
    expect(state()).toBe("session");
    expect(document.activeElement).toBe(get("#session-page"));
    expect(text("dl")).toContain("jeudi 16 novembre, de 08:45 à 10:15");
    expect(text(".directions")).toBe("Sous-sol, par l’ascenseur");
    expect(text(".summary")).toContain("<b>Sans rendez-vous.</b>");
    expect(find(".summary b")).toBeNull();
    expect(text("[data-take=event] figcaption")).toContain("Scannez : la page de l’événement");
    await accessible(get("main"));
    await press("#session-back");
    expect(state()).toBe("list");
    expect(document.activeElement).toBe(get("[data-session=s2]"));
  });

  it("falls back to another language, marked as such", async () => {
    await open({ languages: ["nl", "fr"] });
    await press("[data-session=s2]");
    const summary = get(".summary bdi");
    expect(summary.lang).toBe("en");
    expect(summary.querySelector(".tag")?.textContent).toBe("EN");
    await press("#language-fr");
    expect(get(".summary bdi").lang).toBe("fr");
    expect(document.documentElement.lang).toBe("fr");
    expect(host.asked.at(-1)?.reads).toEqual(["fr", "nl"]);
  });

  it("says so when the session is in the programme no more", async () => {
    await open();
    programme.show({ event: "day", session: "gone" });
    await vi.advanceTimersByTimeAsync(1_100);
    await settle();
    expect(text("#session-title")).toBe("Cette session n’est plus au programme.");
    await press("#session-back");
    expect(state()).toBe("list");
  });
});

describe("whoever comes next", () => {
  it("sees nothing of what was looked for: first a warning, then the first page", async () => {
    await open();
    await press("#language-en");
    await press("#filter-search");
    await type("QUIET");
    await vi.advanceTimersByTimeAsync(IDLE_MS - 20_000);
    await settle();
    expect(text("[data-idle]")).toMatch(/Are you still there\?.*20 seconds/);
    await press("#idle-stay");
    expect(find("[data-idle]")).toBeNull();
    await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    expect(host.asked.at(-1)?.search).toBe("QUIET");
    await vi.advanceTimersByTimeAsync(1);
    await settle();
    expect(document.documentElement.lang).toBe("fr");
    expect(get("main").dataset["panel"]).toBe("none");
    expect(host.asked.at(-1)).toEqual({ ...FIRST_WISH, reads: ["fr", "nl", "en"] });
    expect(document.body.textContent).not.toContain("QUIET");
    expect(programme.idle.left).toBeNull();
    const asked = host.asked.length;
    await vi.advanceTimersByTimeAsync(10 * IDLE_MS);
    expect(host.asked, "there is nothing to go back from").toHaveLength(asked);
  });

  it("sees nothing of it after an emergency, which has the screen to itself", async () => {
    await open();
    await press("#filter-search");
    await type("QUIET");
    host.wish.emergency = "words";
    host.tell("board", await host.boardView());
    await settle();
    expect(get("main").dataset["screen"]).toBe("emergency");
    for (const other of [
      "#filter-search",
      "#search-line",
      "[data-session]",
      "[data-idle]",
      "header",
    ])
      expect(find(other), other).toBeNull();
    host.wish.emergency = null;
    host.tell("board", await host.boardView());
    await settle();
    expect(state()).toBe("list");
    expect(document.body.textContent).not.toContain("QUIET");
  });
});

describe("outside of its hours", () => {
  it("is dark until somebody touches it, and dark again as the kiosk says", async () => {
    await open({ dark: true });
    const main = get("main");
    expect([main.dataset["screen"], main.dataset["state"]]).toEqual(["dark", "dark"]);
    expect(get(".frame").childElementCount).toBe(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(host.paintedPages.at(-1)).toMatchObject({
      shows: "dark",
      wrong: [],
      dark_until: programme.board.dark_until,
    });
    main.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    await settle();
    expect(host.touches).toBe(1);
    expect(state()).toBe("list");
    await press("#filter-search");
    await type("EU");
    host.wish.dark = true;
    host.tell("board", await host.boardView());
    await settle();
    expect(get(".frame").childElementCount).toBe(0);
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));
    await vi.advanceTimersByTimeAsync(1_000);
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));
    await settle();
    expect(state()).toBe("list");
    expect(programme.wish.search).toBe("");
  });

  it("tells of touches while there are any, but not of each", async () => {
    await open();
    const touch = (): boolean =>
      get("main").dispatchEvent(new Event("pointerdown", { bubbles: true }));
    for (let n = 0; n < 10; n += 1) touch();
    expect(host.touches).toBe(1);
    await vi.advanceTimersByTimeAsync(1_000);
    touch();
    expect(host.touches).toBe(2);
  });
});

describe("calm", () => {
  it.each([
    ["empty", "Pas de session"],
    ["over", "Merci"],
  ] as const)("when the programme is %s", async (phase, words) => {
    await open({ phase });
    expect(state()).toBe("calm");
    expect(text(".calm")).toContain(words);
    await accessible(get("main"));
  });

  it("gives the next day when today has no more, and says so", async () => {
    await open({ phase: "day_over" });
    expect(text(".next-day")).toBe("Plus rien aujourd’hui. Voici le prochain jour.");
    expect(sessions()).toEqual(["tomorrow"]);
    await press("#filter-day");
    await press("[data-choice='2023-11-16']");
    expect(find(".next-day")).toBeNull();
  });

  it("says how old it is, and what is announced", async () => {
    await open({ age: 20, announcements: 1 });
    expect(text("[data-as-of]")).toBe("Situation à 08:30");
    expect(find("[data-announcement]")).not.toBeNull();
    await accessible(get("main"));
  });

  it("says that there has been no news for long, and calls nothing “now”", async () => {
    await open({ age: 90, time: "09:45" });
    expect(find(".no-news")).not.toBeNull();
    expect(find(".on")).toBeNull();
  });
});
