import { describe, expect, it, vi } from "vitest";
import {
  find,
  get,
  host,
  key,
  oneDoorATime,
  open,
  openPage,
  press,
  settle,
  signIn,
  type,
  value,
  words,
} from "../testing/staffDoor";

oneDoorATime();

const openForm = (): Promise<void> => openPage("#staff-join");

async function touch(keys: string): Promise<void> {
  for (const one of keys) await press(`[data-key="${one}"]`);
}

async function enter(): Promise<void> {
  get("form").dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
  await settle();
}

describe("joining a central platform", () => {
  it("works by touch alone", async () => {
    await openForm();
    expect(get("[data-screen=join]").dataset["field"]).toBe("address");
    await touch("hub.example");
    await press("#address-done");
    expect(get("[data-screen=join]").dataset["field"]).toBe("code");
    await touch("K7QM2HXW90TD");
    expect(value("#join-code")).toBe("K7QM-2HXW-90TD");
    await press("#address-done");
    expect(find("[data-screen=settings]")).not.toBeNull();
    expect(words("[data-section=platform] .hub")).toContain("Rehearsal");
    expect(find("#staff-join")).toBeNull();
  });

  it("works with a real keyboard, and takes a code as people write it", async () => {
    await openForm();
    await type("https://hub.example:8943");
    expect(value("#join-address")).toBe("https://hub.example:8943");
    await enter();
    await type("k7qm-2hxw-90td");
    expect(value("#join-code")).toBe("K7QM-2HXW-90TD");
    key("Backspace", "Backspace");
    await settle();
    expect(value("#join-code")).toBe("K7QM-2HXW-90T");
    await type("d");
    await enter();
    expect(find("[data-screen=settings]")).not.toBeNull();
  });

  it("says what is wrong, at the line that it is about, and keeps what was typed", async () => {
    await openForm();
    await type("hub.example");
    await enter();
    await type("aaaabbbbcccc");
    await enter();
    expect(words("[data-screen=join] [role=status].hint")).toContain("older than ten minutes");
    expect(get("[data-screen=join]").dataset["field"]).toBe("code");
    expect(value("#join-address")).toBe("hub.example");
    await press("#join-cancel");
    await press("#staff-join");
    expect(value("#join-address")).toBe("");
    await type("nowhere");
    await enter();
    await enter();
    expect(get("[data-screen=join]").dataset["field"]).toBe("address");
  });

  it("asks once, however often somebody presses, and says that it takes a moment", async () => {
    await openForm();
    let answer = (): void => undefined;
    const joins = vi.spyOn(host, "staffJoin").mockImplementation(
      () =>
        new Promise((done) => {
          answer = () => done({ settings: null, refusal: { id: "join-code", args: {} } });
        }),
    );
    await type("hub.example");
    await enter();
    await type("aaaabbbbcccc");
    await enter();
    await enter();
    expect(joins).toHaveBeenCalledTimes(1);
    expect(words("[data-screen=join] [role=status]")).toContain("One moment");
    answer();
    await settle();
    expect(words("[data-screen=join] [role=status]")).toContain("older than ten minutes");
  });

  it("offers it again to a kiosk that was taken out of service", async () => {
    const said = { id: "hub-revoked", args: { hub: { type: "words" as const, value: "Hub" } } };
    await open({ closed: "revoked", hub: { mood: "trouble", said, more: [], filling: null } });
    await signIn();
    expect(words("[data-section=platform]")).toContain("out of service");
    expect(find("#staff-join")).not.toBeNull();
  });
});
