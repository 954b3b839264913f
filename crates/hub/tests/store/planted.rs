//! Mistakes on purpose: a suite that cannot fail proves nothing.

use parvis_hub::store::{Result, SqliteStore};

use crate::faulty::{Fault, Faulty};
use crate::ground::{Ground, Sqlite};
use crate::{
    administrators, attendance, change, device, given_back, other_event, roster, saying, screens,
    take,
};

/// Where a store with a mistake stands.
struct Planted {
    ground: Sqlite,
    fault: Fault,
}

impl Ground for Planted {
    type Store = Faulty<SqliteStore>;

    async fn open_as(&self, rehearsal: bool) -> Result<Self::Store> {
        Ok(Faulty { store: self.ground.open_as(rehearsal).await?, fault: self.fault })
    }

    fn another(&self) -> Self {
        Self { ground: self.ground.another(), fault: self.fault }
    }
}

type Run = fn(Planted);

macro_rules! noticed_by {
    ($($fault:ident: $module:ident::$name:ident,)*) => {
        [$((
            Fault::$fault,
            stringify!($name),
            (|ground| runtime().block_on($module::$name(ground))) as Run,
        )),*]
    };
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// Whether a test of the suite fails on a store with this mistake.
fn fails(run: Run, fault: Fault) -> bool {
    std::thread::spawn(move || run(Planted { ground: Sqlite::new(), fault })).join().is_err()
}

#[test]
fn each_mistake_is_noticed_by_the_suite() {
    let all = noticed_by! {
        LastRecordDropped: take::what_was_taken_is_there_and_taken_again_changes_nothing,
        GapAcknowledged: take::a_gap_and_a_broken_chain_are_refused_and_leave_nothing,
        BrokenChainAcknowledged: take::a_gap_and_a_broken_chain_are_refused_and_leave_nothing,
        AsideForgotten: take::another_history_under_the_same_numbers_is_put_aside,
        GivenBackDropped: given_back::what_the_hub_forgot_comes_back,
        RevocationPassedOver: take::a_revoked_device_adds_to_its_known_chain_alone,
        AnyEvent: other_event::what_a_device_says_of_other_events_is_put_aside,
        CursorOneTooFar: change::pages_are_cut_by_number_and_by_length,
        PageBeginsLate: change::pages_are_cut_by_number_and_by_length,
        PageEndsEarly: change::pages_are_cut_by_number_and_by_length,
        OtherEventsToo: change::every_view_gets_what_it_shall_know,
        OwnRecordsSentBack: change::every_view_gets_what_it_shall_know,
        SnapshotCutShort: change::a_snapshot_says_what_all_pages_say,
        SameLife: device::an_identity_is_born_once_and_stays,
        CodeGoodTwice: device::a_code_lets_one_device_in_once_and_not_too_late,
        PasswordsNotSlowed: administrators::wrong_passwords_are_counted_and_forgotten,
        AnyStatement: device::statements_follow_each_other,
        PreviewStored: roster::a_preview_changes_nothing,
        NobodyWithdrawn: roster::an_import_tells_what_it_did,
        DoublesNotTold: attendance::arrivals_doubles_and_rows_tell_who_came,
        SeatsLentTwice: take::seats_are_lent_as_far_as_there_are_any,
        NeedsNotTold: take::seats_that_others_need_are_asked_for,
        SaidAgain: saying::what_stands_is_not_said_twice,
        GoneForgotten: roster::what_vanished_keeps_what_it_said,
        ScreensAddedTo: screens::what_a_device_tells_of_its_screens_replaces_what_it_told,
        ScreensAlwaysWritten: screens::what_is_not_new_is_written_once_a_minute,
        PicturesUnasked: screens::a_picture_is_kept_when_somebody_waits_for_it,
        ScreensOfRevoked: screens::pictures_are_forgotten_in_time,
    };
    for (fault, by, run) in all {
        assert!(!fails(run, Fault::None), "{by} fails without a mistake");
        assert!(fails(run, fault), "{fault:?} was not noticed by {by}");
    }
}
