import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  find,
  get,
  host,
  key,
  leave,
  open,
  press,
  settle,
  signIn,
  type,
  words,
} from "../testing/staffDoor";
import { accessible } from "../testing/axe";

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  await leave();
  vi.useRealTimers();
});

async function theDay(): Promise<void> {
  await open();
  await signIn();
  await press("#staff-day");
}

const pressed = (selector: string): string | null => get(selector).getAttribute("aria-pressed");

describe("the day", () => {
  it("lists today's sessions as they stand", async () => {
    await theDay();
    expect(words("[data-day-session=s5]")).toContain("Cancelled");
    expect(get("[data-day-session=s5]").querySelector("s")).not.toBeNull();
    expect(words("[data-day-session=s3]")).toContain("09:30");
    await accessible(get("[data-screen=day]"));
    await press("#day-settings");
    expect(find("[data-screen=settings]")).not.toBeNull();
  });

  it("is said of a session with one tap, and shows what holds then", async () => {
    await theDay();
    await press("[data-day-session=s3]");
    await accessible(get("[data-screen=day-session]"));
    await press("[data-late='10']");
    expect(host.day.said).toEqual([
      { say: "of_session", event: "brussels", session: "s3", word: { word: "late", minutes: 10 } },
    ]);
    expect(words("[data-screen=day-session] [role=status]")).toContain("The boards show it");
    expect(pressed("[data-late='10']")).toBe("true");
    expect(pressed("[data-late='5']")).toBe("false");
    expect(words(".stands")).toContain("10 min late");
    expect(get(".stands s").textContent).toBe("09:30");
    await press("[data-to=agora]");
    expect(host.day.said.at(-1)).toMatchObject({
      word: { word: "moved", room: "agora", start: null },
    });
    expect(pressed("[data-to=agora]")).toBe("true");
    await press("[data-to=agora]");
    expect(host.day.said, "it is there already").toHaveLength(2);
    for (const word of ["full", "cancelled"]) {
      await press(`[data-word=${word}]`);
      expect(pressed(`[data-word=${word}]`)).toBe("true");
    }
    await press("[data-word=as_planned]");
    expect(document.querySelectorAll(".stands .mark")).toHaveLength(0);
    await press("#day-back");
    expect(find("[data-screen=day]")).not.toBeNull();
  });

  it.each([
    ["day-refused-not-ours", "may not speak"],
    ["day-refused-gone", "not in the programme any more"],
    ["day-refused-times", "changes nothing"],
    ["day-refused-nowhere", "stands in no venue"],
  ])("says why something was not said: %s", async (id, why) => {
    await theDay();
    await press("[data-day-session=s3]");
    host.day.refuse = id;
    await press("[data-word=full]");
    expect(words("[data-screen=day-session] [role=status]")).toContain(why);
    expect(pressed("[data-word=full]")).toBe("false");
    expect(host.day.said).toEqual([]);
  });

  it("says so when the kiosk does not answer", async () => {
    await theDay();
    await press("[data-day-session=s3]");
    vi.spyOn(console, "error").mockImplementation(() => {});
    vi.spyOn(host, "staffSay").mockRejectedValueOnce(new Error("gone"));
    await press("[data-word=full]");
    expect(words("[data-screen=day-session] [role=status]")).toContain("cannot record");
    await press("[data-word=full]");
    expect(host.day.said).toHaveLength(1);
  });

  it("is for nobody who is not signed in any more", async () => {
    await theDay();
    await press("[data-day-session=s3]");
    host.staff.signedIn = false;
    await press("[data-word=full]");
    expect(find("[data-screen=day-session]")).toBeNull();
    expect(find("[data-shown=door]")).not.toBeNull();
  });
});

describe("an announcement", () => {
  it("is written by touch, in several languages, and is taken back", async () => {
    await theDay();
    await press("#day-announce");
    await accessible(get("[data-screen=day-announce]"));
    for (const one of "LUNCH") await press(`[data-key="${one}"]`);
    await press("#text-space");
    for (const one of "1") await press(`[data-key="${one}"]`);
    expect((get("#day-words-en") as HTMLTextAreaElement).value).toBe("Lunch 1");
    get("#day-words-fr").focus();
    await settle();
    await press("#text-capital");
    for (const one of ["D", "é"]) await press(`[data-key="${one}"]`);
    await press("[data-minutes='30']");
    await press("#day-announce-now");
    expect(host.day.said).toEqual([
      { say: "announce", text: { en: "Lunch 1", fr: "dé" }, minutes: 30 },
    ]);
    expect(words("[data-screen=day] [role=status]")).toContain("The boards show it");
    expect(words("[data-announced=said-1]")).toContain("Lunch 1");
    await press("[data-take-back=said-1]");
    expect(find("[data-announced]")).toBeNull();
    expect(words("[data-section=said]")).toContain("Nothing is announced");
  });

  it("is written on a real keyboard, too", async () => {
    await theDay();
    await press("#day-announce");
    await type("Doors close a");
    key("Backspace", "Backspace");
    await settle();
    expect((get("#day-words-en") as HTMLTextAreaElement).value).toBe("Doors close ");
  });

  it("without words is refused, and stays to be written", async () => {
    await theDay();
    await press("#day-announce");
    await press("#day-announce-now");
    expect(words("[data-screen=day-announce] [role=status]")).toContain("write something first");
    await type("Hello");
    await press("#day-cancel");
    await press("#day-announce");
    expect((get("#day-words-en") as HTMLTextAreaElement).value, "nothing stays").toBe("");
    expect(host.day.said).toEqual([]);
  });
});

describe("an emergency", () => {
  it("takes a second tap, needs no words, and is ended after asking", async () => {
    await theDay();
    await press("#day-emergency");
    expect(host.day.said).toEqual([]);
    await accessible(get("[data-screen=day-emergency]"));
    await press("#day-take-over");
    expect(host.day.said).toEqual([{ say: "take_over", text: {} }]);
    expect(words("[data-emergency=said-1]")).toContain("Follow the staff.");
    await accessible(get("[data-screen=day]"));
    await press("[data-end=said-1]");
    expect(host.day.said).toHaveLength(1);
    await press("[data-stays=said-1]");
    await press("[data-end=said-1]");
    await press("[data-over=said-1]");
    expect(host.day.said.at(-1)).toEqual({ say: "withdraw", id: "said-1" });
    expect(find("[data-emergency]")).toBeNull();
  });

  it("can be left without anything said", async () => {
    await theDay();
    await press("#day-emergency");
    await press("#day-cancel");
    expect(find("[data-screen=day]")).not.toBeNull();
    expect(host.day.said).toEqual([]);
  });
});
