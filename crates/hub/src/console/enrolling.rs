//! Letting a device in, and giving one another name, other events or another gate.

use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use maud::{Markup, PreEscaped, html};
use parvis_codes::draw::Code;
use parvis_domain::id::{EventId, GateId};
use parvis_protocol::enrol::{CodeLookup, EnrolmentCode, EnrolmentLink};
use parvis_protocol::limits::NAME_BYTES;

use super::Console;
use super::attendance::Plan;
use super::devices::named;
use super::failure::{Failure, answer, fine, redirect};
use super::page::{page as whole, token};
use super::parts::{Sign, live as live_part, notice, status};
use super::posted::{Fields, Posted};
use super::visit::Visit;
use super::words::{Filling, cookie};
use crate::service::{DeclareError, Offer};
use crate::store::{Enrolment, Store};

/// How the cookie begins that keeps a code for the page that shows it. The hub itself keeps only
/// what a code is found by: whoever reads its store cannot enrol anything.
const CODE_COOKIE: &str = "parvis_code_";

/// How large the modules of the QR code are drawn; the page scales it.
const MODULE_PX: u32 = 8;

/// What is filled in already.
#[derive(Default)]
struct Filled {
    name: String,
    events: Vec<EventId>,
    gate: Option<GateId>,
}

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
    let body = html! {
        div .narrow {
            h1 { (words.say("device-new")) }
            p { (words.say("device-new-text")) }
            @if let Some(told) = told { (told) }
            (form(visit, plan, filled, "/console/devices/new", &words.say("device-make-code")))
        }
    };
    whole(visit, &words.say("device-new"), &body)
}

fn form(visit: &Visit, plan: &Plan, filled: &Filled, action: &str, button: &str) -> Markup {
    let words = &visit.words;
    let (most, tags) = (NAME_BYTES.to_string(), &plan.programme.events);
    html! {
        form method="post" action=(action) {
            (token(visit))
            div .field {
                label for="name" { (words.say("device-name")) }
                input #name name="name" value=(filled.name) required maxlength=(most) aria-describedby="name-hint" autocomplete="off";
                p #name-hint .hint { (words.say("device-name-hint")) }
            }
            fieldset {
                legend { (words.say("device-events")) }
                @for event in tags {
                    @let id = event.id.as_str();
                    label .choice {
                        input type="checkbox" name="event" value=(id) checked[filled.events.contains(&event.id)];
                        span { (plan.event(words, &event.id)) " " span .aside { (event.first_day) } }
                    }
                }
            }
            div .field {
                label for="gate" { (words.say("gate-first")) }
                select #gate name="gate" aria-describedby="gate-hint" {
                    option value="" { (words.say("gate-later")) }
                    @for gate in &plan.gates {
                        option value=(gate.id) selected[filled.gate.as_ref() == Some(&gate.id)] { (plan.gate(words, &gate.id)) }
                    }
                }
                p #gate-hint .hint { (words.say("gate-hint")) }
            }
            p .actions {
                button type="submit" { (button) }
                a .button .quiet href="/console/devices" { (words.say("cancel")) }
            }
        }
    }
}

fn filled_in(fields: &Fields) -> Filled {
    Filled {
        name: fields.one("name").unwrap_or_default().to_owned(),
        events: fields.all("event").filter_map(|id| id.parse().ok()).collect(),
        gate: fields.one("gate").and_then(|id| id.parse().ok()),
    }
}

/// What the person who filled a card in can mend; anything else is the hub's matter.
fn mendable(visit: &Visit, error: &DeclareError) -> Option<Markup> {
    let id = match error {
        DeclareError::Name => "device-name-wrong",
        DeclareError::NoEvent(_) | DeclareError::NoGate(_) => "device-plan-changed",
        DeclareError::NoProgramme => "device-no-programme",
        _ => return None,
    };
    Some(notice(Sign::Bad, &visit.words.count(id, NAME_BYTES as u64)))
}

fn events_missing(visit: &Visit) -> Markup {
    notice(Sign::Bad, &visit.words.say("device-events-missing"))
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
    let Filled { name, events, gate } = filled;
    let offer = Offer { name: name.clone(), events: events.clone(), gate: gate.clone() };
    match console.service().offer(offer, &code).await {
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

/// Where to change what a device is called and does.
pub(super) async fn change<S: Store>(
    State(console): State<Console<S>>,
    Path(id): Path<String>,
    visit: Visit,
) -> Response {
    let found = async {
        let device = named(console.store(), &id).await?;
        Ok::<_, Failure>((Plan::read(console.store()).await?, device))
    };
    match found.await {
        Ok((plan, device)) => {
            let statement = device.statement;
            let filled =
                Filled { name: statement.name, events: statement.events, gate: statement.gate };
            fine(change_page(&visit, &plan, &id, &filled, None))
        }
        Err(failure) => failure.page(&visit),
    }
}

fn change_page(
    visit: &Visit,
    plan: &Plan,
    id: &str,
    filled: &Filled,
    told: Option<Markup>,
) -> Markup {
    let words = &visit.words;
    let title = words.with("device-change-title", &[("name", Filling::Text(&filled.name))]);
    let body = html! {
        div .narrow {
            h1 { (title) }
            p { (words.say("device-change-text")) }
            @if let Some(told) = told { (told) }
            (form(visit, plan, filled, &format!("/console/devices/{id}"), &words.say("save")))
        }
    };
    whole(visit, &title, &body)
}

/// Declares the device anew.
pub(super) async fn reassign<S: Store>(
    State(console): State<Console<S>>,
    Path(id): Path<String>,
    Posted { visit, fields }: Posted,
) -> Response {
    let filled = filled_in(&fields);
    let changed = async {
        let device = named(console.store(), &id).await?;
        if filled.events.is_empty() {
            return Ok(Some(events_missing(&visit)));
        }
        let Filled { name, events, gate } = &filled;
        let offer = Offer { name: name.clone(), events: events.clone(), gate: gate.clone() };
        match console.service().reassign(device.statement.device, offer).await {
            Ok(()) => Ok(None),
            Err(error) => match mendable(&visit, &error) {
                Some(told) => Ok(Some(told)),
                None => Err(Failure::from(error)),
            },
        }
    };
    let told = match changed.await {
        Ok(None) => return redirect("/console/devices?done=changed"),
        Ok(told) => told,
        Err(failure) => return failure.page(&visit),
    };
    match Plan::read(console.store()).await {
        Ok(plan) => {
            let page = change_page(&visit, &plan, &id, &filled, told);
            answer(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
        Err(error) => Failure::from(error).page(&visit),
    }
}
