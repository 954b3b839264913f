//! Which of the monitors that are plugged in shows what.

use parvis_kiosk::board::Board;

use super::{Identity, Screen, Screens};

/// What each plugged monitor shows, by its place among them.
///
/// A monitor that nobody chose for shows nothing, unless nothing else is shown: then the first
/// shows the door. Where the door was chosen for a monitor that is not there, it takes the first
/// that is, from whatever board stood on it: people come to the door.
pub(crate) fn arrange(screens: &Screens, plugged: &[Identity]) -> Vec<(usize, Screen)> {
    let chosen = plugged.iter().enumerate();
    let mut shown: Vec<(usize, Screen)> =
        chosen.filter_map(|(at, id)| Some((at, screens.of(id)?.clone()))).collect();
    let has_door = shown.iter().any(|(_, screen)| *screen == Screen::Door);
    let lost_door = !has_door && screens.all().any(|(_, screen)| *screen == Screen::Door);
    if !plugged.is_empty() && (shown.is_empty() || lost_door) {
        shown.retain(|(at, _)| *at != 0);
        shown.insert(0, (0, Screen::Door));
    }
    shown
}

/// What to offer for a screen, besides the boards that the programme names: the door and the boards
/// that every programme has.
pub(crate) fn usual() -> [Screen; 5] {
    [
        Screen::Door,
        Screen::Board(Board::Lobby(None)),
        Screen::Board(Board::Week),
        Screen::Board(Board::Online),
        Screen::Board(Board::Programme(None)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn monitors(names: &[&str]) -> Vec<Identity> {
        names.iter().map(|name| Identity::named(name)).collect()
    }

    fn screens(chosen: &[(&str, &str)]) -> Screens {
        let mut screens = Screens::default();
        for (monitor, shows) in chosen {
            screens.choose(Identity::named(monitor), shows.parse().unwrap());
        }
        screens
    }

    fn shown(screens: &Screens, plugged: &[&str]) -> Vec<String> {
        let arranged = arrange(screens, &monitors(plugged));
        arranged.iter().map(|(at, screen)| format!("{} {screen}", plugged[*at])).collect()
    }

    #[test]
    fn where_nobody_chose_the_first_shows_the_door() {
        assert_eq!(shown(&Screens::default(), &["one", "two"]), ["one door"]);
        assert_eq!(shown(&Screens::default(), &[]), [""; 0]);
        let elsewhere = screens(&[("gone", "lobby")]);
        assert_eq!(shown(&elsewhere, &["one"]), ["one door"]);
    }

    #[test]
    fn each_shows_what_was_chosen_wherever_it_is_plugged() {
        let screens = screens(&[("one", "door"), ("two", "lobby"), ("three", "room:aula")]);
        assert_eq!(shown(&screens, &["one", "two"]), ["one door", "two lobby"]);
        let turned = ["three room:aula", "two lobby", "one door"];
        assert_eq!(shown(&screens, &["three", "two", "one"]), turned);
    }

    #[test]
    fn the_door_stays_when_its_monitor_is_unplugged_and_boards_alone_need_none() {
        let with_door = screens(&[("one", "door"), ("two", "lobby"), ("three", "week")]);
        assert_eq!(shown(&with_door, &["two", "three"]), ["two door", "three week"]);
        assert_eq!(shown(&with_door, &["three"]), ["three door"]);
        let boards = screens(&[("two", "lobby"), ("three", "week")]);
        assert_eq!(shown(&boards, &["two", "three"]), ["two lobby", "three week"]);
        assert_eq!(shown(&boards, &["new", "three"]), ["three week"]);
    }
}
