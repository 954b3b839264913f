//! What a file really is, told by its first bytes and never by its name.

use std::io::{self, Read, Seek, SeekFrom};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// Nothing, or nothing but blanks.
    Empty,
    /// A workbook as Excel has written it since 2007.
    Workbook,
    /// A workbook in Excel's format of 1997.
    OldWorkbook,
    /// A workbook that opens with a password only.
    Protected,
    /// A workbook of LibreOffice.
    OpenDocument,
    /// An archive that breaks off before its end.
    BrokenArchive,
    /// A web page, whatever its name says.
    WebPage,
    /// JSON.
    Json,
    /// A calendar.
    Calendar,
    /// Something else that has a name.
    Other(&'static str),
    /// Text that is none of the above.
    Text,
    /// Nothing that is known.
    Binary,
}

/// A file's name without its folders, as its maker knows it.
pub(crate) fn file_name(path: &std::path::Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// How much of a file is looked at to tell what it is, in bytes.
const HEAD_BYTES: u64 = 4096;

/// How far into an old workbook the mark of a password is looked for, in bytes.
const OLD_WORKBOOK_BYTES: u64 = 64 << 20;

/// Tells what a file is; leaves it at its beginning.
pub(crate) fn content_of<F: Read + Seek>(file: &mut F) -> io::Result<Content> {
    file.rewind()?;
    let mut head = Vec::new();
    file.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
    let content = match binary(&head) {
        Some(Content::OldWorkbook) if is_protected(file)? => Content::Protected,
        Some(Content::Workbook) => archive(file),
        Some(content) => content,
        None => text(&head),
    };
    file.rewind()?;
    Ok(content)
}

fn binary(head: &[u8]) -> Option<Content> {
    let known: [(&[u8], Content); 11] = [
        (b"PK\x03\x04", Content::Workbook),
        (b"PK\x05\x06", Content::Other("an empty archive")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Content::OldWorkbook),
        (b"%PDF", Content::Other("a PDF document")),
        (b"{\\rtf", Content::Other("a text document (RTF)")),
        (b"SQLite format 3\0", Content::Other("a database (SQLite)")),
        (b"\x89PNG", Content::Other("a picture (PNG)")),
        (b"\xff\xd8\xff", Content::Other("a picture (JPEG)")),
        (b"GIF8", Content::Other("a picture (GIF)")),
        (b"\x1f\x8b", Content::Other("a compressed file (gzip)")),
        (b"7z\xbc\xaf", Content::Other("an archive (7z)")),
    ];
    known.iter().find(|(start, _)| head.starts_with(start)).map(|(_, content)| *content)
}

/// Tells a workbook from the other things that come as a ZIP archive.
fn archive<F: Read + Seek>(file: &mut F) -> Content {
    let Ok(archive) = zip::ZipArchive::new(file) else { return Content::BrokenArchive };
    let has = |name: &str| archive.index_for_name(name).is_some();
    let under = |folder: &str| archive.file_names().flatten().any(|name| name.starts_with(folder));
    if has("xl/workbook.xml") {
        Content::Workbook
    } else if has("xl/workbook.bin") {
        Content::Other("a binary workbook (.xlsb)")
    } else if has("content.xml") && has("mimetype") {
        Content::OpenDocument
    } else if under("word/") {
        Content::Other("a text document (.docx)")
    } else if under("ppt/") {
        Content::Other("a presentation (.pptx)")
    } else if under("Index/") {
        Content::Other("a document of Numbers or Pages")
    } else if under("xl/") {
        Content::Workbook
    } else {
        Content::Other("an archive (ZIP)")
    }
}

/// Whether a compound file holds an encrypted package: how Excel keeps a workbook with a password.
fn is_protected<F: Read + Seek>(file: &mut F) -> io::Result<bool> {
    let mark: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    file.seek(SeekFrom::Start(0))?;
    let mut file = file.by_ref().take(OLD_WORKBOOK_BYTES);
    let mut window = Vec::new();
    loop {
        // What is kept of the window before lets a mark across the border be found.
        let kept = window.len().saturating_sub(mark.len());
        window.drain(..kept);
        if file.by_ref().take(64 << 10).read_to_end(&mut window)? == 0 {
            return Ok(false);
        }
        if window.windows(mark.len()).any(|bytes| bytes == mark) {
            return Ok(true);
        }
    }
}

fn text(head: &[u8]) -> Content {
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    if !wide && head.contains(&0) {
        return Content::Binary;
    }
    // Marks are ASCII: leaving out zeros and byte order marks reads them in UTF-16 as well.
    let plain: String = head
        .iter()
        .filter(|byte| byte.is_ascii() && **byte != 0)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let start = plain.trim_start();
    if start.is_empty()
        && head.iter().all(|byte| *byte < 0x80 || b"\xef\xbb\xbf\xff\xfe".contains(byte))
    {
        return Content::Empty;
    }
    let starts = |with: &[&str]| with.iter().any(|with| start.starts_with(with));
    if starts(&[
        "<!doctype html",
        "<html",
        "<head",
        "<meta",
        "<body",
        "<table",
        "<style",
        "<script",
    ]) || (starts(&["<?xml", "<!--"]) && plain.contains("<html"))
    {
        Content::WebPage
    } else if start.starts_with("<?xml") && plain.contains("office:spreadsheet") {
        Content::Other("a workbook in the XML format of 2003")
    } else if starts(&["<?xml"]) {
        Content::Other("an XML file")
    } else if starts(&["{", "["]) {
        Content::Json
    } else if starts(&["begin:vcalendar"]) {
        Content::Calendar
    } else {
        Content::Text
    }
}
