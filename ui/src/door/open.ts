import { mount } from "svelte";
import { FIRST_PICTURE, type Host } from "../platform/host";
import "../shared/fonts";
import { whenPainted } from "../shared/painted";
import "../shared/tokens.css";
import { Door } from "./door.svelte";
import DoorScreen from "./DoorScreen.svelte";

export async function open(host: Host, target: HTMLElement): Promise<void> {
  const door = new Door(host, await host.doorView());
  mount(DoorScreen, { target, props: { door } });
  whenPainted(() => void host.painted(FIRST_PICTURE));
  await door.start();
}
