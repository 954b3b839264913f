//! A venue of kiosks and a hub, for tests alone.
//!
//! [`day`] lives through a day on a simulated clock, network and disks, [`memory`] through many more
//! without disks. [`people`] is the programme, the gates and the rosters of a venue.

pub mod day;
pub mod memory;
pub mod people;
mod walks;
