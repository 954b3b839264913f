//! What a kiosk and the hub say to each other.
//!
//! The types here are frozen: each has a snapshot test of its text, and `docs/protocol.md` says
//! what they mean to somebody who writes another client. [`hub::Hub`] is what a hub can be asked,
//! implemented by the hub itself and by the client that asks it over HTTP; [`replica::Replica`] is
//! what a kiosk's store offers to be kept in step. Nothing here opens a socket or a file.
//!
//! Three kinds of signature hold it together, all Ed25519 under separate headings (see [`key`]):
//! a device signs the head of its series, which by the chain of hashes covers every record before;
//! a device signs each request and the hub each answer; and the hub signs statements about devices.
//! Where there is no network, [`stick`] says the same in files.

pub mod change;
pub mod enrol;
pub mod epoch;
pub mod exchange;
pub mod hub;
pub mod key;
pub mod limits;
pub mod refusal;
pub mod replica;
pub mod request;
pub mod screen;
pub mod series;
pub mod snapshot;
pub mod statement;
pub mod stick;
