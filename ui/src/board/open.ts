import { mount } from "svelte";
import type { Host } from "../platform/host";
import Board from "./Board.svelte";

export async function open(host: Host, target: HTMLElement): Promise<void> {
  const view = await host.boardView();
  mount(Board, { target, props: { title: Object.values(view.venue)[0] ?? "" } });
}
