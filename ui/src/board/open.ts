import { mount } from "svelte";
import { FIRST_PICTURE, type Host } from "../platform/host";
import "../shared/fonts";
import { whenPainted } from "../shared/painted";
import "../shared/tokens.css";
import { Board } from "./board.svelte";
import BoardScreen from "./BoardScreen.svelte";

export async function open(host: Host, target: HTMLElement): Promise<void> {
  const board = new Board(host, await host.boardView());
  mount(BoardScreen, { target, props: { board } });
  whenPainted(() => void host.painted(FIRST_PICTURE));
  await board.start();
}
