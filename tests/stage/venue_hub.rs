//! A hub in this process that says a venue's day, with a line to it that can be cut and watched.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use parvis_domain::announcement::Announcements;
use parvis_domain::programme::Programme;
use parvis_hub::service::{Offer, Service};
use parvis_hub::store::{Birth, Plan, SqliteStore, Store as _};
use parvis_protocol::enrol::EnrolmentCode;
use parvis_sync::http::router::router;
use parvis_testkit::Chance;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

use super::venue_day::{Deed, Said, at, event, venue};

/// A hub, for as long as this is kept.
pub(crate) struct VenueHub {
    service: Service<SqliteStore>,
    pub(crate) line: Line,
    /// What its clock reads, in seconds.
    now: Arc<AtomicI64>,
    _folder: tempfile::TempDir,
}

impl VenueHub {
    /// A hub with a programme whose event is [`event`].
    pub(crate) async fn start(programme: &Programme, now: Timestamp) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut chance = Chance::fresh();
        let entropy = Box::new(move |buffer: &mut [u8]| chance.fill(buffer));
        let birth = Birth { rehearsal: true, name: "Hub".into(), entropy };
        let store = Arc::new(SqliteStore::open(folder.path(), birth).unwrap());
        store.put_plan(&Plan::of_programme(programme).unwrap()).await.unwrap();
        let identity = store.identity().await.unwrap();
        let now = Arc::new(AtomicI64::new(now.as_second()));
        let read = Arc::clone(&now);
        let clock = Arc::new(move || Timestamp::from_second(read.load(Ordering::Relaxed)).unwrap());
        let service = Service::new(store, identity, "age1".into(), clock);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let behind = listener.local_addr().unwrap();
        let app = router(Arc::new(service.clone()));
        let app = app.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { service, line: Line::to(behind).await, now, _folder: folder }
    }

    pub(crate) fn set_clock(&self, now: Timestamp) {
        self.now.store(now.as_second(), Ordering::Relaxed);
    }

    /// Makes a data folder for rehearsing one of its devices', by the time it is there, and fills it.
    pub(crate) async fn enrol(&self, data: &Path) {
        let mut random = [0; 8];
        Chance::fresh().fill(&mut random);
        let code = EnrolmentCode::from_random(random);
        let offer = Offer { name: "Lobby".into(), events: vec![event()], gate: None };
        self.service.offer(offer, &code).await.unwrap();
        let now = Timestamp::from_second(self.now.load(Ordering::Relaxed)).unwrap().to_string();
        let address = format!("http://{}", self.line.begins);
        for asked in [vec!["enrol", &code.to_string(), "--address", address.as_str()], vec!["sync"]]
        {
            let mut parvis = Command::new(env!("CARGO_BIN_EXE_parvis"));
            parvis.args(asked).args(["--rehearsal", "--now", now.as_str(), "--data"]);
            let done = parvis.arg(data).output().unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
    }

    /// Says something; when this returns, it is durable here.
    pub(crate) async fn say(&self, deed: &Deed) {
        let service = &self.service;
        match deed.said.clone() {
            Said::Word(session, word) => service.say(&event(), &session, word).await.unwrap(),
            Said::Added(added) => service.add_session(&event(), added).await.unwrap(),
            Said::Announced(text, minutes) => {
                let times = (at(deed.minute), at(deed.minute + minutes));
                service.announce(Some(venue()), text, times).await.unwrap();
            }
            Said::TakenOver => service.take_over(venue(), Default::default()).await.unwrap(),
            Said::Ended => {
                let said = service.store().said().await.unwrap();
                let key = Announcements::fold(&said).emergencies()[0].0;
                service.withdraw(key).await.unwrap();
            }
        }
    }
}

/// A line to a hub, of which nothing gets through while it is cut.
pub(crate) struct Line {
    begins: SocketAddr,
    cut: Arc<AtomicBool>,
    came: Arc<Mutex<Option<Instant>>>,
}

impl Line {
    async fn to(behind: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let begins = listener.local_addr().unwrap();
        let cut = Arc::new(AtomicBool::new(false));
        let came = Arc::<Mutex<Option<Instant>>>::default();
        let (is_cut, comes) = (Arc::clone(&cut), Arc::clone(&came));
        tokio::spawn(async move {
            while let Ok((here, _)) = listener.accept().await {
                let (is_cut, comes) = (Arc::clone(&is_cut), Arc::clone(&comes));
                tokio::spawn(async move {
                    let Ok(there) = TcpStream::connect(behind).await else { return };
                    let until_cut = async {
                        while !is_cut.load(Ordering::Relaxed) {
                            tokio::time::sleep(Duration::from_millis(20)).await;
                        }
                    };
                    let ((asks, hears), (answers, asked)) = (here.into_split(), there.into_split());
                    let both = async {
                        let noted = || {
                            comes.lock().unwrap().get_or_insert_with(Instant::now);
                        };
                        tokio::join!(carry(asks, asked, || ()), carry(answers, hears, noted));
                    };
                    tokio::select! {
                        () = both => {}
                        () = until_cut => {}
                    }
                });
            }
        });
        Self { begins, cut, came }
    }

    pub(crate) fn is_cut(&self) -> bool {
        self.cut.load(Ordering::Relaxed)
    }

    pub(crate) fn cut(&self, is_cut: bool) {
        self.cut.store(is_cut, Ordering::Relaxed);
    }

    /// From now on [`Line::came`] tells when the hub is first heard.
    pub(crate) fn listen(&self) {
        *self.came.lock().unwrap() = None;
    }

    /// When the first bytes came from the hub since then.
    pub(crate) fn came(&self) -> Option<Instant> {
        *self.came.lock().unwrap()
    }
}

/// Carries what comes from one end to the other, until one of them is gone.
async fn carry(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, comes: impl Fn()) {
    let mut piece = vec![0; 16 * 1024];
    while let Ok(bytes @ 1..) = from.read(&mut piece).await {
        comes();
        if to.write_all(&piece[..bytes]).await.is_err() {
            break;
        }
    }
    let _ = to.shutdown().await;
}
