// The Fluent bundles: one for each language that Parvis speaks.

import { FluentBundle, FluentResource } from "@fluent/bundle";
import en from "../../../assets/locales/en.ftl?raw";
import es from "../../../assets/locales/es.ftl?raw";
import fr from "../../../assets/locales/fr.ftl?raw";
import nl from "../../../assets/locales/nl.ftl?raw";
import pt from "../../../assets/locales/pt.ftl?raw";
import { base } from "./language";

/** Each language's file, as it stands in `assets/locales`. */
export const SOURCES: Readonly<Record<string, string>> = { en, es, fr, nl, pt };

const made = new Map<string, FluentBundle>();

/** The bundle of a language; `undefined` when Parvis does not speak it. */
export function bundleOf(lang: string): FluentBundle | undefined {
  const known = base(lang);
  const source = SOURCES[known];
  if (source === undefined) return undefined;
  let bundle = made.get(known);
  if (bundle === undefined) {
    // British English for its day before the month and its 24 hours.
    // Isolation marks are left out: what is filled in gets an element of its own (see Message.svelte).
    bundle = new FluentBundle(known === "en" ? "en-GB" : known, { useIsolating: false });
    bundle.addResource(new FluentResource(source));
    made.set(known, bundle);
  }
  return bundle;
}
