//! Files that came in over the console, for as long as somebody looks at their preview.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use axum::extract::Multipart;
use axum::extract::multipart::Field;
use parvis_domain::id::EventId;
use tempfile::TempDir;

use super::failure::Failure;

/// The largest form with a file, in bytes: 100 MB and a little for the other fields.
pub(super) const MAX_BYTES: usize = 100 * 1_000_000 + 64 * 1024;
/// The largest file, in bytes.
const MAX_FILE: u64 = 100 * 1_000_000;
/// How many files a form has at most.
const MAX_FILES: usize = 100;
/// The longest other field, in bytes.
const MAX_FIELD: usize = 1024;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Programme,
    Gates,
    Roster,
}

impl Kind {
    /// As it stands in an address.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name {
            "programme" => Some(Self::Programme),
            "gates" => Some(Self::Gates),
            "roster" => Some(Self::Roster),
            _ => None,
        }
    }
}

/// A file, and what was said with it.
#[derive(Debug)]
pub(super) struct Upload {
    pub(super) kind: Kind,
    /// The file, under the name it came with: errors speak of it.
    pub(super) file: PathBuf,
    /// The event of rows that name none.
    pub(super) event: Option<EventId>,
    /// Whether it is said to be the whole roster.
    pub(super) complete: bool,
    /// Removed with all that is in it when this is dropped.
    _folder: TempDir,
}

/// A file as it came.
#[derive(Debug)]
pub(super) struct Given {
    /// Where it is, under the name it came with.
    pub(super) file: PathBuf,
    /// Removed with all that is in it when this is dropped. Only this account may look into it.
    folder: TempDir,
}

impl Given {
    /// The name it came with.
    pub(super) fn name(&self) -> String {
        self.file.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// What a form with a file says.
#[derive(Default)]
pub(super) struct Sent {
    /// What proves whose page it comes from.
    pub(super) form_token: String,
    event: Option<EventId>,
    complete: bool,
    /// The files that were chosen.
    pub(super) files: Vec<Given>,
}

impl Sent {
    /// Reads a form. What stands before the file is checked by `before` when the file comes, so
    /// that nothing of a stranger's is written to a disk.
    pub(super) async fn read(
        form: &mut Multipart,
        before: impl Fn(&Self) -> Result<(), Failure>,
    ) -> Result<Self, Failure> {
        let mut sent = Self::default();
        while let Some(field) = form.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            match name.as_str() {
                "file" => {
                    before(&sent)?;
                    if sent.files.len() >= MAX_FILES {
                        return Err(Failure::TooLarge);
                    }
                    sent.files.extend(written(field).await?);
                }
                name => sent.take(name, &text(field).await?),
            }
        }
        before(&sent)?;
        Ok(sent)
    }

    fn take(&mut self, name: &str, text: &str) {
        match name {
            super::posted::FORM_TOKEN => text.clone_into(&mut self.form_token),
            "event" => self.event = text.parse().ok(),
            "complete" => self.complete = true,
            _ => {}
        }
    }

    /// The file with what was said; `None` when no file was chosen.
    pub(super) fn upload(mut self, kind: Kind) -> Option<Upload> {
        let Given { file, folder } = self.files.pop()?;
        let (event, complete) = (self.event, self.complete);
        Some(Upload { kind, file, event, complete, _folder: folder })
    }
}

async fn text(mut field: Field<'_>) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MAX_FIELD {
            return Err(Failure::Form);
        }
    }
    Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
}

/// Writes a file to a folder of its own as it comes in.
async fn written(mut field: Field<'_>) -> Result<Option<Given>, Failure> {
    let name = file_name(field.file_name().unwrap_or_default());
    let Some(name) = name else { return Ok(None) };
    let folder = tempfile::Builder::new().prefix("parvis-hub-").tempdir()?;
    let path = folder.path().join(name);
    let mut out = create(&path)?;
    let mut length = 0_u64;
    // Each piece is small, and goes to the system's cache: no need for a thread of its own.
    while let Some(chunk) = field.chunk().await? {
        length += chunk.len() as u64;
        if length > MAX_FILE {
            return Err(Failure::TooLarge);
        }
        out.write_all(&chunk)?;
    }
    Ok(Some(Given { file: path, folder }))
}

fn create(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    File::options().write(true).create_new(true).mode(0o600).open(path)
}

/// A file's name without folders, of any system's, and without what no name should have.
fn file_name(sent: &str) -> Option<String> {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|c| !c.is_control()).take(100).collect();
    let name = name.trim().trim_start_matches('.');
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_file_has_a_name_and_no_way() {
        let name = |sent: &str| file_name(sent).unwrap_or_default();
        assert_eq!(name(r"C:\Users\ada\liste.csv"), "liste.csv");
        assert_eq!(name("../../etc/passwd"), "passwd");
        assert_eq!(name("..\n"), "");
        assert_eq!(name(""), "");
        assert_eq!(name("Invités du 16 novembre.xlsx"), "Invités du 16 novembre.xlsx");
    }
}
