//! What every page has: its frame, its way around, and headers that forbid what it never does.

use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, SET_COOKIE,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;
use maud::{DOCTYPE, Markup, html};

use super::look::{SCRIPT_ADDRESS, STYLE_ADDRESSES};
use super::parts::{Sign, icon};
use super::posted::FORM_TOKEN;
use super::visit::{Caller, Visit};
use super::words::{LANGUAGE_COOKIE, LANGUAGES, chosen, spoken};

/// Nothing from elsewhere, nothing inline, no frame around it, no form to anybody else.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; \
    base-uri 'none'";

/// Where to go, each with its message's id.
const PLACES: [(&str, &str); 10] = [
    ("/console", "overview"),
    ("/console/day", "the-day"),
    ("/console/announcements", "announcements"),
    ("/console/screens", "screens"),
    ("/console/doubles", "doubles"),
    ("/console/devices", "devices"),
    ("/console/files", "files"),
    ("/console/exports", "exports"),
    ("/console/aside", "aside"),
    ("/console/about", "about"),
];

/// Adds the headers of every answer, and keeps a language that was chosen.
pub(super) async fn harden(request: Request, next: Next) -> Response {
    let language = request.uri().query().and_then(chosen).and_then(spoken);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(CONTENT_SECURITY_POLICY, POLICY);
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(X_FRAME_OPTIONS, "DENY");
    // With “no-referrer” browsers would hide where a form of ours comes from as well.
    set(REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    // What is on these pages is nobody's to keep.
    set(CACHE_CONTROL, "no-store");
    if let Some(language) = language {
        let year = 365 * 24 * 60 * 60;
        let cookie =
            format!("{LANGUAGE_COOKIE}={language}; Path=/console; Max-Age={year}; SameSite=Lax");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            headers.append(SET_COOKIE, cookie);
        }
    }
    response
}

/// A page for somebody who is signed in.
pub(super) fn page(visit: &Visit, title: &str, body: &Markup) -> Markup {
    let around = html! {
        nav aria-label=(visit.words.say("pages")) {
            ul { @for (place, id) in PLACES { (entry(visit, place, id)) } }
        }
    };
    let person = html! {
        a href="/console/account" { (icon(Sign::Person)) span .unseen { (visit.words.say("account")) ": " } (visit.sign_in.name) }
        form method="post" action="/console/sign-out" {
            (token(visit))
            button .quiet type="submit" { (visit.words.say("sign-out")) }
        }
    };
    frame(visit, title, &around, &person, body)
}

/// One place of the way around; the page somebody is on, or whose part they are on, is marked.
fn entry(visit: &Visit, place: &str, id: &str) -> Markup {
    let below = visit.path.strip_prefix(place).is_some_and(|rest| rest.starts_with('/'));
    let event = place == "/console" && visit.path.starts_with("/console/events/");
    let preview = place == "/console/files" && visit.path.starts_with("/console/previews/");
    let current = match visit.path == place {
        true => Some("page"),
        false => ((below && place != "/console") || event || preview).then_some("true"),
    };
    html! { li { a href=(place) aria-current=[current] { (visit.words.say(id)) } } }
}

/// A page for anybody.
pub(super) fn bare(caller: &Caller, title: &str, body: &Markup) -> Markup {
    frame(caller, title, &html! {}, &html! {}, body)
}

fn frame(caller: &Caller, title: &str, around: &Markup, person: &Markup, body: &Markup) -> Markup {
    let words = &caller.words;
    html! {
        (DOCTYPE)
        html lang=(words.lang()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Parvis" }
                @for style in STYLE_ADDRESSES.iter() { link rel="stylesheet" href=(style); }
                link rel="icon" href="/console/look/icon.svg" type="image/svg+xml";
                script src=(*SCRIPT_ADDRESS) defer {}
            }
            body {
                a .skip href="#main" { (words.say("skip-to-content")) }
                header .top {
                    p .brand { a href="/console" { (icon(Sign::Parvis)) "Parvis" } }
                    div .person { (person) (languages(caller)) }
                }
                (around)
                main #main tabindex="-1" { (body) }
            }
        }
    }
}

fn languages(caller: &Caller) -> Markup {
    html! {
        ul .languages aria-label=(caller.words.say("languages")) {
            @for (tag, name) in LANGUAGES {
                @let current = (tag == caller.words.lang()).then_some("true");
                li { a href={ (caller.path) "?lang=" (tag) } lang=(tag) hreflang=(tag) aria-current=[current] { (name) } }
            }
        }
    }
}

/// The field that every form of a sign-in brings back.
pub(super) fn token(visit: &Visit) -> Markup {
    html! { input type="hidden" name=(FORM_TOKEN) value=(visit.form_token); }
}
