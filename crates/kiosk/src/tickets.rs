//! Tickets drawn: a picture for each, or sheets to print. Only codes that the roster holds.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use parvis_codes::draw;
use parvis_domain::code::Code;
use parvis_domain::id::EventId;
use parvis_domain::ticket::RosterLine;
use parvis_roster::RosterError;
use parvis_texts::{TextError, Texts};

use crate::kiosk::{Kiosk, Setup};

/// How many pixels a module of a PNG measures: a code of 25 modules is 4 cm wide at 150 dpi.
const PNG_MODULE_PX: u32 = 8;
/// How many units a module of an SVG measures. It is scaled where it is shown.
const SVG_MODULE_PX: u32 = 4;

/// A picture's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// Lines.
    Svg,
    /// Pixels.
    Png,
}

/// Why tickets were not drawn.
#[derive(Debug, thiserror::Error)]
pub enum TicketsError {
    /// There is no such event, or only the hashes of its codes are here.
    #[error("this kiosk holds no tickets of “{0}”")]
    NoTickets(String),
    /// A code cannot be drawn.
    #[error("a ticket’s code cannot be drawn: {0}")]
    Draw(#[from] draw::DrawError),
    /// A file cannot be written.
    #[error("{} cannot be written: {source}", .file.display())]
    Write {
        /// The file.
        file: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The words on a sheet are missing.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The roster cannot be read.
    #[error(transparent)]
    Roster(#[from] RosterError),
}

impl Kiosk {
    /// Draws every ticket of an event, or of all, into a folder; gives how many. The files are
    /// named after the tickets' codes.
    pub fn draw_tickets(
        &self,
        out: &Path,
        event: Option<&EventId>,
        format: PictureFormat,
    ) -> Result<u64, TicketsError> {
        make_folder(out)?;
        let mut drawn = 0;
        self.each_ticket(event, |line| {
            drawn += 1;
            let code = draw::Code::new(line.code.as_str())?;
            let (ending, bytes) = match format {
                PictureFormat::Svg => ("svg", code.svg(SVG_MODULE_PX)?.into_bytes()),
                PictureFormat::Png => ("png", code.png(PNG_MODULE_PX)?),
            };
            write(&out.join(format!("{}.{ending}", file_stem(line))), &bytes)
        })?;
        Ok(drawn)
    }

    /// Writes one page to print with every ticket of an event, or of all; gives how many.
    pub fn ticket_sheet(&self, file: &Path, event: Option<&EventId>) -> Result<u64, TicketsError> {
        make_folder(file.parent().unwrap_or(Path::new(".")))?;
        let (setup, texts) = (self.setup(), Texts::load()?);
        let mut sheet = Sheet::new("en", &texts.words("en", "sheet-title", &[])?.words);
        let mut drawn = 0;
        self.each_ticket(event, |line| {
            drawn += 1;
            sheet.add(&card(&setup, &texts, line)?);
            Ok(())
        })?;
        write(file, sheet.finish().as_bytes())?;
        Ok(drawn)
    }

    fn each_ticket(
        &self,
        event: Option<&EventId>,
        mut each: impl FnMut(&RosterLine) -> Result<(), TicketsError>,
    ) -> Result<(), TicketsError> {
        let events: Vec<EventId> = match event {
            Some(event) => vec![event.clone()],
            None => self.setup().programme.events.iter().map(|event| event.id.clone()).collect(),
        };
        let mut any = false;
        let mut failed = None;
        self.roster()
            .read(|roster| {
                for event in &events {
                    roster.lines(event, &mut |line| {
                        any = true;
                        each(&line).map_err(|error| {
                            failed = Some(error);
                            RosterError::RolledBack
                        })
                    })?;
                }
                Ok(())
            })
            .or_else(|error| failed.take().map_or(Err(error.into()), Err))?;
        if any {
            return Ok(());
        }
        Err(TicketsError::NoTickets(event.map_or_else(|| "any event".into(), ToString::to_string)))
    }
}

/// One ticket on a sheet.
pub(crate) struct Card {
    /// The QR code's content.
    pub(crate) code: String,
    /// The language of the words.
    pub(crate) lang: String,
    /// Large: whose ticket it is.
    pub(crate) title: String,
    /// Below it.
    pub(crate) lines: Vec<String>,
    /// The code in letters, for typing; `None` when it is too long for that.
    pub(crate) typed: Option<String>,
}

fn card(setup: &Setup, texts: &Texts, line: &RosterLine) -> Result<String, TicketsError> {
    let wanted = line.attendee.language.as_ref().map_or("en", |lang| lang.primary());
    let how = texts.words(wanted, "door-how", &[])?;
    let languages: Vec<_> = line.attendee.language.iter().cloned().collect();
    let event = setup.programme.event(&line.ticket.event);
    let title = event.and_then(|event| event.title.pick(&languages)).map(|(_, title)| title);
    Card {
        code: line.code.as_str().to_owned(),
        lang: how.lang.to_owned(),
        title: line.attendee.full_name(),
        lines: vec![title.unwrap_or_default().to_owned(), how.words],
        typed: typeable(&line.code),
    }
    .html()
}

/// A code as it is printed beside its picture, when a person could type it.
pub(crate) fn typeable(code: &Code) -> Option<String> {
    let short = code.as_str().chars().count() <= 16;
    (short && code.typed().is_some()).then(|| code.as_str().to_owned())
}

impl Card {
    /// The ticket as a part of a page.
    pub(crate) fn html(&self) -> Result<String, TicketsError> {
        let picture = draw::Code::new(&self.code)?.svg(SVG_MODULE_PX)?;
        // An SVG inside a page has no prolog of its own.
        let picture = picture.find("<svg").map_or("", |start| &picture[start..]);
        let mut html = String::new();
        let lines: String = self.lines.iter().map(|l| format!("<p>{}</p>", escaped(l))).collect();
        let typed = self.typed.as_deref().map(escaped).unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = write!(
            html,
            "<article lang=\"{}\">{picture}<h2>{}</h2>{lines}<p class=\"code\">{typed}</p></article>",
            escaped(&self.lang),
            escaped(&self.title),
        );
        Ok(html)
    }
}

/// A page of tickets, made to be printed on A4 and cut.
pub(crate) struct Sheet {
    html: String,
}

impl Sheet {
    pub(crate) fn new(lang: &str, title: &str) -> Self {
        let title = escaped(title);
        let html = format!(
            "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
             <title>{title}</title><style>{STYLE}</style></head><body><h1>{title}</h1><main>\n"
        );
        Self { html }
    }

    /// A heading above the tickets that follow.
    pub(crate) fn heading(&mut self, words: &str) {
        let _ = writeln!(self.html, "<h3>{}</h3>", escaped(words));
    }

    pub(crate) fn add(&mut self, card: &str) {
        self.html.push_str(card);
        self.html.push('\n');
    }

    pub(crate) fn finish(mut self) -> String {
        self.html.push_str("</main></body></html>\n");
        self.html
    }
}

/// Three tickets in a row, none broken over two pages.
const STYLE: &str = "@page{size:A4;margin:12mm}body{font-family:'Atkinson Hyperlegible',sans-serif;\
    color:#000;background:#fff;margin:0}h1{font-size:18pt}main{display:grid;\
    grid-template-columns:repeat(3,1fr);gap:6mm}h3{grid-column:1/-1;margin:4mm 0 0;font-size:13pt}\
    article{border:.3mm dashed #888;padding:4mm;break-inside:avoid;text-align:center}\
    article svg{width:42mm;height:42mm}h2{font-size:12pt;margin:2mm 0 1mm}p{font-size:9pt;\
    margin:1mm 0}.code{font-family:monospace;font-size:12pt;letter-spacing:.08em}";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A file's name for a ticket: its code where that is a name, its id elsewhere.
fn file_stem(line: &RosterLine) -> String {
    let code = line.code.as_str();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let named = code.len() <= 64 && code.chars().all(plain);
    if named { code.to_owned() } else { line.ticket.id.to_string() }
}

fn make_folder(folder: &Path) -> Result<(), TicketsError> {
    let failed = |source| TicketsError::Write { file: folder.to_owned(), source };
    fs::create_dir_all(folder).map_err(failed)
}

pub(crate) fn write(file: &Path, bytes: &[u8]) -> Result<(), TicketsError> {
    let failed = |source| TicketsError::Write { file: file.to_owned(), source };
    fs::write(file, bytes).map_err(failed)
}
