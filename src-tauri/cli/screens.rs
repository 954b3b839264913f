//! `parvis screens`: the screens that are plugged in, what each shows, and at which hours.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;

use crate::screens::{Screen, Screens, arrange, identities};
use crate::windows;

/// Lists them, one a line: what it is told apart by, its size, what it shows, and at which hours it
/// is on, if not always.
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
    let screens = Screens::read(folder)?;
    let shown = arrange(&screens, &ids);
    for (at, (id, monitor)) in monitors.iter().enumerate() {
        let size = monitor.size();
        let shows = shown.iter().find(|(of, _)| *of == at);
        let screen = shows.map(|(_, screen)| screen);
        let shows = screen.map_or_else(|| "nothing".to_owned(), ToString::to_string);
        let hours = screens.hours(id).filter(|_| matches!(screen, Some(Screen::Board(_))));
        let hours = hours.map_or_else(String::new, |hours| format!("\t{hours}"));
        writeln!(out, "{id}\t{}x{}\t{shows}{hours}", size.width, size.height)?;
    }
    Ok(ExitCode::SUCCESS)
}
