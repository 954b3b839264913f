import { mount } from "svelte";
import type { Host } from "../platform/host";
import Door from "./Door.svelte";

export async function open(host: Host, target: HTMLElement): Promise<void> {
  const view = await host.doorView();
  mount(Door, { target, props: { title: Object.values(view.gate.event)[0] ?? "" } });
}
