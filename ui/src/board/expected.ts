// What should be on the page of a board that is to be seen, worked out from its data alone: the other
// half of what a board checks of itself.

import { pick, type Text } from "../shared/language";
import { has } from "../shared/marks";
import { timeWords } from "../shared/message";
import type { BoardRoom } from "../shared/types/BoardRoom";
import type { SessionView } from "../shared/types/SessionView";
import { clockTime } from "../shared/when";
import type { Board } from "./board.svelte";
import { inRow } from "./crowded";
import { linesByDay, linesOf } from "./fit";

/** What is looked at of a board. */
export type Looked = Pick<Board, "view" | "reader" | "turn" | "block" | "shown">;

/** Something that should be there once. */
export interface Expected {
  /** Its id. */
  id: string;
  /** Where it is, as a CSS selector that finds it alone. */
  at: string;
  /** Its texts, each where it stands in it, in the language that was picked. */
  texts: readonly { at: string; text: Text }[];
  /** What was planned before, struck through. */
  struck: readonly string[];
  /** Its marks. */
  marks: readonly string[];
}

/** How much of a session its place on a board shows. */
interface Place {
  /** It is told when it begins, and when it was to. */
  time?: boolean;
  /** It is told where it was to be. */
  room?: boolean;
  marks?: boolean;
  /** Its title is struck through when it is cancelled. */
  strikes?: boolean;
  zone: string;
}

/** Everything that should be on the page that is to be seen, emergencies apart. */
export function expectedOn(board: Looked): Expected[] {
  const { shows } = board.view;
  switch (shows.board) {
    case "lobby":
      if (shows.phase.phase !== "running") return [];
      return board.shown(shows.rooms).flatMap((room) => inLobby(board, room));
    case "room":
      return atRoom(board, shows.room);
    case "week":
      return board.shown(shows.places).flatMap((place) => {
        const at = `[data-place="${quoted(place.id)}"]`;
        const listed = place.now.length > 0 ? place.now : place.next;
        const lines = linesOf(board.block);
        const held = listed.length > lines ? listed.slice(0, lines - 1) : listed;
        const shown = { marks: true, strikes: true, zone: place.zone };
        return [
          thing(place.id, at, [
            { at: "h2", text: place.city },
            { at: ".where", text: place.venue },
          ]),
          ...held.map((one) => session(board, one, `${at} [data-session`, shown)),
        ];
      });
    case "online":
      return [
        ...board.shown(shows.now).flatMap(({ session: one, event, zone }) => {
          const at = `[data-stream="${quoted(one.id)}"]`;
          const shown = { marks: true, strikes: true, zone };
          return [
            thing(one.id, at, [{ at: ".event", text: event }]),
            session(board, unfilled(one), `${at} [data-session`, shown),
          ];
        }),
        ...shows.next.slice(0, 3).map(({ session: one, zone }) => {
          const shown = { time: true, marks: true, zone };
          return session(board, unfilled(one), ".next [data-session", shown);
        }),
      ];
    case "by_day":
      return board.shown(linesByDay(shows.days)).flatMap(({ session: one, day }) => {
        if (one === null) return [];
        const shown = { time: false, marks: true, strikes: true, zone: day.zone };
        const found = session(board, one, "[data-session", shown);
        const old = one.old_start === null ? [] : [clockTime(one.old_start, day.zone)];
        return [{ ...found, struck: [...old, ...found.struck] }];
      });
    // Visitors choose what is on it: it is no board that shows all of anything.
    case "programme":
    case "nothing":
      return [];
  }
}

function inLobby(board: Looked, room: BoardRoom): Expected[] {
  const at = `[data-room="${quoted(room.id)}"]`;
  const { zone } = board.view;
  const next = { time: true, room: true, marks: true, strikes: true, zone };
  const { now, away } = inRow(room, board.turn);
  return [
    thing(room.id, at, [{ at: "h2", text: room.name }]),
    ...now.map((one) => session(board, one, `${at} [data-session`, { ...next, time: false })),
    ...some(room.next).map((one) => session(board, one, `${at} [data-session`, next)),
    ...some(away).map((one) => wayTo(board, one, at, one === room.instead)),
  ];
}

function atRoom(board: Looked, room: BoardRoom): Expected[] {
  const at = `[data-room="${quoted(room.id)}"]`;
  const { zone } = board.view;
  const on = room.now[board.turn % Math.max(1, room.now.length)];
  const shown = { marks: true, strikes: true, zone };
  const away = room.away.slice(0, room.instead === null ? 2 : 1);
  const later = room.next === null ? [] : room.later.slice(0, 3);
  return [
    thing(room.id, at, []),
    ...some(on).map((one) => session(board, one, `${at} .now [data-session`, shown)),
    ...some(room.next).map((one) =>
      session(board, one, `${at} .next [data-session`, { ...shown, time: true }),
    ),
    ...later.map((one) => session(board, one, `${at} [data-later`, { ...shown, time: true })),
    ...some(room.instead).map((one) => wayTo(board, one, at, true)),
    ...away.map((one) => wayTo(board, one, at, false)),
  ];
}

/** The way to a session, in the row or on the door of a room where it is not. */
function wayTo(board: Looked, one: SessionView, room: string, instead: boolean): Expected {
  const { zone } = board.view;
  return session(board, one, `${room} [data-${instead ? "instead" : "away"}`, { zone });
}

function session(board: Looked, one: SessionView, at: string, place: Place): Expected {
  const cancelled = has(one, "cancelled");
  const title = pick(one.title, board.reader.languages).words;
  const struck: string[] = [];
  if (place.time && one.old_start !== null) {
    struck.push(timeWords(one.old_start, place.zone, board.reader));
  }
  if (place.room && one.old_room !== null && !cancelled) {
    struck.push(pick(one.old_room, board.reader.languages).words);
  }
  if (place.strikes && cancelled) struck.push(title);
  return {
    ...thing(one.id, `${at}="${quoted(one.id)}"]`, [{ at: ".title", text: one.title }]),
    struck,
    marks: place.marks ? one.marks.map(({ mark }) => mark) : [],
  };
}

function thing(id: string, at: string, texts: Expected["texts"]): Expected {
  return { id, at, texts, struck: [], marks: [] };
}

/** A full room is nothing to whoever follows from elsewhere. */
function unfilled(one: SessionView): SessionView {
  return { ...one, marks: one.marks.filter(({ mark }) => mark !== "full") };
}

function some<Value>(value: Value | null | undefined): Value[] {
  return value === null || value === undefined ? [] : [value];
}

/** An id as it can stand between quotation marks in a selector. */
function quoted(id: string): string {
  return id.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\a ");
}
