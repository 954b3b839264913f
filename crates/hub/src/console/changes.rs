//! What a file changes, as tables.

use std::collections::BTreeMap;

use maud::{Markup, html};
use parvis_protocol::change::Noun;

use super::attendance::Plan;
use super::parts::{Sign, figure, notice};
use super::words::{Filling, Words};
use crate::import::{Changes, RosterImported, Vanishing};

/// How many ids of a kind are listed.
const LISTED: usize = 12;

fn noun(words: &Words, noun: Noun) -> String {
    words.say(match noun {
        Noun::Edition => "noun-edition",
        Noun::Event => "events",
        Noun::Venue => "noun-venues",
        Noun::Session => "noun-sessions",
        Noun::Speaker => "noun-speakers",
        Noun::Track => "noun-tracks",
        Noun::Gate => "gates",
    })
}

/// What changes of programme and gates.
pub(super) fn planned(words: &Words, changes: &BTreeMap<Noun, Changes>) -> Markup {
    let nothing = changes.values().all(Changes::is_empty);
    html! {
        @if nothing { (notice(Sign::Note, &words.say("preview-same"))) }
        div .wide tabindex="0" role="region" aria-label=(words.say("preview-plan")) {
            table {
                caption { (words.say("preview-plan")) }
                thead { tr {
                    th scope="col" { (words.say("what")) }
                    th scope="col" { (words.say("added")) }
                    th scope="col" { (words.say("changed")) }
                    th scope="col" { (words.say("removed")) }
                    th .number scope="col" { (words.say("unchanged")) }
                } }
                tbody { @for (of, changes) in changes { tr {
                    th scope="row" { (noun(words, *of)) }
                    td { (listed(words, &changes.added)) }
                    td { (listed(words, &changes.changed)) }
                    td { (listed(words, &changes.removed)) }
                    td .number { (figure(changes.unchanged)) }
                } } }
            }
        }
        @if changes.get(&Noun::Session).is_some_and(|sessions| !sessions.removed.is_empty()) {
            (notice(Sign::Note, &words.say("preview-sessions-removed")))
        }
        @if changes.get(&Noun::Event).is_some_and(|events| !events.removed.is_empty()) {
            (notice(Sign::Attention, &words.say("preview-events-removed")))
        }
    }
}

fn listed(words: &Words, ids: &[String]) -> Markup {
    let more = ids.len().saturating_sub(LISTED) as u64;
    html! {
        @if ids.is_empty() { "0" } @else {
            (figure(ids.len() as u64)) ": "
            span .aside { (ids.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(", ")) }
            @if more > 0 { " " (words.count("and-more", more)) }
        }
    }
}

/// What changes of rosters.
pub(super) fn rostered(words: &Words, plan: &Plan, imported: &RosterImported) -> Markup {
    let ignored = imported.ignored_columns.join(", ");
    html! {
        @if !imported.founded.is_empty() { (notice(Sign::Note, &words.say("preview-founds"))) }
        div .wide tabindex="0" role="region" aria-label=(words.say("preview-roster")) {
            table {
                caption { (words.say("preview-roster")) }
                thead { tr {
                    th scope="col" { (words.say("event")) }
                    th .number scope="col" { (words.say("added")) }
                    th .number scope="col" { (words.say("changed")) }
                    th .number scope="col" { (words.say("unchanged")) }
                    th .number scope="col" { (words.say("absent")) }
                } }
                tbody { @for (event, report) in &imported.events { tr {
                    th scope="row" { (plan.event(words, event)) }
                    td .number { (figure(report.added)) }
                    td .number { (figure(report.changed)) }
                    td .number { (figure(report.unchanged)) }
                    td .number { (figure(report.absent)) }
                } } }
            }
        }
        @if !ignored.is_empty() { p { (words.with("preview-ignored", &[("columns", Filling::Text(&ignored))])) } }
    }
}

/// What somebody must say before tickets are withdrawn: how many, and that it may be that many.
pub(super) fn withdrawal(words: &Words, imported: &RosterImported) -> Markup {
    let missing = imported.missing();
    let absent: u64 = missing.iter().map(|missing| missing.absent).sum();
    let much = missing.iter().any(|missing| missing.absent > 0 && missing.is_much());
    html! {
        @if absent > 0 {
            (notice(Sign::Attention, &words.count("withdraw-text", absent)))
            div .field {
                label for="withdraw" { (words.say("withdraw-number")) }
                input #withdraw name="withdraw" inputmode="numeric" autocomplete="off" aria-describedby="withdraw-hint";
                p #withdraw-hint .hint { (words.say("withdraw-hint")) }
            }
            @if much { label .choice {
                input type="checkbox" name="much" value="yes";
                span { (words.say("withdraw-much")) }
            } }
        }
    }
}

/// What somebody must say before many sessions vanish: how many.
pub(super) fn vanished(words: &Words, Vanishing { vanished, .. }: Vanishing) -> Markup {
    html! {
        (notice(Sign::Attention, &words.count("vanish-text", vanished as u64)))
        div .field {
            label for="vanish" { (words.say("vanish-number")) }
            input #vanish name="vanish" inputmode="numeric" autocomplete="off" aria-describedby="vanish-hint";
            p #vanish-hint .hint { (words.say("withdraw-hint")) }
        }
    }
}
