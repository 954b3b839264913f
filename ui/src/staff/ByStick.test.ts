import { describe, expect, it, vi } from "vitest";
import {
  find,
  get,
  host,
  oneDoorATime,
  openPage,
  press,
  settle,
  words,
} from "../testing/staffDoor";
import { LOOK_MS } from "./stick.svelte";

oneDoorATime();

async function plug(name: string): Promise<void> {
  host.sticks.plug(name);
  await vi.advanceTimersByTimeAsync(LOOK_MS);
  await settle();
}

const disabled = (selector: string): boolean => (get(selector) as HTMLButtonElement).disabled;

describe("keeping step by USB stick", () => {
  it("waits for a stick, writes, and joins after the fingerprint was compared", async () => {
    await openPage("#staff-stick");
    expect(words(".about")).toContain("plug a USB stick in");
    expect(disabled("#stick-write")).toBe(true);
    await plug("PARVIS");
    expect(find("fieldset")).toBeNull();
    await press("#stick-write");
    expect(host.sticks.written).toEqual(["/media/door/PARVIS"]);
    expect(words(".about")).toContain("08f1-77aa-90c3-1b2d");
    await press("#stick-take");
    expect(words(".compare .fingerprint")).toBe("f642-bdd9-cb56-9549");
    expect(find("#stick-take")).toBeNull();
    await press("#stick-same");
    expect(words(".about")).toContain("belongs to Rehearsal");
    await press("#stick-back");
    expect(find("[data-screen=settings]")).not.toBeNull();
  });

  it("takes nothing whose fingerprint is another, and says what to do", async () => {
    await openPage("#staff-stick");
    await plug("PARVIS");
    await press("#stick-take");
    expect(words(".about")).toContain("nothing for this kiosk");
    await press("#stick-write");
    await press("#stick-take");
    await press("#stick-differs");
    expect(words(".about.hint")).toContain("not theirs");
    expect(find(".compare")).toBeNull();
  });

  it("lets somebody choose among several, and notices one that is gone", async () => {
    await openPage("#staff-stick");
    await plug("ONE");
    await plug("TWO");
    await press("fieldset button:nth-of-type(2)");
    await press("#stick-write");
    expect(host.sticks.written).toEqual(["/media/door/TWO"]);
    host.sticks.there = [];
    await press("#stick-take");
    expect(words(".about.hint")).toContain("not there any more");
    await vi.advanceTimersByTimeAsync(LOOK_MS);
    await settle();
    expect(disabled("#stick-write")).toBe(true);
  });
});
