import { describe, expect, it } from "vitest";
import { at, ZONE } from "../platform/rehearsal/programme";
import type { DoubleView } from "../shared/types/DoubleView";
import type { HubView } from "../shared/types/HubView";
import type { Notice } from "../shared/types/Notice";
import {
  find,
  get,
  host,
  oneDoorATime,
  open,
  press,
  settle,
  signIn,
  spoken,
} from "../testing/staffDoor";

oneDoorATime();

const HUB: HubView = {
  mood: "safe",
  said: { id: "hub-safe", args: { hub: { type: "words", value: "Maison" } } },
  more: [{ id: "hub-doubles", args: { count: { type: "number", value: 2 } } }],
  filling: null,
};

function passage(id: string, time: string, gate: string): Notice {
  return {
    id,
    args: {
      time: { type: "time", value: at(time), zone: ZONE },
      gate: { type: "text", value: { en: gate } },
    },
  };
}

const DOUBLES: DoubleView[] = [
  {
    id: "2",
    person: "Bea Invented",
    first: passage("doubles-first", "08:41", "Main"),
    again: passage("doubles-again", "08:43", "Garden"),
  },
  {
    id: "1",
    person: null,
    first: passage("doubles-first", "08:31", "Garden"),
    again: passage("doubles-again", "08:33", "Main"),
  },
];

describe("double admissions", () => {
  it("are told to staff in a number and without a name, and are listed behind the PIN", async () => {
    await open({ hub: HUB });
    host.staff.doubles = DOUBLES;
    expect(document.body.textContent).not.toContain("Bea");
    await signIn();
    expect(spoken("[data-more=hub-doubles]")).toBe("2 double admissions to look into.");
    expect(document.body.textContent).not.toContain("Bea");
    await press("#staff-doubles");
    expect(spoken("[data-double='2']")).toBe(
      "Bea Invented First: 08:41 · Main Again: 08:43 · Garden",
    );
    expect(spoken("[data-double='1']")).toContain("on no list here First: 08:31");
    const ids = [...document.querySelectorAll<HTMLElement>("[data-double]")];
    expect(ids.map(({ dataset }) => dataset["double"])).toEqual(["2", "1"]);
    await press("#doubles-back");
    expect(find("[data-screen=settings]")).not.toBeNull();
  });

  it("are said to be none any more when they were undone meanwhile", async () => {
    await open({ hub: HUB });
    host.staff.doubles = DOUBLES;
    await signIn();
    host.staff.doubles = [];
    await press("#staff-doubles");
    expect(spoken("[data-screen=doubles] .list")).toContain("There is none any more.");
  });

  it("are not offered where there are none", async () => {
    await open({ hub: HUB });
    await signIn();
    expect(find("#staff-doubles")).toBeNull();
  });

  it("are shown to nobody who is not signed in any more", async () => {
    await open({ hub: HUB });
    host.staff.doubles = DOUBLES;
    await signIn();
    host.staff.signedIn = false;
    get("#staff-doubles").click();
    await settle();
    expect(find("[data-screen=doubles]")).toBeNull();
    expect(find("[data-shown=door]")).not.toBeNull();
  });
});
