//! Which life of a hub's database a cursor belongs to.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::key::{NotHex, hex_text};

/// One life of a hub's database: random, and new when a backup was restored, so that cursors of
/// what was lost are not taken for its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epoch([u8; 8]);

hex_text!(Epoch, 8);
