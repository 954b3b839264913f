import { mount } from "svelte";
import type { Host } from "../platform/host";
import "../shared/fonts.css";
import "../shared/tokens.css";
import { Board } from "./board.svelte";
import BoardScreen from "./BoardScreen.svelte";

export async function open(host: Host, target: HTMLElement): Promise<void> {
  const board = new Board(host, await host.boardView());
  mount(BoardScreen, { target, props: { board } });
  await board.start();
}
