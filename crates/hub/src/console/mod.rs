//! The console for organisers: pages under `/console` that work in any browser, without scripts,
//! and are live where scripts run.
//!
//! Who signs in is an administrator; the first one is made at the hub's own machine
//! ([`first_administrator`]). Every page is made here, in the language of whoever reads it, and
//! carries nothing from elsewhere: its security headers forbid browsers to fetch any.

mod about;
mod accepting;
mod announcements;
mod aside;
mod attendance;
mod changes;
mod chart;
mod day;
mod device_form;
mod devices;
mod doubles;
mod download;
mod enrolling;
mod event;
mod exports;
mod failure;
mod files;
mod first;
mod look;
mod news;
mod overview;
mod page;
mod parts;
mod password;
mod posted;
mod preview;
mod reassigning;
mod saying;
mod screens;
mod signing;
mod stick;
mod uploads;
mod visit;
mod waiting;
mod words;

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use jiff::Timestamp;
use parvis_protocol::key::PublicKey;
use parvis_texts::{TextError, Texts};
use tokio::sync::Semaphore;

use crate::http::Busy;
use crate::service::Service;
use crate::store::Store;

pub use first::{AdministratorError, first_administrator};
pub use password::{PASSWORD_BYTES, PASSWORD_CHARS, PasswordError};

use failure::Failure;
use uploads::Upload;
use visit::Caller;
use waiting::Waiting;

/// Where the console's pages are.
pub const CONSOLE: &str = "/console";

/// How many passwords are checked at the same time: each takes 19 MiB, and strangers may ask.
const CHECKED_AT_ONCE: usize = 2;

/// What the console is told about the hub it stands in.
#[derive(Debug, Clone)]
pub struct Setting {
    /// Whether browsers reach it with HTTPS, here or through something in front: then its cookies
    /// are never sent without.
    pub encrypted: bool,
    /// Where devices reach the hub, for the QR code that they enrol with; `None` where nobody
    /// knows.
    pub address: Option<String>,
    /// Where the store is, in words: a file's path, or a database's address without its password.
    pub store: String,
}

/// The console of a hub. Cheap to clone; all clones are the same console.
pub struct Console<S> {
    core: Arc<Core<S>>,
}

struct Core<S> {
    service: Service<S>,
    texts: Arc<Texts>,
    setting: OnceLock<Setting>,
    usual: Setting,
    uploads: Waiting<Upload>,
    sticks: Waiting<stick::Visited>,
    checks: Semaphore,
}

impl<S> Clone for Console<S> {
    fn clone(&self) -> Self {
        Self { core: Arc::clone(&self.core) }
    }
}

impl<S: Store> Console<S> {
    /// The console of a hub at work.
    ///
    /// # Errors
    /// When its messages are damaged.
    pub fn new(service: Service<S>, setting: Setting) -> Result<Self, TextError> {
        let core = Core {
            service,
            texts: Arc::new(Texts::console()?),
            setting: OnceLock::new(),
            usual: setting,
            uploads: Waiting::default(),
            sticks: Waiting::default(),
            checks: Semaphore::new(CHECKED_AT_ONCE),
        };
        Ok(Self { core: Arc::new(core) })
    }

    /// Says where devices reach the hub, once that is known.
    pub fn reached_at(&self, address: String) {
        let setting = Setting { address: Some(address), ..self.core.usual.clone() };
        // The first address stays: it may be drawn on a page already.
        let _ = self.core.setting.set(setting);
    }

    fn setting(&self) -> &Setting {
        self.core.setting.get().unwrap_or(&self.core.usual)
    }

    fn service(&self) -> &Service<S> {
        &self.core.service
    }

    fn store(&self) -> &S {
        self.core.service.store()
    }

    fn key(&self) -> PublicKey {
        self.core.service.signing_key().public()
    }

    fn now(&self) -> Timestamp {
        self.core.service.now()
    }
}

/// Every page of the console, for a hub that serves it.
pub struct Pages {
    usual: Router,
    /// Those that take files or give some, which may take their time. Only somebody who is signed
    /// in gets so far.
    with_files: Router,
    busy: Busy,
}

impl Pages {
    /// What a browser is told that has to ask again.
    pub(crate) fn busy(&self) -> Busy {
        Arc::clone(&self.busy)
    }

    /// All of them, held to limits of either kind.
    pub(crate) fn held(
        self,
        usual: impl FnOnce(Router) -> Router,
        with_files: impl FnOnce(Router) -> Router,
    ) -> Router {
        let pages = usual(self.usual).merge(with_files(self.with_files));
        pages.layer(middleware::from_fn(page::harden))
    }
}

/// The pages of a console.
pub fn pages<S: Store>(console: &Console<S>) -> Pages {
    let limited = DefaultBodyLimit::max(uploads::MAX_BYTES);
    let usual = usual::<S>().layer(limited).route("/console/look/{file}", get(look::file));
    let of = console.clone();
    Pages {
        usual: usual.with_state(console.clone()),
        with_files: with_files::<S>().layer(limited).with_state(console.clone()),
        busy: Arc::new(move |asked| match Caller::of(&of, asked) {
            Some(caller) => Failure::Busy.page(&caller),
            None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        }),
    }
}

/// Every page of the console, held to no limits.
pub fn router<S: Store>(console: &Console<S>) -> Router {
    pages(console).held(|usual| usual, |with_files| with_files)
}

fn usual<S: Store>() -> Router<Console<S>> {
    Router::new()
        .route("/console", get(overview::page::<S>))
        .route("/console/live", get(overview::live::<S>))
        .route("/console/news", get(news::give::<S>))
        .route("/console/sign-in", get(signing::page::<S>).post(signing::sign_in::<S>))
        .route("/console/sign-out", post(signing::sign_out::<S>))
        .route("/console/account", get(signing::account::<S>).post(signing::change::<S>))
        .route("/console/events/{event}", get(event::page::<S>))
        .route("/console/events/{event}/live", get(event::live::<S>))
        .route("/console/day", get(day::page::<S>).post(day::said::say::<S>))
        .route("/console/day/live", get(day::live::<S>))
        .route("/console/day/add", get(day::adding::page::<S>).post(day::adding::add::<S>))
        .merge(announcing())
        .route("/console/doubles", get(doubles::page::<S>))
        .route("/console/doubles/undo", get(doubles::ask::<S>).post(doubles::undo::<S>))
        .route("/console/devices", get(devices::page::<S>))
        .route("/console/devices/live", get(devices::live::<S>))
        .route("/console/devices/new", get(enrolling::page::<S>).post(enrolling::offer::<S>))
        .route("/console/devices/offers/{lookup}", get(enrolling::offered::<S>))
        .route("/console/devices/offers/{lookup}/live", get(enrolling::live::<S>))
        .route(
            "/console/devices/{device}",
            get(reassigning::change::<S>).post(reassigning::reassign::<S>),
        )
        .route(
            "/console/devices/{device}/revoke",
            get(devices::ask::<S>).post(devices::revoke::<S>),
        )
        .route("/console/screens", get(screens::page::<S>))
        .route("/console/screens/live", get(screens::live::<S>))
        .route(
            "/console/screens/{device}/{screen}",
            get(screens::one::page::<S>).post(screens::one::ask::<S>),
        )
        .route("/console/screens/{device}/{screen}/live", get(screens::one::live::<S>))
        .route("/console/screens/{device}/{screen}/picture", get(screens::one::shot::<S>))
        .route("/console/files", get(files::page::<S>))
        .route("/console/exports", get(exports::page::<S>))
        .route("/console/aside", get(aside::page::<S>))
        .route(
            "/console/aside/{device}/{why}",
            get(accepting::ask::<S>).post(accepting::accept::<S>),
        )
        .route("/console/about", get(about::page::<S>))
        .fallback(failure::not_found::<S>)
}

fn announcing<S: Store>() -> Router<Console<S>> {
    use announcements::{emergency, writing};
    Router::new()
        .route("/console/announcements", get(announcements::page::<S>))
        .route("/console/announcements/live", get(announcements::live::<S>))
        .route("/console/announcements/new", get(writing::page::<S>).post(writing::announce::<S>))
        .route("/console/announcements/withdraw", post(announcements::withdraw::<S>))
        .route(
            "/console/announcements/emergency",
            get(emergency::page::<S>).post(emergency::take_over::<S>),
        )
        .route("/console/announcements/emergency/check", post(emergency::check::<S>))
        .route(
            "/console/announcements/emergency/end",
            get(emergency::ask_end::<S>).post(emergency::end::<S>),
        )
}

fn with_files<S: Store>() -> Router<Console<S>> {
    Router::new()
        .route("/console/devices/stick", get(stick::page::<S>).post(stick::give::<S>))
        .route("/console/devices/stick/{carried}", get(stick::told::page::<S>))
        .route("/console/devices/stick/{carried}/{at}", get(stick::answer::<S>))
        .route(
            "/console/devices/stick/{carried}/{at}/enrol",
            get(stick::enrolling::page::<S>).post(stick::enrolling::enrol::<S>),
        )
        .route("/console/files/{kind}", post(files::upload::<S>))
        .route("/console/previews/{upload}", get(preview::page::<S>).post(preview::apply::<S>))
        .route("/console/exports/{file}", get(exports::file::<S>))
}
