//! What Parvis speaks about, and the rules it decides by.
//!
//! An [`programme::Edition`] is a week of [`programme::Event`]s; an event has a venue, days and
//! [`programme::Session`]s. A [`ticket::Ticket`] lets somebody into an event at a [`gate::Gate`].
//! [`judge::judge`] decides about a ticket at a gate and gives a [`verdict::Verdict`]; what was
//! decided is recorded as a [`fact::Fact`] in a device's [`series`], and everything that can be
//! asked afterwards (is she inside, was he admitted twice) is a [`standing::fold`] over facts.
//!
//! Nothing here reads a clock, a disk, a network or a source of randomness: they come in as
//! arguments, so that the same input always gives the same answer.

pub mod announcement;
pub mod board;
pub mod clock;
pub mod code;
pub mod fact;
pub mod gate;
pub mod hours;
pub mod hub_time;
pub mod id;
pub mod judge;
pub mod legibility;
pub mod name;
pub mod plausible;
pub mod programme;
pub mod seats;
pub mod series;
pub mod staff;
pub mod standing;
pub mod text;
pub mod ticket;
pub mod verdict;
pub mod zone;
