//! The socket in the hub's data folder, and what goes through it: a line each way.

use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;

use tokio::runtime::Handle;

use super::{Answer, Command, carry_out};
use crate::service::Service;
use crate::store::Store;

/// The socket's name in the data folder. Only this account may use it.
pub const SOCKET: &str = "hub.sock";

/// Listens in a data folder, which this process holds, until the process ends. A socket that an
/// earlier one left behind is replaced.
///
/// # Errors
/// When there can be no socket, in a path that is too long, say.
pub fn listen<S: Store>(
    folder: &Path,
    service: Service<S>,
    address: Option<String>,
    runtime: Handle,
) -> io::Result<()> {
    let place = folder.join(SOCKET);
    match std::fs::remove_file(&place) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(&place)?;
    std::fs::set_permissions(&place, std::fs::Permissions::from_mode(0o600))?;
    let serve = move || {
        for stream in listener.incoming() {
            let answered = stream.and_then(|stream| {
                answer(stream, |command| {
                    runtime.block_on(carry_out(&service, address.as_deref(), command))
                })
            });
            if let Err(error) = answered {
                tracing::warn!(%error, "somebody at this machine was not answered");
            }
        }
    };
    std::thread::Builder::new().name("control".into()).spawn(serve)?;
    Ok(())
}

fn answer(mut stream: UnixStream, carry_out: impl FnOnce(Command) -> Answer) -> io::Result<()> {
    let mut line = String::new();
    BufReader::new(&stream).read_line(&mut line)?;
    let answer = match serde_json::from_str(&line) {
        Ok(command) => carry_out(command),
        Err(error) => Answer::Failed { reason: error.to_string() },
    };
    serde_json::to_writer(&mut stream, &answer)?;
    stream.write_all(b"\n")
}

/// Asks the hub that holds a data folder.
///
/// # Errors
/// When none answers.
pub fn ask(folder: &Path, command: &Command) -> io::Result<Answer> {
    let mut stream = UnixStream::connect(folder.join(SOCKET))?;
    serde_json::to_writer(&mut stream, command)?;
    stream.write_all(b"\n")?;
    let mut line = String::new();
    BufReader::new(&stream).read_line(&mut line)?;
    Ok(serde_json::from_str(&line)?)
}
