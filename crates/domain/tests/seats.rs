//! Doors that share a hard capacity: lent, given back, cut off, and never oversold.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails that way")]

use parvis_domain::seats::{AT_HAND, Others, Stock, TOO_FEW, grant};
use proptest::prelude::*;

/// What a door tells the hub.
#[derive(Debug, Clone, Copy)]
enum Told {
    Admitted,
    /// Somebody left who sat on a seat of this door's.
    Left(usize),
    Returned(u32),
}

#[derive(Debug, Clone, Default)]
struct Door {
    /// Seats that it heard of and has not given back, and how many of them are taken.
    held: i64,
    taken: i64,
    lately: u32,
    cut_off: bool,
    outbox: Vec<Told>,
    /// What the hub has for it: seats that were lent, and how many of its own were freed.
    lent: i64,
    freed: i64,
    gained: u32,
    given: u32,
}

impl Door {
    fn left(&self) -> u32 {
        u32::try_from(self.held - self.taken).expect("a seat was given back that is taken")
    }

    fn stock(&self) -> Stock {
        Stock { left: self.left(), lately: self.lately, serves: true }
    }
}

/// A hub and its doors.
#[derive(Debug, Clone)]
struct Hall {
    capacity: u32,
    doors: Vec<Door>,
    /// What the hub knows of each door: seats held, seats taken, and seats it needs.
    held: Vec<i64>,
    taken: Vec<i64>,
    needs: Vec<u32>,
    /// Whose seats people really sit on.
    people: Vec<usize>,
}

#[derive(Debug, Clone, Copy)]
enum Deed {
    Comes(usize),
    Leaves(usize, usize),
    /// A round that is broken off after so many of its four steps.
    Round(usize, u8),
    CutOff(usize, bool),
    /// So long that nobody came lately.
    Pause,
}

impl Hall {
    fn new(capacity: u32, doors: usize) -> Self {
        Self {
            capacity,
            doors: vec![Door::default(); doors],
            held: vec![0; doors],
            taken: vec![0; doors],
            needs: vec![0; doors],
            people: Vec::new(),
        }
    }

    fn happens(&mut self, deed: Deed) {
        let doors = self.doors.len();
        match deed {
            Deed::Comes(nth) => drop(self.comes(nth % doors)),
            Deed::Leaves(who, by) => self.leaves(who, by % doors),
            Deed::Round(nth, steps) => drop(self.round(nth % doors, steps)),
            Deed::CutOff(nth, cut_off) => self.doors[nth % doors].cut_off = cut_off,
            Deed::Pause => self.pause(),
        }
        self.is_kept();
    }

    fn pause(&mut self) {
        self.doors.iter_mut().for_each(|door| door.lately = 0);
        self.needs.fill(0);
    }

    fn comes(&mut self, nth: usize) -> bool {
        let door = &mut self.doors[nth];
        door.lately += 1;
        let admitted = door.left() > 0;
        if admitted {
            door.taken += 1;
            door.outbox.push(Told::Admitted);
            self.people.push(nth);
        }
        admitted
    }

    fn leaves(&mut self, who: usize, by: usize) {
        if self.people.is_empty() {
            return;
        }
        let of = self.people.swap_remove(who % self.people.len());
        self.doors[by].outbox.push(Told::Left(of));
        if of == by {
            self.doors[by].taken -= 1;
        }
    }

    fn free(&self) -> u32 {
        let out: i64 = self.held.iter().sum();
        u32::try_from(i64::from(self.capacity) - out).expect("more was lent than there is")
    }

    /// Gives whether a seat moved.
    fn round(&mut self, nth: usize, steps: u8) -> bool {
        if self.doors[nth].cut_off || steps == 0 {
            return false;
        }
        let lent = self.lends(nth);
        let others: u32 = self.needs_of_others(nth).iter().sum();
        let short = others.saturating_sub(self.free());
        if steps == 1 {
            return lent > 0;
        }
        for told in std::mem::take(&mut self.doors[nth].outbox) {
            self.takes(nth, told);
        }
        if steps == 2 {
            return lent > 0;
        }
        let door = &mut self.doors[nth];
        door.held += std::mem::take(&mut door.lent);
        door.taken -= std::mem::take(&mut door.freed);
        let given = if steps == 3 { 0 } else { door.stock().spare(short) };
        door.held -= i64::from(given);
        door.given += given;
        if given > 0 {
            door.outbox.push(Told::Returned(given));
        }
        lent + given > 0
    }

    fn needs_of_others(&self, nth: usize) -> Vec<u32> {
        let others = self.needs.iter().enumerate().filter(|(of, needs)| *of != nth && **needs > 0);
        others.map(|(_, needs)| *needs).collect()
    }

    fn lends(&mut self, nth: usize) -> u32 {
        let Some(wish) = self.doors[nth].stock().wish() else { return 0 };
        let needs = self.needs_of_others(nth);
        let others = Others {
            short: needs.iter().sum(),
            waiting: u32::try_from(needs.len()).unwrap(),
            devices: u32::try_from(self.doors.len()).unwrap(),
        };
        let left = u32::try_from((self.held[nth] - self.taken[nth]).max(0)).unwrap();
        let seats = grant(self.free(), wish, left, others);
        self.needs[nth] = wish.needed.saturating_sub(left + seats);
        self.held[nth] += i64::from(seats);
        self.doors[nth].lent += i64::from(seats);
        self.doors[nth].gained += seats;
        seats
    }

    fn takes(&mut self, by: usize, told: Told) {
        match told {
            Told::Admitted => self.taken[by] += 1,
            Told::Returned(seats) => self.held[by] -= i64::from(seats),
            Told::Left(of) => {
                self.taken[of] -= 1;
                if of != by {
                    self.doors[of].freed += 1;
                }
            }
        }
    }

    fn is_kept(&self) {
        assert!(self.people.len() <= self.capacity as usize, "oversold: {self:?}");
        assert!(self.held.iter().all(|held| *held >= 0), "more given back than lent: {self:?}");
        self.free();
        for door in &self.doors {
            door.left();
        }
    }

    /// Every door is reached and makes a round, and another at once when it gave something back.
    /// Gives whether a seat moved.
    fn turn(&mut self) -> bool {
        let mut moved = false;
        for nth in 0..self.doors.len() {
            self.doors[nth].cut_off = false;
            moved |= self.round(nth, 4);
            if !self.doors[nth].outbox.is_empty() {
                self.round(nth, 4);
            }
        }
        self.is_kept();
        moved
    }

    fn turns(&mut self, turns: usize) {
        for _ in 0..turns {
            self.turn();
        }
    }

    fn begin_to_count(&mut self) {
        for door in &mut self.doors {
            (door.gained, door.given) = (0, 0);
        }
    }
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        6 => (0_usize..6).prop_map(Deed::Comes),
        3 => (0_usize..60, 0_usize..6).prop_map(|(who, by)| Deed::Leaves(who, by)),
        6 => (0_usize..6, 0_u8..5).prop_map(|(nth, steps)| Deed::Round(nth, steps)),
        1 => (0_usize..6, any::<bool>()).prop_map(|(nth, cut)| Deed::CutOff(nth, cut)),
        1 => Just(Deed::Pause),
    ];
    proptest::collection::vec(deed, 0..120)
}

fn hall() -> impl Strategy<Value = Hall> {
    (0_u32..60, 1_usize..6, deeds()).prop_map(|(capacity, doors, deeds)| {
        let mut hall = Hall::new(capacity, doors);
        deeds.into_iter().for_each(|deed| hall.happens(deed));
        hall
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Each deed of it is looked at, see [`Hall::is_kept`].
    #[test]
    fn nothing_is_oversold_and_no_taken_seat_is_given_back(hall in hall()) {
        hall.is_kept();
    }

    #[test]
    fn where_nobody_comes_seats_come_to_rest(mut hall in hall()) {
        // Everything that was under way is told.
        hall.turns(3);
        hall.begin_to_count();
        let rested = (0..60).any(|_| !hall.turn());
        prop_assert!(rested, "it never rests: {:?}", hall);
        for door in &hall.doors {
            prop_assert!(door.gained == 0 || door.given == 0, "to and fro: {:?}", hall);
        }
    }

    #[test]
    fn nobody_is_refused_again_while_a_seat_is_idle(mut hall in hall(), nth in 0_usize..6) {
        hall.turns(3);
        hall.pause();
        let nth = nth % hall.doors.len();
        if !hall.comes(nth) {
            hall.turns(3);
            let full = hall.people.len() == hall.capacity as usize;
            prop_assert!(full || hall.comes(nth), "refused at an idle seat: {:?}", hall);
        }
    }

    #[test]
    fn a_door_keeps_what_it_needs(left in 0_u32..100, lately in 0_u32..30, short in 0_u32..100) {
        let stock = Stock { left, lately, serves: true };
        let kept = left - stock.spare(short);
        prop_assert!(kept >= left.min(lately).min(AT_HAND));
        // What it keeps makes it neither give more nor, unless others were short, ask for any.
        let after = Stock { left: kept, ..stock };
        prop_assert_eq!(after.spare(0), 0);
        prop_assert!(short > 0 || left < TOO_FEW || after.wish().is_none());
    }
}

#[test]
fn a_quiet_door_gives_what_others_need_and_no_more() {
    let quiet = Stock { left: 5, lately: 0, serves: true };
    assert_eq!([0, 2, 5, 9].map(|short| quiet.spare(short)), [0, 2, 5, 5]);
    let busy = Stock { lately: 3, ..quiet };
    assert_eq!([0, 1, 9].map(|short| busy.spare(short)), [0, 1, 2]);
}

#[test]
fn a_door_that_serves_them_no_more_needs_none() {
    let over = Stock { left: 5, lately: 7, serves: false };
    assert_eq!([0, 9].map(|short| over.spare(short)), [0, 5]);
    assert_eq!(Stock { left: 0, ..over }.wish(), None);
}

#[test]
fn a_door_by_which_many_leave_does_not_gather_their_seats() {
    let gathers = |left| Stock { left, lately: 0, serves: true }.spare(0);
    assert_eq!([10, 20, 21, 80].map(gathers), [0, 0, 11, 70]);
}
