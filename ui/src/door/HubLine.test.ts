import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Rehearsal, USUAL, type Wish } from "../platform/rehearse";
import { at, ZONE } from "../platform/rehearsal/programme";
import type { Argument } from "../shared/types/Argument";
import type { HubView } from "../shared/types/HubView";
import type { Notice } from "../shared/types/Notice";
import { Door } from "./door.svelte";
import DoorScreen from "./DoorScreen.svelte";

let host: Rehearsal;
let app: Record<string, unknown>;

async function open(wish: Partial<Wish>): Promise<void> {
  host = new Rehearsal({ ...USUAL, camera: "missing", languages: ["fr", "en"], ...wish });
  const door = new Door(host, await host.doorView());
  app = mount(DoorScreen, { target: document.body, props: { door } });
  await door.start();
  flushSync();
  await tick();
}

async function tell(hub: HubView): Promise<void> {
  host.wish.hub = hub;
  host.tell("door", await host.doorView());
  flushSync();
  await tick();
}

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  await unmount(app);
  vi.useRealTimers();
});

const find = (css: string): HTMLElement | null => document.querySelector(css);
const words = (css: string): string =>
  (find(css)?.textContent ?? "")
    .replace(/[\u2066-\u2069]/g, "")
    .replace(/\s+/g, " ")
    .trim();

const HUB: Argument = { type: "words", value: "Maison" };
const time = (of: string): Argument => ({ type: "time", value: at(of), zone: ZONE });
const notice = (id: string, args: Notice["args"] = {}): Notice => ({ id, args });
const line = (mood: HubView["mood"], said: string, more: Notice[] = []): HubView => ({
  mood,
  said: notice(said, { hub: HUB }),
  more,
  filling: null,
});

const OFFLINE = line("waiting", "hub-unreachable", [
  notice("hub-goes-on"),
  notice("hub-only-here", {
    hub: HUB,
    count: { type: "number", value: 12 },
    since: time("08:41"),
  }),
  notice("hub-lists-of", { at: time("08:40") }),
]);

describe("the line about the central platform", () => {
  it("is not there for a kiosk that works on its own", async () => {
    await open({});
    expect(find(".hub")).toBeNull();
  });

  it("says that everything is safe", async () => {
    await open({ hub: line("safe", "hub-safe") });
    expect(words("[data-mood=safe]")).toBe("Tout est aussi en sécurité chez Maison.");
  });

  it("says without a network that check-in goes on, what is safe only here and how old the lists are", async () => {
    await open({ hub: OFFLINE });
    expect(words("[data-mood=waiting]")).toBe(
      "Pas de liaison avec Maison. Le contrôle continue. " +
        "12 passages ne sont que sur cette borne, depuis 08:41. Listes de 08:40.",
    );
    find("#language-en")?.click();
    flushSync();
    expect(words("[data-said=hub-unreachable]")).toContain("since 08:41. Lists of 08:40.");
  });

  it("follows what the kiosk tells", async () => {
    await open({ hub: OFFLINE });
    await tell(line("safe", "hub-safe"));
    expect(find("[data-mood=waiting]")).toBeNull();
    expect(words("[data-mood]")).toContain("Tout est aussi en sécurité");
  });

  it("says by how much this machine’s clock is off, in every unit", async () => {
    await open({});
    const count: Argument = { type: "number", value: 3 };
    const said: string[] = [];
    for (const way of ["ahead", "behind"]) {
      for (const unit of ["minutes", "hours", "days"]) {
        const off = notice(`hub-clock-${way}-${unit}`, { count });
        await tell(line("trouble", "hub-safe", [off, notice("hub-clock-used", { hub: HUB })]));
        said.push(words(`[data-more=hub-clock-${way}-${unit}]`));
      }
    }
    expect(said[1]).toBe("L’horloge de cette machine avance de 3 heures.");
    expect(said[3]).toBe("L’horloge de cette machine retarde de 3 minutes.");
    expect(new Set(said).size).toBe(6);
    expect(words("[data-more=hub-clock-used]")).toContain("l’horloge de Maison");
  });

  it("has words for every trouble, and none of them is a program's", async () => {
    const troubles = ["busy", "not-known", "other-kind", "versions", "not-believed", "disk"];
    await open({});
    for (const trouble of [...troubles, "other-answers"]) {
      await tell(line("trouble", `hub-${trouble}`));
      expect(words("[data-mood=trouble]"), trouble).not.toContain(`hub-${trouble}`);
      expect(words("[data-mood=trouble]").length, trouble).toBeGreaterThan(20);
    }
  });
});

describe("a door whose lists are coming", () => {
  const filling = (percent: number | null): HubView => ({
    mood: "waiting",
    said: notice("hub-filling", { percent: { type: "number", value: percent ?? 0 } }),
    more: [],
    filling: percent,
  });

  it("shows how far they are, and opens by itself", async () => {
    await open({ closed: "filling", hub: filling(null) });
    const bar = () => find("[role=progressbar]");
    expect(words("[data-closed=filling] h1")).toBe("Ouverture imminente");
    expect(bar()?.hasAttribute("aria-valuenow")).toBe(false);
    expect(bar()?.getAttribute("aria-label")).toBe("Les listes d’invités arrivent");
    await tell(filling(43));
    expect(bar()?.getAttribute("aria-valuenow")).toBe("43");
    host.wish.closed = null;
    await tell(line("safe", "hub-safe"));
    expect(find("[data-screen=closed]")).toBeNull();
    expect(find("[data-shown=door]")).not.toBeNull();
  });
});

describe("a kiosk that was taken out of service", () => {
  it("says so kindly in every language of the place, and lets staff in", async () => {
    await open({ closed: "revoked", hub: line("trouble", "hub-revoked") });
    expect(words("[data-closed=revoked] h1")).toBe("Hors service");
    expect(words("[data-closed=revoked]")).toContain("Prenez une autre porte");
    expect(words("[data-closed=revoked] ul")).toContain("Not in use");
    expect(words("[data-closed] .hub")).toBe("Maison a mis cette borne hors service.");
    find("#staff-open")?.click();
    flushSync();
    expect(find("[data-shown=staff]")).not.toBeNull();
  });
});
