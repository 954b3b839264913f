//! `parvis scan`: what the codes in pictures say.

use std::process::ExitCode;

use parvis_codes::{Budget, Reader, picture};

use super::arguments::Scan;

/// Prints a line for each picture: the file, a tab, and the texts read, joined by `|`.
#[allow(clippy::print_stdout, clippy::print_stderr, reason = "the texts are what was asked for")]
pub(super) fn run(scan: &Scan) -> anyhow::Result<ExitCode> {
    let reader = Reader::new();
    let mut code = ExitCode::SUCCESS;
    for file in &scan.images {
        match picture::from_path(file) {
            Ok(picture) => {
                let sightings = reader.read(picture.luma(), Budget::Unlimited)?;
                let texts: Vec<_> = sightings.iter().map(|s| s.payload.lossy()).collect();
                println!("{}\t{}", file.display(), texts.join("|"));
            }
            Err(error) => {
                println!("{}\t", file.display());
                eprintln!("parvis: {}: {error}", file.display());
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}
