//! What a file is, told by how it begins: in a browser its name may have been changed on the way.

use std::io::{self, Read};

use parvis_protocol::stick::frame::{PACKAGE, REQUEST};

/// How every sealed file begins: <https://age-encryption.org/v1>.
const SEALED: &str = "age-encryption.org/";

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// What a revoked kiosk sealed. It comes first: it is what was recorded first.
    Retired,
    /// A kiosk's request.
    Request,
    /// A package for a kiosk.
    Package,
    /// Nothing of Parvis.
    Other,
}

/// Reads the beginning of a file, and tells what it is. Of which version it is, its reader finds.
///
/// # Errors
/// When it cannot be read.
pub fn kind_of(input: impl Read) -> io::Result<FileKind> {
    let mut beginning = Vec::new();
    input.take(SEALED.len() as u64).read_to_end(&mut beginning)?;
    let of_any_version = |format: &'static str| format.trim_end_matches(|c: char| c.is_numeric());
    let begins = |with: &str| beginning.starts_with(with.as_bytes());
    Ok(match () {
        () if begins(of_any_version(REQUEST)) => FileKind::Request,
        () if begins(of_any_version(PACKAGE)) => FileKind::Package,
        () if begins(SEALED) => FileKind::Retired,
        () => FileKind::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_how_it_begins() {
        for (content, kind) in [
            ("parvis-request-1 00", FileKind::Request),
            ("parvis-request-27 00", FileKind::Request),
            ("parvis-package-1 00", FileKind::Package),
            ("age-encryption.org/v1\n-> X25519", FileKind::Retired),
            ("parvis-reques", FileKind::Other),
            ("code,name\n", FileKind::Other),
            ("", FileKind::Other),
        ] {
            assert_eq!(kind_of(content.as_bytes()).ok(), Some(kind), "{content}");
        }
    }
}
