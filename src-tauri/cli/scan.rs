//! `parvis scan`: what the codes in pictures say.

use std::io::Write;
use std::process::ExitCode;

use parvis_codes::{Budget, Reader, picture};

use super::arguments::Scan;

/// Prints a line for each picture: the file, a tab, and the texts read, joined by `|`.
#[allow(clippy::print_stderr, reason = "a picture that cannot be read is no answer")]
pub(super) fn run(scan: &Scan, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let reader = Reader::new();
    let mut code = ExitCode::SUCCESS;
    for file in &scan.images {
        match picture::from_path(file) {
            Ok(picture) => {
                let sightings = reader.read(picture.luma(), Budget::Unlimited)?;
                let texts: Vec<_> = sightings.iter().map(|s| s.payload.lossy()).collect();
                writeln!(out, "{}\t{}", file.display(), texts.join("|"))?;
            }
            Err(error) => {
                writeln!(out, "{}\t", file.display())?;
                eprintln!("parvis: {}: {error}", file.display());
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}
