//! A limit on everything that comes from outside.

use std::time::Duration;

/// The longest record, in bytes of its JSON. A fact is of ids and a few words: 300 is usual.
pub const RECORD_BYTES: usize = 16 * 1024;
/// The most records that are pushed with one request.
pub const PUSHED_RECORDS: usize = 1_000;
/// The longest body of a request, in bytes.
pub const REQUEST_BYTES: usize = 4 * 1024 * 1024;
/// The most changes in one page.
pub const PAGE_CHANGES: u32 = 1_000;
/// A page is closed when its changes have grown to so many bytes, so that one of long texts stays
/// small too.
pub const PAGE_BYTES: usize = 2 * 1024 * 1024;
/// The longest answer that a kiosk takes, snapshots apart, in bytes.
pub const ANSWER_BYTES: usize = 8 * 1024 * 1024;
/// The longest line of a snapshot, in bytes.
pub const SNAPSHOT_LINE_BYTES: usize = 256 * 1024;
/// The longest snapshot, in bytes as it is sent. A million tickets have 45 MB.
pub const SNAPSHOT_BYTES: u64 = 512 * 1024 * 1024;
/// How long a code for enrolling is good.
pub const ENROLMENT_LASTS: Duration = Duration::from_secs(10 * 60);
/// The longest name that a device is given, in bytes.
pub const NAME_BYTES: usize = 100;
/// How long a kiosk waits between two rounds when nobody hints at news.
pub const POLL_EVERY: Duration = Duration::from_secs(15);
/// The longest file that is read off a USB stick, in bytes.
pub const STICK_BYTES: u64 = 1 << 30;
/// The longest line of such a file, in bytes: a batch of the longest records.
pub const STICK_LINE_BYTES: usize = 2 * PUSHED_RECORDS * RECORD_BYTES;
/// The most records of which a package says that they were put aside: enough to see that it is so.
pub const TOLD_ASIDE: usize = 10_000;
/// The most screens that a device tells of.
pub const SCREENS: usize = 16;
/// The longest name of a screen, in bytes.
pub const SCREEN_NAME_BYTES: usize = 100;
/// The longest name of what a screen shows, in bytes: a word and an id.
pub const SCREEN_SHOWS_BYTES: usize = 264;
/// The longest side of a screen's page, in pixels.
pub const SCREEN_SIDE: u32 = 65_535;
/// The most codes that say what is wrong with a screen.
pub const SCREEN_CODES: usize = 8;
/// The longest of these codes, and of a language's tag, in bytes.
pub const SCREEN_CODE_BYTES: usize = 32;
/// The most emergencies that a screen tells of.
pub const SCREEN_EMERGENCIES: usize = 8;
/// The longest picture of a screen, in bytes.
pub const PICTURE_BYTES: usize = 512 * 1024;
/// The longest side of a picture of a screen, in pixels.
pub const PICTURE_SIDE: u32 = 960;
