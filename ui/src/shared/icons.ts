// Line icons on a field of 24 × 24, drawn for Parvis. All strokes, no fills.

export const ICONS = {
  /** The arch of a gate. */
  gate: "M4 21V11a8 8 0 0 1 16 0v10M2 21h20M9 21v-9a3 3 0 0 1 6 0v9",
  keyboard: "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M17 14h.01M7 14h6",
  person: "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21v-1a6 6 0 0 1 6-6h4a6 6 0 0 1 6 6v1",
  key: "M8 19a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM11.2 11.3L20 2.5M16.5 6l3 3M13.8 8.7l2.2 2.2",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
  cross: "M6 6l12 12M18 6L6 18",
  tick: "M4 13l5 5L20 6",
  right: "M4 12h16M14 6l6 6-6 6",
  earlier: "M15 5l-7 7 7 7",
  later: "M9 5l7 7-7 7",
  cancelled: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM5.8 5.8l12.4 12.4",
  /** From one place to another. */
  moved: "M5 21a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM5 17V9a4 4 0 0 1 4-4h11M15 1l5 4-5 4",
  full: "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21v-1a5 5 0 0 1 5-5h4a5 5 0 0 1 5 5v1M16.5 8l5.5 5.5M22 8l-5.5 5.5",
  added: "M12 5v14M5 12h14",
  emergency: "M12 3L22 20.5H2zM12 10v5M12 18h.01",
  announcement: "M3 10v4h4l9 5V5l-9 5zM20 9.5a4 4 0 0 1 0 5",
  live: "M12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2zM8.5 15.5a5 5 0 0 1 0-7M15.5 8.5a5 5 0 0 1 0 7M5.6 18.4a9 9 0 0 1 0-12.8M18.4 5.6a9 9 0 0 1 0 12.8",
  online: "M3 5h18v11H3zM8 20h8M12 16v4",
  ticket: "M3 8V6h18v2a3 3 0 0 0 0 6v4H3v-4a3 3 0 0 0 0-6zM14 6v12",
  backspace: "M9 5h12v14H9l-6-7zM12.5 9.5l5 5M17.5 9.5l-5 5",
  camera: "M4 7h4l1.5-2h5L16 7h4v12H4zM12 16a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
  cameraOff: "M4 7h4l1.5-2h5L16 7h4v12H4zM12 16a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 3l18 18",
  pin: "M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  seat: "M7 4v9h10V4M5 13h14v4H5zM7 17v4M17 17v4",
  hint: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 8h.01M12 12v5",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21",
  /** Somebody says something. */
  speech: "M4 5h16v11h-8l-5 4v-4H4zM8 9.5h8M8 12.5h5",
  track: "M11 3H4v7l10 10 7-7zM8 7.5h.01",
  up: "M5 15l7-7 7 7",
  down: "M5 9l7 7 7-7",
  drop: "M12 3v12M7 10l5 5 5-5M4 17v4h16v-4",
} as const;

export type IconName = keyof typeof ICONS;
