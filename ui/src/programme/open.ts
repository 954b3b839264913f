import { mount } from "svelte";
import { FIRST_PICTURE, type Host } from "../platform/host";
import "../shared/fonts";
import { whenPainted } from "../shared/painted";
import "../shared/tokens.css";
import { FIRST_WISH, Programme } from "./programme.svelte";
import ProgrammeScreen from "./ProgrammeScreen.svelte";

export async function open(host: Host, target: HTMLElement): Promise<void> {
  const board = await host.boardView();
  const programme = new Programme(
    host,
    board,
    await host.programme({ ...FIRST_WISH, reads: board.languages }),
  );
  mount(ProgrammeScreen, { target, props: { programme } });
  whenPainted(() => void host.painted(FIRST_PICTURE));
  await programme.start();
}
