//! `parvis screens`: the screens that are plugged in, and what each shows.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;

use crate::screens::{Screens, arrange, identities};
use crate::windows;

/// Lists them, one a line: what it is told apart by, its size, and what it shows.
pub(super) fn run(folder: &Path, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    if !windows::has_display() {
        anyhow::bail!("there is no display here whose screens could be listed");
    }
    let found = Arc::new(Mutex::new(Vec::new()));
    let finding = Arc::clone(&found);
    let app = tauri::Builder::default()
        .setup(move |app| {
            let monitors = identities(app.available_monitors()?);
            *finding.lock().unwrap_or_else(PoisonError::into_inner) = monitors;
            app.handle().exit(0);
            Ok(())
        })
        .build(tauri::generate_context!())
        .context("the screens cannot be listed; is there a display?")?;
    app.run_return(|_, _| {});
    let monitors = found.lock().unwrap_or_else(PoisonError::into_inner);
    let ids: Vec<_> = monitors.iter().map(|(id, _)| id.clone()).collect();
    let shown = arrange(&Screens::read(folder)?, &ids);
    for (at, (id, monitor)) in monitors.iter().enumerate() {
        let size = monitor.size();
        let shows = shown.iter().find(|(of, _)| *of == at);
        let shows = shows.map_or_else(|| "nothing".to_owned(), |(_, screen)| screen.to_string());
        writeln!(out, "{id}\t{}x{}\t{shows}", size.width, size.height)?;
    }
    Ok(ExitCode::SUCCESS)
}
