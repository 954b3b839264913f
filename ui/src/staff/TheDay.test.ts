import { describe, expect, it, vi } from "vitest";
import {
  find,
  get,
  host,
  key,
  oneDoorATime,
  openPage,
  press,
  pressed,
  settle,
  spoken,
  type,
  words,
} from "../testing/staffDoor";
import { at } from "../platform/rehearsal/programme";
import { accessible } from "../testing/axe";

oneDoorATime();

const theDay = (): Promise<void> => openPage("#staff-day");

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

describe("another time for a session", () => {
  it("is set by taps, told in words, and said once somebody means it", async () => {
    await theDay();
    await press("[data-day-session=s3]");
    await press("#day-other-time");
    await accessible(get("[data-screen=day-times]"));
    expect(spoken(".will")).toContain("Nothing is different yet.");
    await press("#day-say-plan");
    expect(host.day.said, "there is nothing to say").toEqual([]);
    await press("[data-step='start+60']");
    await press("[data-step='start+5']");
    expect(spoken("#plan-start")).toBe("10:35");
    await press("[data-plan-room=agora]");
    expect(pressed("[data-plan-room=agora]")).toBe("true");
    const will = [...get(".will").querySelectorAll("p")].map((said) => said.textContent);
    expect(will).toHaveLength(2);
    expect(spoken(".will")).toContain(
      "Opening of the day begins at 10:35 instead of 09:30, and ends at 11:05.",
    );
    expect(spoken(".will")).toContain("Opening of the day is now in this room: Agora.");
    expect(host.day.said, "nobody said it yet").toEqual([]);
    await press("#day-say-plan");
    const word = { word: "moved", room: "agora", start: at("10:35") };
    expect(host.day.said).toEqual([{ say: "of_session", event: "brussels", session: "s3", word }]);
    expect(spoken("[data-screen=day-session] [role=status]")).toContain("The boards show it");
    expect(words(".stands")).toContain("10:35");
    expect(get(".stands s").textContent).toBe("09:30");
  });

  it("says nothing of the room that it stays in, nor of the time where only the room is another", async () => {
    await theDay();
    await press("[data-day-session=s3]");
    await press("#day-other-time");
    expect(pressed("[data-plan-room=hall]"), "where it is").toBe("true");
    await press("[data-plan-room=agora]");
    await press("[data-plan-room=hall]");
    expect(spoken(".will")).toContain("Nothing is different yet.");
    await press("[data-plan-room=agora]");
    await press("#day-say-plan");
    expect(host.day.said.at(-1)).toMatchObject({ word: { room: "agora", start: null } });
    await press("#day-other-time");
    await press("[data-step='start-5']");
    await press("#day-say-plan");
    expect(host.day.said.at(-1)).toMatchObject({ word: { room: null, start: at("09:25") } });
  });

  it("can be left without anything said, and is kept where it was refused", async () => {
    await theDay();
    await press("[data-day-session=s3]");
    await press("#day-other-time");
    await press("[data-step='start+5']");
    host.day.refuse = "day-refused-times";
    await press("#day-say-plan");
    expect(spoken("[data-screen=day-times] header [role=status]")).toContain("changes nothing");
    expect(spoken("#plan-start")).toBe("09:35");
    await press("#day-back");
    expect(find("[data-screen=day-session]")).not.toBeNull();
    await press("#day-other-time");
    expect(spoken("#plan-start"), "nothing stays").toBe("09:30");
    expect(host.day.said).toEqual([]);
  });
});

describe("a session that is in no programme", () => {
  async function title(): Promise<void> {
    await theDay();
    await press("#day-add");
    await type("Tour");
    await press("#day-title-done");
  }

  it("is given a title, a room and times, is told in words, and is added", async () => {
    await theDay();
    await press("#day-add");
    await accessible(get("[data-screen=day-title]"));
    await press("#day-title-done");
    expect(words("[data-screen=day-title] [role=status]")).toContain("write something first");
    for (const one of "TOUR") await press(`[data-key="${one}"]`);
    get("#day-words-fr").focus();
    await settle();
    await type("Visite");
    await press("#day-title-done");
    await accessible(get("[data-screen=day-times]"));
    expect(spoken("#day-times-title")).toBe("Tour");
    expect(spoken(".will")).toContain("Please choose a room.");
    await press("#day-say-plan");
    expect(host.day.said).toEqual([]);
    await press("[data-plan-room=canal]");
    await press("[data-step='start+60']");
    await press("[data-step='end+5']");
    expect(spoken(".will")).toContain("Added: Tour, from 09:55 to 10:30, room: Canal Room.");
    await press("#day-say-plan");
    const times = { start: at("09:55"), end: at("10:30") };
    expect(host.day.said).toEqual([
      { say: "add", title: { en: "Tour", fr: "Visite" }, room: "canal", ...times },
    ]);
    expect(words("[data-screen=day] [role=status]")).toContain("The boards show it");
    expect(words("[data-day-session=said-1]")).toContain("Added");
  });

  it("keeps what was set while its title is written anew, and nothing once that was left", async () => {
    await title();
    await press("[data-plan-room=canal]");
    await press("[data-step='start+5']");
    await press("#day-back");
    expect((get("#day-words-en") as HTMLTextAreaElement).value).toBe("Tour");
    await type("s");
    await press("#day-title-done");
    expect(spoken(".will")).toContain("Added: Tours, from 09:00 to 09:30, room: Canal Room.");
    await press("#day-back");
    await press("#day-cancel");
    await press("#day-add");
    expect((get("#day-words-en") as HTMLTextAreaElement).value).toBe("");
    expect(host.day.said).toEqual([]);
  });

  it("stays to be added where the kiosk refused it", async () => {
    await title();
    await press("[data-plan-room=canal]");
    host.day.refuse = "day-refused-nowhere";
    await press("#day-say-plan");
    expect(words("[data-screen=day-times] header [role=status]")).toContain("stands in no venue");
    await press("#day-say-plan");
    expect(host.day.said).toHaveLength(1);
  });

  it("is taken back after asking", async () => {
    await title();
    await press("[data-plan-room=canal]");
    await press("#day-say-plan");
    expect(find("[data-ask=not_added]")).toBeNull();
    await press("[data-day-session=said-1]");
    await press("[data-ask=not_added]");
    await press("[data-keep]");
    await press("[data-ask=not_added]");
    await accessible(get("[data-screen=day-session]"));
    expect(host.day.said).toHaveLength(1);
    await press("[data-word=not_added]");
    expect(host.day.said.at(-1)).toMatchObject({ word: { word: "not_added" } });
    expect(find("[data-screen=day]")).not.toBeNull();
    expect(find("[data-day-session=said-1]")).toBeNull();
  });

  it("is what can be taken back, and nothing of the programme", async () => {
    await theDay();
    await press("[data-day-session=s3]");
    expect(find("[data-ask=not_added]")).toBeNull();
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
