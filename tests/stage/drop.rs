//! A file manager as X sees one: it drags a file over the window and drops it there, by the XDND
//! protocol that GTK and every other toolkit speaks.

use std::path::Path;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, PropMode,
    SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::wrapper::ConnectionExt as _;

use super::Stage;
use super::x::X;

/// The version of the protocol that is spoken.
const VERSION: u32 = 5;
/// How long the window may take to make up its mind.
const PATIENCE: Duration = Duration::from_secs(30);

struct Source<'a> {
    x: &'a X,
    window: Window,
    target: Window,
    selection: Atom,
    uri_list: Atom,
    uris: String,
}

impl Stage {
    /// Drags a file over the window and drops it there. Gives whether the window took it.
    pub(crate) async fn drop_file(&self, file: &Path) -> bool {
        let (display, file) = (X::connect(&self.screen), file.to_owned());
        let dragging = move || Source::new(&display, &file).drag(&Letting::Go);
        tokio::task::spawn_blocking(dragging).await.unwrap()
    }

    /// Drags a file over the window and away again.
    pub(crate) async fn drag_past(&self, file: &Path) -> bool {
        let (display, file) = (X::connect(&self.screen), file.to_owned());
        let dragging = move || Source::new(&display, &file).drag(&Letting::Away);
        tokio::task::spawn_blocking(dragging).await.unwrap()
    }
}

/// What becomes of a dragged file in the end.
#[derive(PartialEq, Eq)]
enum Letting {
    Go,
    Away,
}

impl<'a> Source<'a> {
    fn new(x: &'a X, file: &Path) -> Self {
        let window = x.connection.generate_id().unwrap();
        let aux = CreateWindowAux::new().event_mask(EventMask::PROPERTY_CHANGE);
        let (depth, visual) = (x11rb::COPY_DEPTH_FROM_PARENT, x11rb::COPY_FROM_PARENT);
        let class = WindowClass::INPUT_OUTPUT;
        x.connection
            .create_window(depth, window, x.root, 0, 0, 1, 1, 0, class, visual, &aux)
            .unwrap();
        let target = x.window("check-in");
        assert!(x.takes_drops(target), "the window does not say that it takes files");
        let selection = x.atom("XdndSelection");
        x.connection.set_selection_owner(window, selection, x11rb::CURRENT_TIME).unwrap();
        let uris = format!("file://{}\r\n", file.display());
        Self { x, window, target, selection, uri_list: x.atom("text/uri-list"), uris }
    }

    fn drag(&self, end: &Letting) -> bool {
        let actions = (self.x.atom("XdndActionCopy"), self.x.atom("XdndActionPrivate"));
        self.say("XdndEnter", [self.window, VERSION << 24, self.uri_list, 0, 0]);
        let until = Instant::now() + PATIENCE;
        let mut fetched = false;
        let mut told = 0_u32;
        // The window asks for the list of files while they hang over it, and says yes afterwards.
        loop {
            let at = (400 + told % 7) << 16 | 500;
            self.say("XdndPosition", [self.window, 0, at, x11rb::CURRENT_TIME, actions.0]);
            told += 1;
            let (asked, accepted) = self.answer_for(Duration::from_millis(150));
            fetched |= asked;
            if fetched && accepted.is_some() && told > 3 {
                break;
            }
            if Instant::now() > until {
                return false;
            }
        }
        match end {
            Letting::Away => self.say("XdndLeave", [self.window, 0, 0, 0, 0]),
            Letting::Go => self.say("XdndDrop", [self.window, 0, x11rb::CURRENT_TIME, 0, 0]),
        }
        let finished = self.x.atom("XdndFinished");
        *end == Letting::Away || self.wait_for(finished)
    }

    fn say(&self, name: &str, data: [u32; 5]) {
        let message = ClientMessageEvent::new(32, self.target, self.x.atom(name), data);
        self.x.connection.send_event(false, self.target, EventMask::NO_EVENT, message).unwrap();
        self.x.connection.flush().unwrap();
    }

    /// Answers for a while. Gives whether the files were asked for, and what the window last said
    /// about taking them, if it said anything.
    fn answer_for(&self, time: Duration) -> (bool, Option<bool>) {
        let until = Instant::now() + time;
        let status = self.x.atom("XdndStatus");
        let (mut asked, mut accepted) = (false, None);
        while Instant::now() < until {
            match self.x.connection.poll_for_event().unwrap() {
                Some(Event::SelectionRequest(request)) => {
                    asked |= self.hand_over(&request);
                }
                Some(Event::ClientMessage(message)) if message.type_ == status => {
                    accepted = Some(message.data.as_data32()[1] & 1 == 1);
                }
                Some(_) => {}
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        }
        (asked, accepted)
    }

    fn wait_for(&self, message: Atom) -> bool {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            match self.x.connection.poll_for_event().unwrap() {
                Some(Event::SelectionRequest(request)) => {
                    self.hand_over(&request);
                }
                Some(Event::ClientMessage(heard)) if heard.type_ == message => return true,
                Some(_) => {}
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        }
        false
    }

    /// Gives the list of files to who asks for it. `true` when it was that what was asked for.
    fn hand_over(&self, request: &SelectionRequestEvent) -> bool {
        let known = request.selection == self.selection && request.target == self.uri_list;
        let x = &self.x.connection;
        if known {
            let (who, property) = (request.requestor, request.property);
            x.change_property8(
                PropMode::REPLACE,
                who,
                property,
                self.uri_list,
                self.uris.as_bytes(),
            )
            .unwrap();
        }
        let notice = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: request.requestor,
            selection: request.selection,
            target: request.target,
            property: if known { request.property } else { AtomEnum::NONE.into() },
        };
        x.send_event(false, request.requestor, EventMask::NO_EVENT, notice).unwrap();
        x.flush().unwrap();
        known
    }
}
