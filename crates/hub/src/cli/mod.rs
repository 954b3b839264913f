//! What is done from a terminal.

mod arguments;
mod aside;
mod devices;
mod stick;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, bail};
use etcetera::BaseStrategy as _;
use jiff::{SignedDuration, Timestamp};
use parvis_hub::control::{self, Answer};
use parvis_hub::service::Service;
use parvis_hub::store::{Birth, DatabaseAddress, PostgresStore, SqliteStore, Store, StoreError};
use parvis_sync::sealed;

pub(crate) use arguments::{Arguments, Serve};
use arguments::{Command, Place};

use crate::serve;

pub(crate) fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let Arguments { place, command, .. } = arguments;
    runtime.block_on(async {
        if let Some(url) = &place.database {
            let mut address = DatabaseAddress::new(url).without_tls(place.database_without_tls);
            if let Some(authority) = &place.database_ca {
                address = address.trusting(authority.clone());
            }
            let store = PostgresStore::open_at(&address, birth(&place)).await?;
            return on(store, None, command).await;
        }
        let folder = folder(&place)?;
        let (opening, birth) = (folder.clone(), birth(&place));
        let opened =
            tokio::task::spawn_blocking(move || SqliteStore::open(&opening, birth)).await?;
        match opened {
            Ok(store) => on(store, Some(folder), command).await,
            // The hub is running: it does what is asked itself.
            Err(StoreError::InUse { .. }) if !matches!(command, Command::Serve(_)) => {
                let name_of = |command| {
                    control::ask(&folder, &command)
                        .context("the hub that is running does not answer")
                };
                ask(command, name_of)
            }
            Err(error) => Err(error.into()),
        }
    })
}

/// Does something with an open store.
async fn on<S: Store>(
    store: S,
    folder: Option<PathBuf>,
    command: Command,
) -> anyhow::Result<ExitCode> {
    if let Command::Restore(backup) = &command {
        store.restore(&backup.file).await?;
        say("Restored. Kiosks will compare everything with this hub when they next reach it.");
        return Ok(ExitCode::SUCCESS);
    }
    let store = Arc::new(store);
    let identity = store.identity().await?;
    let seal_to = sealed::recipient(&identity.sealing_seed)?;
    let set_to = match &command {
        Command::Serve(serve) => serve.now,
        _ => None,
    };
    if set_to.is_some() && !identity.rehearsal {
        bail!("the clock can be set for rehearsing only: this hub is for real events");
    }
    let service = Service::new(store, identity, seal_to, clock(set_to));
    if let Command::Serve(options) = command {
        return serve::run(service, folder, options).await;
    }
    let handle = tokio::runtime::Handle::current();
    tokio::task::block_in_place(|| {
        ask(command, |command| Ok(handle.block_on(control::carry_out(&service, None, command))))
    })
}

/// Says what came of a command, whoever carries it out.
fn ask(
    command: Command,
    carry_out: impl Fn(control::Command) -> anyhow::Result<Answer>,
) -> anyhow::Result<ExitCode> {
    match command {
        Command::Enrol(enrol) => devices::enrol(enrol, random()?, carry_out)?,
        Command::Import(import) => {
            // Whoever carries it out may stand in another folder.
            let whole = |file: Option<PathBuf>| file.map(std::path::absolute).transpose();
            let import = control::Import {
                programme: whole(import.programme)?,
                gates: whole(import.gates)?,
                roster: whole(import.roster)?,
                event: import.event,
                zone: import.zone,
                preview: import.preview,
                vanish: import.vanish,
            };
            let answer = done(carry_out(control::Command::Import(Box::new(import)))?)?;
            let Answer::Changed { lines } = answer else { bail!("the hub did not understand") };
            lines.iter().for_each(|line| say(line));
        }
        Command::Admin(admin) => {
            let mut password = String::new();
            std::io::stdin().read_line(&mut password)?;
            let password = password.trim_end_matches(['\r', '\n']).to_owned();
            done(carry_out(control::Command::Administrator { name: admin.name, password })?)?;
            say("Done: sign in at the console.");
        }
        Command::Devices => devices::list(carry_out)?,
        Command::Revoke(revoke) => devices::revoke(&revoke.device, carry_out)?,
        Command::Stick(options) => return stick::visit(options, carry_out),
        Command::Aside(aside) => aside::run(aside.what, carry_out)?,
        Command::Backup(backup) => {
            // Whoever carries it out may stand in another folder.
            let to = std::path::absolute(&backup.file)?;
            done(carry_out(control::Command::Backup { to: to.clone() })?)?;
            say(&format!("Everything is in {}, keys included: keep it safe.", to.display()));
        }
        Command::Doctor => return doctor(carry_out(control::Command::Check)?),
        Command::Restore(_) => bail!("a hub that is running is not restored over; end it first"),
        Command::Serve(_) => bail!("this hub is running already"),
    }
    Ok(ExitCode::SUCCESS)
}

fn doctor(answer: Answer) -> anyhow::Result<ExitCode> {
    let Answer::Findings { findings } = done(answer)? else { bail!("the hub did not understand") };
    if findings.is_empty() {
        say("Everything is in order.");
        return Ok(ExitCode::SUCCESS);
    }
    findings.iter().for_each(|finding| say(finding));
    Ok(ExitCode::FAILURE)
}

/// The answer, or the reason why there is none.
fn done(answer: Answer) -> anyhow::Result<Answer> {
    match answer {
        Answer::Failed { reason } => Err(anyhow::Error::msg(reason)),
        answer => Ok(answer),
    }
}

fn folder(place: &Place) -> anyhow::Result<PathBuf> {
    if let Some(folder) = &place.data {
        return Ok(folder.clone());
    }
    let base = etcetera::choose_base_strategy().context("there is no home folder; use --data")?;
    Ok(base.data_dir().join("parvis-hub"))
}

/// The machine's clock, or one that was set and runs on from there.
fn clock(set_to: Option<Timestamp>) -> Arc<dyn Fn() -> Timestamp + Send + Sync> {
    let Some(set_to) = set_to else { return Arc::new(Timestamp::now) };
    let set_at = Instant::now();
    Arc::new(move || {
        let passed = SignedDuration::try_from(set_at.elapsed()).unwrap_or(SignedDuration::MAX);
        set_to.saturating_add(passed).unwrap_or(Timestamp::MAX)
    })
}

fn birth(place: &Place) -> Birth {
    Birth {
        rehearsal: place.rehearsal,
        name: place.name.clone().unwrap_or_else(|| "Parvis".into()),
        entropy: Box::new(entropy),
    }
}

/// Random bytes from the system. Without them no key is safe, so there is no going on.
fn entropy(bytes: &mut [u8]) {
    if let Err(error) = getrandom::fill(bytes) {
        tracing::error!(%error, "the system gives no random numbers");
        std::process::abort();
    }
}

fn random() -> anyhow::Result<[u8; 8]> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).context("the system gives no random numbers")?;
    Ok(bytes)
}

#[allow(clippy::print_stdout, reason = "what was asked for goes to stdout")]
fn say(text: &str) {
    println!("{text}");
}
