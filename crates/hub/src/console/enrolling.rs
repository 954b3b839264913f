//! Letting a device in: a code that is good once and for ten minutes.

use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use maud::{Markup, PreEscaped, html};
use parvis_codes::draw::Code;
use parvis_protocol::enrol::{CodeLookup, EnrolmentCode, EnrolmentLink};

use super::Console;
use super::attendance::Plan;
use super::device_form::{Filled, Ways, events_missing, filled_in, form, mendable};
use super::failure::{Failure, answer, fine, redirect};
use super::page::page as whole;
use super::parts::{Sign, live as live_part, notice, status};
use super::posted::Posted;
use super::visit::Visit;
use super::words::{Filling, cookie};
use crate::store::{Enrolment, Store};

/// How the cookie begins that keeps a code for the page that shows it. The hub itself keeps only
/// what a code is found by: whoever reads its store cannot enrol anything.
const CODE_COOKIE: &str = "parvis_code_";

/// How large the modules of the QR code are drawn; the page scales it.
const MODULE_PX: u32 = 8;

/// Where to fill a device's card in.
pub(super) async fn page<S: Store>(State(console): State<Console<S>>, visit: Visit) -> Response {
    let plan = match Plan::read(console.store()).await {
        Ok(plan) => plan,
        Err(error) => return Failure::from(error).page(&visit),
    };
    let only = match plan.programme.events.as_slice() {
        [only] => vec![only.id.clone()],
        _ => Vec::new(),
    };
    let filled = Filled { events: only, ..Filled::default() };
    fine(new_page(&visit, &plan, &filled, None))
}

fn new_page(visit: &Visit, plan: &Plan, filled: &Filled, told: Option<Markup>) -> Markup {
    let words = &visit.words;
    let button = words.say("device-make-code");
    let ways = Ways { action: "/console/devices/new", button, back: "/console/devices" };
    let body = html! {
        div .narrow {
            h1 { (words.say("device-new")) }
            p { (words.say("device-new-text")) }
            @if let Some(told) = told { (told) }
            (form(visit, plan, filled, &ways, &html! {}))
        }
    };
    whole(visit, &words.say("device-new"), &body)
}

/// Makes a code, and goes to the page that shows it.
pub(super) async fn offer<S: Store>(
    State(console): State<Console<S>>,
    Posted { visit, fields }: Posted,
) -> Response {
    let filled = filled_in(&fields);
    let refused = match make(&console, &visit, &filled).await {
        Ok(Made::Code(code)) => return shown(&console, &code),
        Ok(Made::Refused(told)) => told,
        Err(failure) => return failure.page(&visit),
    };
    match Plan::read(console.store()).await {
        Ok(plan) => {
            let page = new_page(&visit, &plan, &filled, Some(refused));
            answer(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
        Err(error) => Failure::from(error).page(&visit),
    }
}

enum Made {
    Code(EnrolmentCode),
    Refused(Markup),
}

async fn make<S: Store>(
    console: &Console<S>,
    visit: &Visit,
    filled: &Filled,
) -> Result<Made, Failure> {
    if filled.events.is_empty() && console.store().programme().await?.is_some() {
        return Ok(Made::Refused(events_missing(visit)));
    }
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(|error| Failure::Machine(error.into()))?;
    let code = EnrolmentCode::from_random(random);
    match console.service().offer(filled.offer(), &code).await {
        Ok(_) => Ok(Made::Code(code)),
        Err(error) => match mendable(visit, &error) {
            Some(told) => Ok(Made::Refused(told)),
            None => Err(error.into()),
        },
    }
}

fn shown<S: Store>(console: &Console<S>, code: &EnrolmentCode) -> Response {
    let lookup = code.lookup().to_string();
    let mut response = redirect(&format!("/console/devices/offers/{lookup}"));
    let secure = if console.setting().encrypted { "; Secure" } else { "" };
    let cookie = format!(
        "{CODE_COOKIE}{lookup}={code}; Path=/console/devices/offers/{lookup}; Max-Age=600; \
         HttpOnly; SameSite=Strict{secure}"
    );
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

async fn enrolment<S: Store>(store: &S, lookup: &str) -> Result<Enrolment, Failure> {
    let lookup: CodeLookup = lookup.parse().map_err(|_| Failure::Missing)?;
    store.offered(lookup).await?.ok_or(Failure::Missing)
}

/// Shows a code, and whether the device has come.
pub(super) async fn offered<S: Store>(
    State(console): State<Console<S>>,
    Path(lookup): Path<String>,
    headers: HeaderMap,
    visit: Visit,
) -> Response {
    let offer = match enrolment(console.store(), &lookup).await {
        Ok(offer) => offer,
        Err(failure) => return failure.page(&visit),
    };
    let words = &visit.words;
    let title = words.with("offer-title", &[("name", Filling::Text(&offer.name))]);
    let inner = match offer_inner(&console, &visit, &offer, &headers).await {
        Ok(inner) => inner,
        Err(failure) => return failure.page(&visit),
    };
    let body = html! {
        div .narrow {
            h1 { (title) }
            (live_part(&format!("/console/devices/offers/{lookup}/live"), &inner))
            p { a href="/console/devices" { (words.say("devices")) } }
        }
    };
    fine(whole(&visit, &title, &body))
}

/// The live part of that page alone.
pub(super) async fn live<S: Store>(
    State(console): State<Console<S>>,
    Path(lookup): Path<String>,
    headers: HeaderMap,
    visit: Visit,
) -> Response {
    let inner = match enrolment(console.store(), &lookup).await {
        Ok(offer) => offer_inner(&console, &visit, &offer, &headers).await,
        Err(failure) => Err(failure),
    };
    inner.map_or_else(|failure| failure.page(&visit), fine)
}

async fn offer_inner<S: Store>(
    console: &Console<S>,
    visit: &Visit,
    offer: &Enrolment,
    headers: &HeaderMap,
) -> Result<Markup, Failure> {
    let words = &visit.words;
    if offer.used_by.is_some() {
        return Ok(html! { (notice(Sign::Good, &words.say("offer-used"))) });
    }
    let left = offer.expires.duration_since(console.now()).as_secs();
    if left <= 0 {
        return Ok(html! {
            (notice(Sign::Attention, &words.say("offer-over")))
            p { a .button href="/console/devices/new" { (words.say("device-new")) } }
        });
    }
    let zone = Plan::read(console.store()).await?.own_zone();
    let until = offer.expires.to_zoned(zone).strftime("%H:%M").to_string();
    let name = format!("{CODE_COOKIE}{}", offer.lookup);
    let code = cookie(headers, &name).and_then(|code| code.parse::<EnrolmentCode>().ok());
    let code = code.filter(|code| code.lookup() == offer.lookup);
    Ok(html! {
        @match code {
            Some(code) => (code_shown(console, visit, &code)),
            None => p { (words.say("offer-elsewhere")) },
        }
        p {
            (status(Sign::Waiting, &words.say("offer-waiting"))) " "
            span { (words.with("offer-until", &[("time", Filling::Text(&until))])) } " "
            span .countdown data-seconds=(left) hidden {}
        }
        p .without-script { a href=(visit.path.trim_end_matches("/live")) { (words.say("offer-look")) } }
    })
}

fn code_shown<S: Store>(console: &Console<S>, visit: &Visit, code: &EnrolmentCode) -> Markup {
    let words = &visit.words;
    let address = console.setting().address.clone();
    let link = address.clone().map(|address| {
        EnrolmentLink { address, code: code.clone(), hub_key: console.key() }.to_string()
    });
    let drawn = link.and_then(|link| Code::new(&link).ok()?.svg(MODULE_PX).ok());
    html! {
        ol .plain {
            li { (words.say("offer-step-open")) }
            li { (words.say(if drawn.is_some() { "offer-step-show" } else { "offer-step-type" })) }
        }
        @if let Some(drawn) = drawn {
            div .qr role="img" aria-label=(words.say("offer-qr")) { (PreEscaped(drawn)) }
        }
        dl .offer {
            @if let Some(address) = address { dt { (words.say("hub-address")) } dd { code { (address) } } }
            dt { (words.say("code")) } dd { code .code { (code) } }
            dt { (words.say("fingerprint")) } dd { code { (console.key().fingerprint()) } }
        }
    }
}
