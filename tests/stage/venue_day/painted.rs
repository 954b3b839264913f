//! What the boards of a venue paint, as their pages' elements say.

use parvis_domain::programme::{Mark, Slot};
use parvis_domain::text::Lang;
use serde::Deserialize;

use super::LANGUAGES;

/// What is painted, as the page's elements say.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Painted {
    /// What the board found when it looked at itself.
    pub(crate) check: Option<String>,
    pub(crate) screen: String,
    pub(crate) lang: String,
    pub(crate) page: usize,
    pub(crate) pages: usize,
    pub(crate) rows: Vec<Row>,
}

/// A room's row.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Row {
    pub(super) id: String,
    pub(super) now: Vec<Shown>,
    pub(super) next: Vec<Shown>,
    /// Something that is elsewhere has a line in it.
    pub(super) elsewhere: bool,
}

/// A session in it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Shown {
    title: String,
    /// The title is struck through.
    struck: bool,
    marks: Vec<String>,
}

impl Shown {
    pub(super) fn new(slot: &Slot<'_>, lang: &str) -> Self {
        let languages: Vec<Lang> =
            [lang, LANGUAGES[0], "en"].iter().map(|lang| lang.parse().unwrap()).collect();
        let (_, title) = slot.session.title.pick(&languages).unwrap();
        let mark = |mark: &Mark| match mark {
            Mark::Cancelled => "cancelled",
            Mark::Moved => "moved",
            Mark::Late { .. } => "late",
            Mark::Full => "full",
            Mark::Added => "added",
        };
        Self {
            title: title.to_owned(),
            struck: !slot.takes_place(),
            marks: slot.marks.iter().map(|it| mark(it).to_owned()).collect(),
        }
    }
}

/// Reads [`Painted`] off the page.
pub(crate) const READ: &str = r#"
const own = (element) => [...(element?.childNodes ?? [])]
  .filter((node) => node.nodeType === Node.TEXT_NODE)
  .map((node) => node.textContent).join("").replace(/\s+/g, " ").trim();
const session = (element) => ({
  title: own(element.querySelector(".title bdi")),
  struck: element.querySelector(".title s") !== null,
  marks: [...element.querySelectorAll("[data-mark]")].map((mark) => mark.dataset.mark),
});
const sessions = (row, where) => [...row.querySelectorAll(`${where} [data-session]`)].map(session);
const main = document.querySelector("main");
return {
  check: main.dataset.check ?? null,
  screen: main.dataset.screen ?? "",
  lang: main.lang,
  page: Number(main.dataset.page),
  pages: Number(main.dataset.pages),
  rows: [...document.querySelectorAll("[data-room]")].map((row) => ({
    id: row.dataset.room,
    now: sessions(row, ".now"),
    next: sessions(row, ".next"),
    elsewhere: row.querySelector(".elsewhere") !== null,
  })),
};
"#;
