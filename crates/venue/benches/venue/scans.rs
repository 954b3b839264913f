//! Whether a scan takes longer because of the hub: it is away, hangs or is slow.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use parvis_domain::verdict::VerdictName;

use crate::hub::Hub;
use crate::station::Station;
use crate::{ROUNDS, median, millis, number, percentile, say};

/// How long a slow network holds everything back.
const SLOW: Duration = Duration::from_millis(1_500);
/// At most so much longer than without a hub.
const BAR: f64 = 1.2;

/// A kiosk in one of the situations, with its folder and the thread that speaks with the hub.
struct Standing {
    what: &'static str,
    station: Station,
    _syncing: Option<parvis_kiosk::hub::Syncing>,
    _folder: tempfile::TempDir,
    next: usize,
    tails: Vec<f64>,
    middles: Vec<f64>,
}

/// The 99th of a hundred scans beside those of a kiosk that has no hub.
pub(crate) fn measure() {
    let scans = number("PARVIS_BENCH_SCANS", 400);
    let folder = tempfile::tempdir().unwrap();
    let hub = Hub::start(folder.path());
    hub.fill(scans * (ROUNDS + 1));
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut standings = [
        standing("no hub", None, &hub),
        standing("a hub that is well", Some(hub.address), &hub),
        standing("a hub that cannot be reached", Some(nobody), &hub),
        standing("a hub that hangs", Some(hanging()), &hub),
        standing("a hub that is slow", Some(slow(hub.address)), &hub),
    ];
    // The first round only warms everything up.
    for round in 0..=ROUNDS {
        for standing in &mut standings {
            let mut times = Vec::with_capacity(scans);
            for _ in 0..scans {
                let begun = Instant::now();
                let verdict = standing.station.admit(standing.next);
                times.push(begun.elapsed());
                assert_eq!(verdict, VerdictName::Admitted);
                standing.next += 1;
                thread::sleep(Duration::from_millis(2));
            }
            if round > 0 {
                standing.tails.push(millis(percentile(&mut times, 99)));
                standing.middles.push(millis(percentile(&mut times, 50)));
            }
        }
    }
    let floor = median(&mut standings[0].tails);
    for standing in &mut standings {
        let (tail, middle) = (median(&mut standing.tails), median(&mut standing.middles));
        let ratio = tail / floor;
        say(
            &format!("a scan with {}", standing.what),
            &format!("p50 {middle:.2} ms, p99 {tail:.2} ms, ratio {ratio:.2}"),
            &format!("at most {BAR}"),
            ratio <= BAR,
        );
    }
}

/// A filled kiosk that believes its hub to be at an address.
fn standing(what: &'static str, address: Option<SocketAddr>, hub: &Hub) -> Standing {
    let folder = tempfile::tempdir().unwrap();
    let station = Station::filled(folder.path(), hub);
    let mut syncing = None;
    if let Some(address) = address {
        let roster = station.kiosk.roster();
        let mut enrolment = roster.hub().unwrap().unwrap().enrolment;
        enrolment.address = format!("http://{address}");
        roster.write(|roster| roster.put_enrolment(&enrolment)).unwrap();
        syncing = Some(station.sync(folder.path()));
    }
    let (tails, middles) = (Vec::new(), Vec::new());
    Standing { what, station, _syncing: syncing, _folder: folder, next: 0, tails, middles }
}

/// Takes every connection and never says a word.
fn hanging() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let mut held = Vec::new();
        for connection in listener.incoming().map_while(Result::ok) {
            held.push(connection);
        }
    });
    address
}

/// Hands everything on, late.
fn slow(hub: SocketAddr) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for kiosk in listener.incoming().map_while(Result::ok) {
            let Ok(hub) = TcpStream::connect(hub) else { continue };
            let (kiosk_again, hub_again) = (kiosk.try_clone().unwrap(), hub.try_clone().unwrap());
            thread::spawn(move || hand_on(kiosk, hub));
            thread::spawn(move || hand_on(hub_again, kiosk_again));
        }
    });
    address
}

fn hand_on(mut from: TcpStream, mut to: TcpStream) {
    let mut piece = [0; 64 * 1024];
    while let Ok(read @ 1..) = from.read(&mut piece) {
        thread::sleep(SLOW);
        if to.write_all(&piece[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(std::net::Shutdown::Both);
}
