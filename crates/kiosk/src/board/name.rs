//! Boards by name, as they are written in files and on the command line.

use std::fmt;
use std::str::FromStr;

use parvis_domain::id::IdError;

use super::Board;

/// Why a name is no board's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BoardNameError {
    /// There is no such kind.
    #[error(
        "“{0}” is not a board: there are lobby, lobby:VENUE, room:ROOM, week, online, programme \
         and programme:VENUE"
    )]
    Kind(String),
    /// What follows the colon cannot be an id.
    #[error("“{name}” cannot be the id of a room or a venue")]
    Id {
        /// What was written.
        name: String,
        /// What is wrong with it.
        source: IdError,
    },
}

impl FromStr for Board {
    type Err = BoardNameError;

    fn from_str(text: &str) -> Result<Self, BoardNameError> {
        fn id<T: FromStr<Err = IdError>>(name: &str) -> Result<T, BoardNameError> {
            name.parse().map_err(|source| BoardNameError::Id { name: name.to_owned(), source })
        }
        match text.split_once(':') {
            None if text == "lobby" => Ok(Self::Lobby(None)),
            None if text == "week" => Ok(Self::Week),
            None if text == "online" => Ok(Self::Online),
            None if text == "programme" => Ok(Self::Programme(None)),
            Some(("programme", venue)) => id(venue).map(|venue| Self::Programme(Some(venue))),
            Some(("lobby", venue)) => id(venue).map(|venue| Self::Lobby(Some(venue))),
            Some(("room", room)) => id(room).map(Self::Room),
            _ => Err(BoardNameError::Kind(text.to_owned())),
        }
    }
}

impl fmt::Display for Board {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lobby(None) => f.write_str("lobby"),
            Self::Lobby(Some(venue)) => write!(f, "lobby:{venue}"),
            Self::Room(room) => write!(f, "room:{room}"),
            Self::Week => f.write_str("week"),
            Self::Online => f.write_str("online"),
            Self::Programme(None) => f.write_str("programme"),
            Self::Programme(Some(venue)) => write!(f, "programme:{venue}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_is_read_as_it_is_written() {
        let boards = ["lobby", "lobby:palais", "room:palais-grande-salle", "week", "online"];
        for name in boards.into_iter().chain(["programme", "programme:palais"]) {
            assert_eq!(name.parse::<Board>().unwrap().to_string(), name);
        }
        let said = |name: &str| name.parse::<Board>().unwrap_err().to_string();
        assert_eq!(
            said("hall"),
            "“hall” is not a board: there are lobby, lobby:VENUE, room:ROOM, week, online, programme \
             and programme:VENUE"
        );
        assert_eq!(said("room:"), "“” cannot be the id of a room or a venue");
    }
}
