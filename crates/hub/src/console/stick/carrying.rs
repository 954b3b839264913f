//! Reading files of a stick, and writing the answers.

use std::fs::File;
use std::io;
use std::path::Path;

use parvis_sync::stick::FileError;
use parvis_sync::stick::folder::package_name;
use tempfile::NamedTempFile;
use tokio::runtime::Handle;
use tokio::task::spawn_blocking;

use super::carried::{Answered, Carried, Outcome, Refused};
use super::reasons::refused;
use crate::console::uploads::Given;
use crate::service::Service;
use crate::stick::{
    Answer, FileKind, Naming, Read, StickProblem, kind_of, read_request, read_retired,
};
use crate::store::Store;

/// Runs something that opens and writes large files where it is in no kiosk's way. It goes on to
/// its end, also when the browser that asked for it is gone.
async fn aside<S: Store, T: Send + 'static>(
    service: &Service<S>,
    work: impl AsyncFnOnce(&Service<S>) -> T + Send + 'static,
) -> io::Result<T> {
    let (service, runtime) = (service.clone(), Handle::current());
    let done = spawn_blocking(move || runtime.block_on(work(&service)));
    done.await.map_err(io::Error::other)
}

/// Takes what files say, and makes the answers. What is the matter with one is in no other's way.
pub(super) async fn carry<S: Store>(
    service: &Service<S>,
    files: Vec<Given>,
) -> io::Result<Vec<Carried>> {
    aside(service, async move |service: &Service<S>| {
        let kind = |given: &Given| kind_of(File::open(&given.file)?);
        let with_kind = |given: Given| kind(&given).map(|kind| (kind, given));
        let mut files = files.into_iter().map(with_kind).collect::<io::Result<Vec<_>>>()?;
        files.sort_by_key(|(kind, _)| *kind);
        let mut carried = Vec::new();
        for (kind, given) in files {
            carried.push(one(service, kind, given).await);
        }
        Ok(carried)
    })
    .await?
}

async fn one<S: Store>(service: &Service<S>, kind: FileKind, given: Given) -> Carried {
    let outcome = match kind {
        FileKind::Retired => retired(service, &given.file).await.map(Outcome::Retired),
        FileKind::Request => request(service, &given.file, None).await,
        FileKind::Package => Ok(Outcome::Package),
        FileKind::Other => Ok(Outcome::Refused(Refused { id: "by-stick-not-ours", why: None })),
    };
    let name = given.name();
    let outcome = outcome.unwrap_or_else(|problem| Outcome::Refused(refused(&problem)));
    let enrollable = match &outcome {
        Outcome::Unknown { .. } => true,
        Outcome::Answered(answered) => answered.revoked,
        _ => false,
    };
    Carried { name, outcome, given: enrollable.then_some(given) }
}

async fn retired<S: Store>(
    service: &Service<S>,
    file: &Path,
) -> Result<crate::stick::Taken, StickProblem> {
    read_retired(service, File::open(file)?).await
}

async fn request<S: Store>(
    service: &Service<S>,
    file: &Path,
    naming: Option<&Naming>,
) -> Result<Outcome, StickProblem> {
    match read_request(service, File::open(file)?, naming).await? {
        Read::Unknown { fingerprint, version } => Ok(Outcome::Unknown { fingerprint, version }),
        Read::Answered(answer) => {
            written(*answer).map(Outcome::Answered).map_err(StickProblem::NotWritten)
        }
    }
}

fn written(mut answer: Answer) -> Result<Answered, FileError> {
    let package = tempfile::Builder::new().prefix("parvis-hub-").tempfile()?;
    let out: &NamedTempFile = &package;
    answer.write(out.as_file())?;
    let Answer { taken, enrolled, revoked, .. } = answer;
    let name = package_name(taken.device);
    Ok(Answered { taken, enrolled, revoked, name, package })
}

/// Reads a request once more, to enrol its kiosk.
pub(super) async fn enrol<S: Store>(
    service: &Service<S>,
    file: &Path,
    naming: Naming,
) -> io::Result<Result<Outcome, StickProblem>> {
    let file = file.to_owned();
    let work = async move |service: &Service<S>| request(service, &file, Some(&naming)).await;
    aside(service, work).await
}
