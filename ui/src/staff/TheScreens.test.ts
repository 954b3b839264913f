import { describe, expect, it, vi } from "vitest";
import { accessible } from "../testing/axe";
import {
  find,
  get,
  host,
  oneDoorATime,
  open,
  openPage,
  press,
  settle,
  signIn,
  spoken,
  words,
} from "../testing/staffDoor";

oneDoorATime();

const theScreens = (languages = ["en", "fr"]): Promise<void> =>
  openPage("#staff-screens", { languages });

const MONITOR = "[data-monitor='HDMI-1']";
const UPRIGHT = "[data-monitor='Imaginary 55']";
const DARK = "[data-monitor='Imaginary 55 #2']";

const shown = (css: string): string[] =>
  [...get(css).querySelectorAll<HTMLElement>("[aria-pressed=true]")].map(
    ({ dataset }) => dataset["shows"] ?? "",
  );
const chosen = (monitor: string, shows: string) => ({ monitor, shows });

describe("the screens of the machine", () => {
  it("are listed by name, with size, way up and what each shows", async () => {
    await theScreens();
    expect(spoken(`${MONITOR} legend`)).toBe("HDMI-1 1920 × 1080, on its side");
    expect(spoken(`${UPRIGHT} legend`)).toBe("Imaginary 55 2160 × 3840, upright");
    expect(spoken(`${MONITOR} .now`)).toBe("Shows now: Check-in");
    expect(spoken(`${UPRIGHT} .now`)).toBe("Shows now: Lobby: every room On from 07:30 to 21:00");
    expect(spoken(`${DARK} .now`)).toBe("Shows now: Nothing");
    expect(shown(MONITOR)).toEqual(["door"]);
    expect(shown(DARK)).toEqual([]);
    await accessible(get("[data-screen=screens]"));
    await press("#screens-back");
    expect(find("[data-screen=settings]")).not.toBeNull();
  });

  it("can each show the door, a board of all, or that of any room", async () => {
    await theScreens(["fr", "en"]);
    const buttons = [...get(DARK).querySelectorAll<HTMLElement>("[data-shows]")];
    expect(buttons.slice(0, 6).map(({ dataset }) => dataset["shows"])).toEqual([
      "door",
      "lobby",
      "week",
      "online",
      "programme",
      "room:hall",
    ]);
    expect(buttons).toHaveLength(11);
    expect(spoken(`${DARK} [data-shows='room:hall']`)).toMatch(/Salle.: Grande halle/);
  });

  it("show what is tapped, and the new choice is marked with an icon, and said in words", async () => {
    await theScreens();
    await press(`${UPRIGHT} [data-shows='room:agora']`);
    expect(host.screens.chosen).toEqual([chosen("Imaginary 55", "room:agora")]);
    expect(shown(UPRIGHT)).toEqual(["room:agora"]);
    // Beside the icon of what it is; every other choice has that one alone.
    const icons = (of: string): number => get(UPRIGHT).querySelectorAll(`${of} svg`).length;
    expect(icons("[data-shows='room:agora']")).toBe(2);
    expect(icons("[data-shows]:not([data-shows='room:agora'])")).toBe(
      get(UPRIGHT).querySelectorAll("[data-shows]").length - 1,
    );
    expect(words(`${UPRIGHT} .now`)).toContain("Agora");
    expect(words("[data-screen=screens] [role=status]")).toContain("Chosen");
    expect(shown(MONITOR), "others stay").toEqual(["door"]);
    await press(`${UPRIGHT} [data-shows='room:agora']`);
    expect(host.screens.chosen, "it shows that already").toHaveLength(1);
    await accessible(get("[data-screen=screens]"));
  });

  it("are asked about before no door is left, and keep it where nobody means it", async () => {
    await theScreens();
    await press(`${MONITOR} [data-shows=week]`);
    expect(host.screens.chosen).toEqual([]);
    expect(words(`${MONITOR} [role=alert]`)).toContain("nobody is checked in here");
    expect(find(`${UPRIGHT} [role=alert]`)).toBeNull();
    expect(document.activeElement).toBe(get("[data-keep]"));
    await accessible(get("[data-screen=screens]"));
    await press("[data-keep]");
    expect(find("[role=alert]")).toBeNull();
    expect(host.screens.chosen).toEqual([]);
    expect(document.activeElement).toBe(get(`${MONITOR} [data-shows=week]`));
    await press(`${MONITOR} [data-shows=week]`);
    await press("[data-mean]");
    expect(host.screens.chosen).toEqual([chosen("HDMI-1", "week")]);
    expect(find("[role=alert]")).toBeNull();
  });

  it("are not asked about while another shows the door", async () => {
    await theScreens();
    await press(`${DARK} [data-shows=door]`);
    await press(`${MONITOR} [data-shows=week]`);
    expect(host.screens.chosen).toEqual([
      chosen("Imaginary 55 #2", "door"),
      chosen("HDMI-1", "week"),
    ]);
  });

  it("say so where one shows what cannot be chosen here", async () => {
    await open();
    host.screens.plugged = [
      { id: "one", width: 800, height: 800, shows: "room:gone", hours: null },
    ];
    await signIn();
    await press("#staff-screens");
    expect(spoken("[data-monitor=one] .now")).toBe("Shows now: Something else: room:gone");
    expect(shown("[data-monitor=one]")).toEqual([]);
  });

  it.each([
    ["screens-by-command", "Nothing can be chosen here"],
    ["screens-file-wrong", "screens.toml cannot be read"],
  ] as const)("cannot be chosen for, and why is said: %s", async (closed, why) => {
    await open();
    host.screens.closed = closed;
    await signIn();
    await press("#staff-screens");
    expect(words("[data-screen=screens] [role=status]")).toContain(why);
    expect(find("[data-shows]")).toBeNull();
    expect(find("[data-monitor]")).toBeNull();
    await accessible(get("[data-screen=screens]"));
  });

  it("stay as they are when a choice cannot be kept", async () => {
    await theScreens();
    host.screens.refuse = "staff-unrecorded";
    await press(`${UPRIGHT} [data-shows=online]`);
    expect(words("[data-screen=screens] [role=status]")).toContain("cannot record anything");
    expect(shown(UPRIGHT)).toEqual(["lobby"]);
    vi.spyOn(console, "error").mockImplementation(() => {});
    host.staffScreenShows = () => Promise.reject(new Error("gone"));
    await press(`${UPRIGHT} [data-shows=online]`);
    expect(words("[data-screen=screens] [role=status]")).toContain("cannot record anything");
    expect(shown(UPRIGHT)).toEqual(["lobby"]);
    vi.restoreAllMocks();
  });

  it("are for nobody who is not signed in any more", async () => {
    await theScreens();
    host.staff.signedIn = false;
    get(`${UPRIGHT} [data-shows=online]`).click();
    await settle();
    expect(find("[data-screen=screens]")).toBeNull();
    expect(find("[data-shown=door]")).not.toBeNull();
    expect(host.screens.chosen).toEqual([]);
  });
});
