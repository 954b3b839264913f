//! Signing in and out, and changing one's password.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use jiff::SignedDuration;
use maud::{Markup, html};

use super::failure::{Failure, answer, fine, redirect};
use super::page::{bare, page as whole, token};
use super::parts::{Sign, notice};
use super::password::{self, PASSWORD_CHARS, PasswordError};
use super::posted::{OpenForm, Posted};
use super::visit::{self, Caller, LASTS, TOKEN_COOKIE, Visit, token_hash, tried};
use super::words::Filling;
use super::{CONSOLE, Console};
use crate::administrators::SignIn;
use crate::guessing::WrongPasswords;
use crate::store::Store;

/// In what time passwords are counted.
const COUNTED: SignedDuration = SignedDuration::from_mins(15);
/// How many wrong ones are looked at in that time. Who knows a name can slow its owner at no other
/// address than their own, and nobody who tries from one address slows everybody.
const BOUNDS: WrongPasswords =
    WrongPasswords { of_name_here: 5, of_source: 100, of_name: 150, of_all: 2_000 };

/// The page to sign in on. Who is signed in already is sent on.
pub(super) async fn page<S: Store>(
    State(console): State<Console<S>>,
    headers: HeaderMap,
    caller: Caller,
) -> Response {
    match visit::signed_in(&console, &headers).await {
        Ok(Some(_)) => redirect(&wanted(caller.asked("to").as_deref())),
        Ok(None) => {
            let ended = visit::brings_cookie(&headers);
            let told = ended.then(|| notice(Sign::Note, &caller.words.say("sign-in-ended")));
            let page = form(&console, &caller, told, caller.asked("to").as_deref()).await;
            page.map_or_else(|failure| failure.page(&caller), fine)
        }
        Err(failure) => failure.page(&caller),
    }
}

/// Where to go after signing in: only to a page of the console.
fn wanted(to: Option<&str>) -> String {
    let own = |to: &&str| *to == CONSOLE || to.starts_with("/console/");
    let plain = |to: &&str| to.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    to.filter(own).filter(plain).unwrap_or(CONSOLE).to_owned()
}

async fn form<S: Store>(
    console: &Console<S>,
    caller: &Caller,
    told: Option<Markup>,
    to: Option<&str>,
) -> Result<Markup, Failure> {
    let words = &caller.words;
    let nobody = console.store().administrators().await?.is_empty();
    let body = html! {
        div .narrow {
            h1 { (words.say("sign-in")) }
            p { (words.with("sign-in-to", &[("hub", Filling::Text(&console.service().identity().name))])) }
            @if nobody { (notice(Sign::Note, &words.say("sign-in-nobody"))) code { "parvis-hub admin NAME" } }
            @if let Some(told) = told { (told) }
            form method="post" action="/console/sign-in" {
                input type="hidden" name="to" value=(wanted(to));
                (field("name", &words.say("name"), "text", "username"))
                (field("password", &words.say("password"), "password", "current-password"))
                button type="submit" { (words.say("sign-in")) }
            }
        }
    };
    Ok(bare(caller, &words.say("sign-in"), &body))
}

fn field(name: &str, label: &str, kind: &str, complete: &str) -> Markup {
    html! {
        div .field {
            label for=(name) { (label) }
            input #(name) name=(name) type=(kind) autocomplete=(complete) required spellcheck="false" autocapitalize="none";
        }
    }
}

/// What came of somebody's password.
enum Checked {
    Right,
    Wrong,
    TooMany,
}

async fn check<S: Store>(
    console: &Console<S>,
    caller: &Caller,
    name: &str,
    password: &str,
) -> Result<Checked, Failure> {
    let tried = tried(console.service().identity(), name, caller.from);
    let (store, now) = (console.store(), console.now());
    let from = now.saturating_sub(COUNTED).unwrap_or(now);
    // Counted before it is looked at, so that many at once are not each the first.
    if !store.note_password(tried, now, from, BOUNDS).await? {
        return Ok(Checked::TooMany);
    }
    let administrator = store.administrator(name).await?;
    let verifier = administrator.map(|administrator| administrator.verifier);
    let Ok(_one_of_few) = console.core.checks.acquire().await else { return Ok(Checked::TooMany) };
    let password = password.to_owned();
    let fits = move || password::fits(verifier.as_deref(), &password);
    if !tokio::task::spawn_blocking(fits).await.unwrap_or(false) {
        tracing::warn!("a wrong password was tried at the console");
        return Ok(Checked::Wrong);
    }
    store.forget_passwords(tried).await?;
    Ok(Checked::Right)
}

/// Signs somebody in whose password is right.
pub(super) async fn sign_in<S: Store>(
    State(console): State<Console<S>>,
    OpenForm { caller, headers, fields }: OpenForm,
) -> Response {
    let name = fields.one("name").unwrap_or_default();
    let checked = check(&console, &caller, name, fields.raw("password")).await;
    let (status, id) = match checked {
        Ok(Checked::Right) => {
            let begun = begin(&console, &headers, name, fields.one("to")).await;
            return begun.unwrap_or_else(|failure| failure.page(&caller));
        }
        Ok(Checked::Wrong) => (StatusCode::FORBIDDEN, "sign-in-wrong"),
        Ok(Checked::TooMany) => (StatusCode::TOO_MANY_REQUESTS, "sign-in-slow"),
        Err(failure) => return failure.page(&caller),
    };
    let told = Some(notice(Sign::Bad, &caller.words.say(id)));
    let page = form(&console, &caller, told, fields.one("to")).await;
    page.map_or_else(|failure| failure.page(&caller), |page| answer(status, page))
}

async fn begin<S: Store>(
    console: &Console<S>,
    headers: &HeaderMap,
    name: &str,
    to: Option<&str>,
) -> Result<Response, Failure> {
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| Failure::Machine(error.into()))?;
    let token = const_hex::Buffer::<32>::new().format(&random).to_owned();
    let (identity, now) = (console.service().identity(), console.now());
    // Whoever was signed in with this browser is not any more.
    if let Some(old) = super::words::cookie(headers, TOKEN_COOKIE) {
        console.store().sign_out(token_hash(identity, old)).await?;
    }
    let sign_in = SignIn {
        token: token_hash(identity, &token),
        name: name.to_owned(),
        began: now,
        seen: now,
    };
    let forget = now.saturating_sub(LASTS).unwrap_or(now);
    console.store().sign_in(&sign_in, forget).await?;
    Ok(with_cookie(redirect(&wanted(to)), console, &token, LASTS.as_secs()))
}

fn with_cookie<S: Store>(
    mut response: Response,
    console: &Console<S>,
    value: &str,
    seconds: i64,
) -> Response {
    let secure = if console.setting().encrypted { "; Secure" } else { "" };
    let cookie = format!(
        "{TOKEN_COOKIE}={value}; Path=/console; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}"
    );
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// Signs somebody out.
pub(super) async fn sign_out<S: Store>(
    State(console): State<Console<S>>,
    Posted { visit, .. }: Posted,
) -> Response {
    match console.store().sign_out(visit.sign_in.token).await {
        Ok(()) => with_cookie(redirect("/console/sign-in"), &console, "", 0),
        Err(error) => Failure::from(error).page(&visit),
    }
}

/// One's own page: who one is, and another password.
pub(super) async fn account<S: Store>(State(_): State<Console<S>>, visit: Visit) -> Response {
    let changed = visit.asked("done").is_some_and(|done| done == "password");
    let told = changed.then(|| notice(Sign::Good, &visit.words.say("password-changed")));
    fine(account_page(&visit, told))
}

fn account_page(visit: &Visit, told: Option<Markup>) -> Markup {
    let words = &visit.words;
    let least = PASSWORD_CHARS as u64;
    let body = html! {
        div .narrow {
            h1 { (words.say("account")) }
            p { (words.with("signed-in-as", &[("name", Filling::Text(&visit.sign_in.name))])) }
            @if let Some(told) = told { (told) }
            h2 { (words.say("password-change")) }
            p #least { (words.count("password-least", least)) }
            form method="post" action="/console/account" {
                (token(visit))
                (field("password", &words.say("password-old"), "password", "current-password"))
                (field("new", &words.say("password-new"), "password", "new-password"))
                (field("again", &words.say("password-again"), "password", "new-password"))
                button type="submit" { (words.say("password-change")) }
            }
        }
    };
    whole(visit, &words.say("account"), &body)
}

/// Gives somebody another password, and ends their sign-ins elsewhere.
pub(super) async fn change<S: Store>(
    State(console): State<Console<S>>,
    Posted { visit, fields }: Posted,
) -> Response {
    let (new, again) = (fields.raw("new").to_owned(), fields.raw("again"));
    let refused = |id: &str| {
        let told = notice(Sign::Bad, &visit.words.count(id, PASSWORD_CHARS as u64));
        answer(StatusCode::UNPROCESSABLE_ENTITY, account_page(&visit, Some(told)))
    };
    if new != again {
        return refused("password-differs");
    }
    match check(&console, &visit, &visit.sign_in.name, fields.raw("password")).await {
        Ok(Checked::Right) => {}
        Ok(Checked::Wrong) => return refused("password-old-wrong"),
        Ok(Checked::TooMany) => return refused("sign-in-slow"),
        Err(failure) => return failure.page(&visit),
    }
    let made = tokio::task::spawn_blocking(move || password::verifier(&new)).await;
    let verifier = match made.unwrap_or(Err(PasswordError::Machine)) {
        Ok(verifier) => verifier,
        Err(PasswordError::Short) => return refused("password-least"),
        Err(PasswordError::Long | PasswordError::Machine) => return refused("password-not-taken"),
    };
    let (name, keep) = (&visit.sign_in.name, Some(visit.sign_in.token));
    match console.store().change_password(name, &verifier, keep).await {
        Ok(true) => redirect("/console/account?done=password"),
        Ok(false) => Failure::Missing.page(&visit),
        Err(error) => Failure::from(error).page(&visit),
    }
}
