//! The protocol over HTTP: signed requests, signed answers, JSON under `/v1`.

pub mod client;
#[cfg(feature = "router")]
pub mod router;

/// The paths, as `docs/protocol.md` lists them.
pub mod path {
    /// Enrols a device that knows a code.
    pub const ENROLMENT: &str = "/v1/enrolment";
    /// Tells how device and hub stand.
    pub const STATUS: &str = "/v1/status";
    /// Takes records.
    pub const FACTS: &str = "/v1/facts";
    /// Gives a page of changes.
    pub const CHANGES: &str = "/v1/changes";
    /// Gives everything.
    pub const SNAPSHOT: &str = "/v1/snapshot";
    /// Takes a picture of a board that a status asked for.
    pub const PICTURE: &str = "/v1/picture";
    /// Hints at news by server-sent events.
    pub const HINTS: &str = "/v1/hints";
}
