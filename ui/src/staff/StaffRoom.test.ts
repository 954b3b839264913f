import { describe, expect, it, vi } from "vitest";
import { IDLE_MS } from "../door/idle.svelte";
import { PIN } from "../platform/rehearsal/staff";
import {
  find,
  get,
  host,
  key,
  oneDoorATime,
  open,
  press,
  settle,
  signIn,
  tap,
  type,
  value,
  words,
} from "../testing/staffDoor";
import { STAFF_IDLE_MS } from "./staff.svelte";

oneDoorATime();

describe("the PIN pad", () => {
  it("shows how many digits there are, and not which", async () => {
    await open();
    await tap("1705");
    await press("#digit-erase");
    expect(get("#staff-pin").getAttribute("type")).toBe("password");
    expect(value("#staff-pin")).toBe("170");
    expect(words("[data-screen=pin] .unseen[role=status]")).toBe("3 digits");
    expect(words("[data-screen=pin]")).not.toContain("170");
  });

  it("takes the keys of a keyboard and of a number pad", async () => {
    await open();
    await type("17a");
    for (const digit of "0529") {
      key(`Numpad${digit}`, digit);
      await vi.advanceTimersByTimeAsync(180);
    }
    key("Backspace", "Backspace");
    await settle();
    expect(value("#staff-pin")).toBe("17052");
  });

  it("opens the settings for a right one, and says so to the kiosk", async () => {
    await open();
    await signIn();
    expect(find("[data-screen=settings]")).not.toBeNull();
    expect(host.staff.signedIn).toBe(true);
  });

  it("says of a wrong one that it is nobody's, and of a short one how long one is", async () => {
    await open();
    await tap("480012");
    await press("#digit-done");
    expect(words("#staff-pin-about")).toContain("Nobody here has this PIN");
    expect(value("#staff-pin")).toBe("");
    await tap("12");
    await press("#digit-done");
    expect(words("#staff-pin-about")).toContain("6 to 12 digits");
  });

  it("says how long to wait, counts down, and takes nothing meanwhile", async () => {
    await open();
    await press("#staff-close");
    host.staff.waitMs = 80_000;
    await press("#staff-open");
    expect(words("[data-wait]")).toBe("1:20");
    const said = words("#staff-pin-about");
    await tap("1");
    expect(value("#staff-pin")).toBe("");
    await vi.advanceTimersByTimeAsync(15_000);
    await settle();
    expect(words("[data-wait]")).toBe("1:05");
    expect(words("#staff-pin-about"), "what is read aloud does not count").toBe(said);
    expect(get("[data-wait]").getAttribute("aria-live")).toBe("off");
    host.staff.waitMs = 0;
    for (let left = 65; left > 0; left -= 5) {
      await vi.advanceTimersByTimeAsync(5_000);
      key("Shift", "Shift");
    }
    await settle();
    expect(find("[data-wait]")).toBeNull();
    await signIn();
    expect(find("[data-screen=settings]")).not.toBeNull();
  });

  it("can be left at any time, and leaves by itself", async () => {
    await open();
    key("Escape", "Escape");
    await settle();
    expect(find("[data-screen=pin]")).toBeNull();
    await press("#staff-open");
    await tap("17");
    await vi.advanceTimersByTimeAsync(IDLE_MS + 1_000);
    await settle();
    expect(find("[data-screen=pin]")).toBeNull();
    await press("#staff-open");
    expect(value("#staff-pin"), "nothing stays of what was typed").toBe("");
  });

  it("gives way to a verdict: the queue goes on", async () => {
    await open();
    host.decide("admitted");
    await settle();
    expect(find("[data-verdict=admitted]")).not.toBeNull();
    expect(find("[data-screen=pin]")).toBeNull();
  });

  it("opens nothing for whoever has gone away meanwhile", async () => {
    await open();
    await tap(PIN);
    get("#digit-done").click();
    get("#staff-close").click();
    await settle();
    expect(find("[data-screen=settings]")).toBeNull();
    expect(host.staff.signedIn, "and the door does not wait").toBe(false);
  });
});

describe("the settings", () => {
  it("tell what kiosk this is and who may open them", async () => {
    await open();
    await signIn();
    expect(words("[data-about=device]")).toBe("f69df525");
    expect(words("[data-about=version]")).toBe("0.1.0");
    expect(words("[data-about=data]")).toContain("Rehearsal");
    expect(words("[data-person='1']")).toContain("Ada Invented");
    expect(find("[data-section=platform]")).not.toBeNull();
  });

  it("move the kiosk to another gate", async () => {
    await open();
    await signIn();
    expect(find("[data-staff-gate=side]"), "not by a slip of the finger").toBeNull();
    await press("#staff-gate-other");
    await press("[data-staff-gate=side]");
    expect(get("[data-staff-gate=side]").getAttribute("aria-pressed")).toBe("true");
    expect(words("[data-staff-gate=side]")).toContain("Here");
    await press("#staff-leave");
    expect(get("[data-gate]").dataset["gate"]).toBe("side");
  });

  it("let nobody in behind them, and say so", async () => {
    await open();
    await signIn();
    expect(words("[data-screen=settings] header")).toContain("Nobody can check in");
    await host.showCode({ way: "sample", text: "SAMPLE-ADMITTED" });
    await settle();
    expect(find("[data-verdict]")).toBeNull();
    expect(words("[data-screen=settings] header")).toContain("One moment");
  });

  it("go away after two minutes, with a warning, and tell the kiosk of every touch", async () => {
    await open();
    await signIn();
    await vi.advanceTimersByTimeAsync(STAFF_IDLE_MS - 5_000);
    expect(find("[data-idle]")).not.toBeNull();
    const before = host.staff.touches;
    get("#idle-stay").dispatchEvent(new Event("pointerdown", { bubbles: true }));
    await press("#idle-stay");
    expect(host.staff.touches).toBe(before + 1);
    await vi.advanceTimersByTimeAsync(STAFF_IDLE_MS - 1_000);
    expect(find("[data-screen=settings]")).not.toBeNull();
    await vi.advanceTimersByTimeAsync(2_000);
    await settle();
    expect(find("[data-screen=settings]")).toBeNull();
    expect(host.staff.signedIn).toBe(false);
  });

  it("go away when the kiosk ends the sign-in", async () => {
    await open();
    await signIn();
    await host.staffLeave();
    await settle();
    expect(find("[data-screen=settings]")).toBeNull();
  });

  it("add a person whose PIN is typed twice", async () => {
    await open();
    await signIn();
    await press("#staff-add");
    for (const letter of "BO") await press(`[data-key="${letter}"]`);
    await press("#letter-space");
    await type("Cy");
    expect(value("#new-name")).toBe("Bo Cy");
    await press("#letter-done");
    await tap("903317");
    await press("#digit-done");
    await tap("903318");
    await press("#digit-done");
    expect(words("[data-screen=new-person]")).toContain("not the same");
    await tap("903317");
    await press("#digit-done");
    await tap("903317");
    await press("#digit-done");
    expect(words("[data-person='2']")).toContain("Bo Cy");
  });

  it("say why a PIN is refused, and ask for another", async () => {
    await open();
    await signIn();
    await press("#staff-add");
    await type("Bo");
    await press("#letter-done");
    for (let time = 0; time < 2; time += 1) {
      await tap("123456");
      await press("#digit-done");
    }
    expect(words("[data-screen=new-person]")).toContain("Digits in a row");
    expect(get("[data-screen=new-person]").dataset["field"]).toBe("pin");
    await press("#new-cancel");
    expect(find("[data-person='2']")).toBeNull();
  });

  it("remove a person after asking, but never the last", async () => {
    await open();
    host.staff.people.push({ id: 2, name: "Bo", you: false, pin: "903317" });
    await signIn();
    await press("[data-remove-ask='2']");
    await press("[data-keep='2']");
    expect(find("[data-person='2']")).not.toBeNull();
    await press("[data-remove-ask='2']");
    await press("[data-remove='2']");
    expect(find("[data-person='2']")).toBeNull();
    expect(find("[data-remove-ask]")).toBeNull();
    expect(words("[data-section=people]")).toContain("The last person");
  });
});

describe("a kiosk without staff", () => {
  it("has its first PIN made by whoever sets it up", async () => {
    await open({ staff: false });
    expect(find("[data-screen=pin]")).toBeNull();
    expect(words("[data-screen=new-person]")).toContain("The first PIN is yours");
    await type("Ada");
    await press("#letter-done");
    for (let time = 0; time < 2; time += 1) {
      await tap(PIN);
      await press("#digit-done");
    }
    expect(words("[data-person='1']")).toContain("Ada");
  });

  it("can be left alone", async () => {
    await open({ staff: false });
    await press("#new-cancel");
    expect(find("[data-screen=new-person]")).toBeNull();
  });
});

it("staff get past a closed door", async () => {
  await open({ closed: "no_gate" });
  await signIn();
  expect(find("[data-screen=settings]")).not.toBeNull();
  await press("#staff-leave");
  expect(find("[data-screen=closed]")).not.toBeNull();
});
