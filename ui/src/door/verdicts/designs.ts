// How each verdict looks: its picture, and how picture and words stand to one another. Colours are in
// designs.css, by the same names.

import type { Component } from "svelte";
import type { Tone } from "../../shared/types/Tone";
import type { Particulars } from "./particulars";
import Admitted from "./pictures/Admitted.svelte";
import AlreadyIn from "./pictures/AlreadyIn.svelte";
import Ambiguous from "./pictures/Ambiguous.svelte";
import AnswersNeeded from "./pictures/AnswersNeeded.svelte";
import Cancelled from "./pictures/Cancelled.svelte";
import Full from "./pictures/Full.svelte";
import Left from "./pictures/Left.svelte";
import NotIn from "./pictures/NotIn.svelte";
import OtherDay from "./pictures/OtherDay.svelte";
import OtherSession from "./pictures/OtherSession.svelte";
import OtherVenue from "./pictures/OtherVenue.svelte";
import Revoked from "./pictures/Revoked.svelte";
import TooEarly from "./pictures/TooEarly.svelte";
import TooLate from "./pictures/TooLate.svelte";
import Unknown from "./pictures/Unknown.svelte";
import Unpaid from "./pictures/Unpaid.svelte";

/**
 * `gate`: an arch that stands on the ground, words beside it. `poster`: words first, the picture
 * large after them. `desk`: the picture on a panel of its own, as at a desk, the words apart.
 */
export type Layout = "gate" | "poster" | "desk";

export interface Design {
  layout: Layout;
  picture: Picture;
}

type Picture = Component<{ about: Particulars }>;

/** A picture that is always the same: it asks for nothing, and what it is given does no harm. */
function still(picture: Component<Record<string, never>>): Picture {
  return picture as unknown as Picture;
}

export const DESIGNS: Readonly<Record<string, Design>> = {
  admitted: { layout: "gate", picture: still(Admitted) },
  left: { layout: "gate", picture: still(Left) },
  not_in: { layout: "gate", picture: still(NotIn) },
  too_late: { layout: "gate", picture: TooLate },
  other_day: { layout: "poster", picture: OtherDay },
  other_venue: { layout: "poster", picture: OtherVenue },
  other_session: { layout: "poster", picture: still(OtherSession) },
  too_early: { layout: "poster", picture: TooEarly },
  full: { layout: "poster", picture: Full },
  already_in: { layout: "desk", picture: AlreadyIn },
  unpaid: { layout: "desk", picture: still(Unpaid) },
  cancelled: { layout: "desk", picture: still(Cancelled) },
  revoked: { layout: "desk", picture: still(Revoked) },
  answers_needed: { layout: "desk", picture: still(AnswersNeeded) },
  ambiguous: { layout: "desk", picture: still(Ambiguous) },
  unknown: { layout: "desk", picture: still(Unknown) },
};

/** For a verdict that this screen has not learnt yet, by how it is meant. */
const BY_TONE: Readonly<Record<Tone, Design>> = {
  welcome: { layout: "gate", picture: still(Admitted) },
  redirect: { layout: "poster", picture: still(OtherSession) },
  staff: { layout: "desk", picture: still(Unknown) },
};

export function designOf(verdict: string, tone: Tone): Design {
  return DESIGNS[verdict] ?? BY_TONE[tone];
}
