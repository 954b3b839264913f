//! Emergencies: all screens of a venue show this and nothing else, from a second press on, until
//! somebody ends it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use parvis_domain::announcement::TakenOver;
use parvis_domain::fact::RecordKey;

use super::super::Console;
use super::super::attendance::Plan;
use super::super::day::Day;
use super::super::doubles::{key, written};
use super::super::failure::{Failure, answer, fine, redirect};
use super::super::page::{page as whole, token};
use super::super::parts::{Sign, notice};
use super::super::posted::{Fields, Posted};
use super::super::saying::{Lines, fields as words_of, languages, mendable, text};
use super::super::visit::Visit;
use super::place::{Place, choose};
use super::{ADDRESS, said};
use crate::service::at_hand;
use crate::store::Store;

/// The form, for the venue that is asked for: else the one where an event is on.
pub(in crate::console) async fn page<S: Store>(
    State(console): State<Console<S>>,
    visit: Visit,
) -> Response {
    let made = async {
        let plan = Plan::read(console.store()).await?;
        let asked = visit.asked("venue");
        let place = match asked {
            Some(venue) => Place::named(&plan, Some(&venue))?,
            None => {
                let event = at_hand(&plan.programme, None, console.now());
                let venue = event.and_then(|event| event.venue.clone());
                let first = || plan.programme.venues.first().map(|venue| venue.id.clone());
                Place::of(&plan, Some(venue.or_else(first).ok_or(Failure::Missing)?))
            }
        };
        Ok::<_, Failure>(form(&visit, &plan, &place, &Fields::default()))
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}

fn form(visit: &Visit, plan: &Plan, place: &Place, filled: &Fields) -> maud::Markup {
    let words = &visit.words;
    let spoken = languages(&plan.programme, place.venue.as_ref());
    let title = words.say("emergency-title");
    let body = html! {
        div .narrow {
            h1 { (title) }
            (choose(words, plan, (&format!("{ADDRESS}/emergency"), false), place.venue.as_ref()))
            p { (words.say("emergency-text")) }
            form method="post" action={ (ADDRESS) "/emergency/check" } {
                (token(visit))
                @if let Some(venue) = &place.venue { input type="hidden" name="venue" value=(venue); }
                (words_of(&words.say("emergency-words"), &spoken, &text(filled), Lines::Several))
                p .actions {
                    button type="submit" { (words.say("emergency-check")) }
                    a .button .quiet href=(ADDRESS) { (words.say("cancel")) }
                }
            }
        }
    };
    whole(visit, &title, &body)
}

/// Shows what would be on the screens, and asks whether it really shall be.
pub(in crate::console) async fn check<S: Store>(
    State(console): State<Console<S>>,
    Posted { visit, fields }: Posted,
) -> Response {
    let made = async {
        let plan = Plan::read(console.store()).await?;
        let place = Place::sent(&plan, &fields)?;
        let venue = place.venue.as_ref().ok_or(Failure::Missing)?;
        let (words, text) = (&visit.words, text(&fields));
        let title = words.say("emergency-sure");
        let body = html! {
            div .narrow {
                h1 { (title) }
                section .emergency {
                    h2 { (place.name(words, &plan)) }
                    @if text.is_empty() { p { (words.say("emergency-wordless")) } } @else { (said(&text)) }
                }
                ul .plain {
                    li { (words.say("emergency-sure-all")) }
                    li { (words.say("emergency-sure-until")) }
                }
                form method="post" action={ (ADDRESS) "/emergency" } {
                    (token(&visit))
                    input type="hidden" name="venue" value=(venue);
                    @for (lang, words) in text.filled() { input type="hidden" name={ "text-" (lang) } value=(words); }
                    p .actions {
                        button .danger type="submit" { (words.say("emergency-yes")) }
                        a .button .quiet href={ (ADDRESS) "/emergency" } { (words.say("cancel")) }
                    }
                }
            }
        };
        Ok::<_, Failure>(whole(&visit, &title, &body))
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}

/// Takes the screens over.
pub(in crate::console) async fn take_over<S: Store>(
    State(console): State<Console<S>>,
    Posted { visit, fields }: Posted,
) -> Response {
    let made = async {
        let plan = Plan::read(console.store()).await?;
        let place = Place::sent(&plan, &fields)?;
        let venue = place.venue.clone().ok_or(Failure::Missing)?;
        match console.service().take_over(venue.clone(), text(&fields)).await {
            Ok(()) => {
                tracing::warn!(%venue, "an emergency was declared at the console");
                Ok(redirect(&format!("{ADDRESS}?done=taken-over")))
            }
            Err(error) => match mendable(&visit.words, &error) {
                Some(told) => {
                    let title = visit.words.say("emergency-title");
                    let body = html! { h1 { (title) } (told) p { a href={ (ADDRESS) "/emergency" } { (visit.words.say("emergency")) } } };
                    Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, whole(&visit, &title, &body)))
                }
                None => Err(Failure::from(error)),
            },
        }
    };
    made.await.unwrap_or_else(|failure| failure.page(&visit))
}

/// An emergency that has not ended.
fn standing<'d>(day: &'d Day, record: Option<&str>) -> Result<(RecordKey, &'d TakenOver), Failure> {
    let record = record.and_then(key).ok_or(Failure::Missing)?;
    let mut all = day.announcements.emergencies().into_iter();
    all.find(|(key, _)| *key == record).ok_or(Failure::Missing)
}

/// Asks whether an emergency is really over.
pub(in crate::console) async fn ask_end<S: Store>(
    State(console): State<Console<S>>,
    visit: Visit,
) -> Response {
    let made = async {
        let day = Day::read(console.store()).await?;
        let (key, taken_over) = standing(&day, visit.asked("record").as_deref())?;
        let place = Place::of(&day.plan, Some(taken_over.venue.clone()));
        let words = &visit.words;
        let title = words.say("emergency-end");
        let body = html! {
            div .narrow {
                h1 { (title) }
                section .emergency { h2 { (place.name(words, &day.plan)) } (said(&taken_over.text)) }
                (notice(Sign::Note, &words.say("emergency-end-text")))
                form method="post" action={ (ADDRESS) "/emergency/end" } {
                    (token(&visit))
                    input type="hidden" name="record" value=(written(key));
                    p .actions {
                        button type="submit" { (words.say("emergency-end-yes")) }
                        a .button .quiet href=(ADDRESS) { (words.say("cancel")) }
                    }
                }
            }
        };
        Ok::<_, Failure>(whole(&visit, &title, &body))
    };
    made.await.map_or_else(|failure| failure.page(&visit), fine)
}

/// Ends an emergency. One that has ended already stays so.
pub(in crate::console) async fn end<S: Store>(
    State(console): State<Console<S>>,
    Posted { visit, fields }: Posted,
) -> Response {
    let Some(record) = fields.one("record").and_then(key) else {
        return Failure::Missing.page(&visit);
    };
    match console.service().withdraw(record).await {
        Ok(()) => {
            tracing::warn!("an emergency was ended at the console");
            redirect(&format!("{ADDRESS}?done=ended"))
        }
        Err(error) => Failure::from(error).page(&visit),
    }
}
