import { mount } from "svelte";
import type { Host } from "../platform/host";
import "../shared/fonts.css";
import "../shared/tokens.css";
import { Door } from "./door.svelte";
import DoorScreen from "./DoorScreen.svelte";

export async function open(host: Host, target: HTMLElement): Promise<void> {
  const door = new Door(host, await host.doorView());
  mount(DoorScreen, { target, props: { door } });
  await door.start();
}
