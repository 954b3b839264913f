//! Pixels and text: what stands in a picture's QR codes, and a text drawn as one.
//!
//! ```text
//! a camera's frame ─┐                       ┌─ Sighting { payload, corners, stage, elapsed }
//! a picture file  ──┴─ Luma ── Reader::read ┴─ … one for every code in the frame
//!                                                  └─ InView: which of them has just come into view
//! text ── draw::Code ── SVG, PNG
//! ```
//!
//! The crate knows nothing of tickets: what a text means is decided elsewhere. The engine that
//! finds codes is named in one private module only, so that another can take its place.
//!
//! ```
//! use parvis_codes::{Budget, Reader, draw::Code, picture};
//!
//! let png = Code::new("PARVIS:7H2K9")?.png(4)?;
//! let picture = picture::from_bytes(&png)?;
//! let seen = Reader::new().read(picture.luma(), Budget::Unlimited)?;
//! assert_eq!(seen[0].payload.text(), Some("PARVIS:7H2K9"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod draw;
mod filter;
mod in_view;
mod luma;
mod payload;
pub mod picture;
mod reader;
mod sighting;
mod zxing;

pub use in_view::{InView, Newcomers};
pub use luma::{Luma, LumaBuf, LumaError, MAX_PIXELS, MIN_SIDE};
pub use payload::Payload;
pub use reader::{Budget, MAX_CODES, ReadError, Reader};
pub use sighting::{Corners, Point, Sighting, Stage};
