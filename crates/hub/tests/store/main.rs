//! What every store must do: one suite, run against SQLite and against a real PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests stop where something is wrong")]

mod accepting;
mod administrators;
mod attendance;
mod backup;
mod change;
mod device;
mod enrolling;
mod faulty;
mod given_back;
mod ground;
mod other_event;
mod people;
mod planted;
mod postgres;
mod postgres_tls;
mod power_cut;
mod property;
mod roster;
mod rush;
mod saying;
mod screens;
mod series;
mod sqlite;
mod take;

/// Runs each function against both stores.
macro_rules! conformance {
    ($($module:ident: $($name:ident),* ;)*) => {
        mod on_sqlite {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    crate::$module::$name(crate::ground::Sqlite::new()).await;
                }
            )*)*
        }
        mod on_postgres {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    crate::$module::$name(crate::ground::Postgres::new()).await;
                }
            )*)*
        }
    };
}

conformance! {
    accepting:
        what_came_after_a_revocation_counts_when_somebody_accepts_it;
    administrators:
        an_administrator_is_added_once_and_taken_away,
        a_sign_in_lasts_until_it_is_ended,
        a_new_password_ends_other_sign_ins,
        wrong_passwords_are_counted_and_forgotten,
        administrators_are_backed_up_and_sign_ins_are_not;
    device:
        an_identity_is_born_once_and_stays,
        rehearsal_and_real_never_mix,
        statements_follow_each_other,
        a_code_lets_one_device_in_once_and_not_too_late,
        a_device_that_was_seen_says_when_first_and_last,
        wrong_codes_are_counted_and_forgotten;
    enrolling:
        a_lost_answer_to_an_enrolment_is_given_again,
        two_questions_at_once_are_one_enrolment;
    take:
        what_was_taken_is_there_and_taken_again_changes_nothing,
        a_gap_and_a_broken_chain_are_refused_and_leave_nothing,
        another_history_under_the_same_numbers_is_put_aside,
        what_cannot_be_read_stays_part_of_the_chain,
        a_rehearsals_record_is_put_aside_and_the_chain_goes_on,
        a_revoked_device_adds_to_its_known_chain_alone,
        forks_are_seen_and_unknown_beginnings_are_none,
        a_text_with_any_sign_is_kept_as_it_is,
        the_hub_records_facts_of_its_own,
        seats_are_lent_as_far_as_there_are_any,
        seats_that_others_need_are_asked_for;
    other_event:
        what_a_device_says_of_other_events_is_put_aside,
        what_is_said_for_boards_reaches_every_event,
        a_venue_is_taken_over_for_an_event_that_is_held_there,
        what_is_about_another_event_counts_when_somebody_accepts_it;
    saying:
        what_is_said_reaches_every_device_and_is_read_again,
        what_stands_is_not_said_twice,
        a_word_comes_after_what_is_known_of_its_session;
    screens:
        what_a_device_tells_of_its_screens_replaces_what_it_told,
        what_is_not_new_is_written_once_a_minute,
        a_picture_is_kept_when_somebody_waits_for_it,
        pictures_are_forgotten_in_time;
    given_back:
        what_the_hub_forgot_comes_back,
        nothing_is_taken_back_over_what_is_held;
    change:
        every_view_gets_what_it_shall_know,
        pages_are_cut_by_number_and_by_length,
        a_snapshot_says_what_all_pages_say,
        who_waits_is_told,
        a_reader_never_skips_what_several_write,
        a_snapshot_that_is_stopped_says_why;
    roster:
        a_plan_changes_what_says_something_else,
        what_vanished_keeps_what_it_said,
        a_programme_and_its_gates_come_back,
        an_import_tells_what_it_did,
        a_preview_changes_nothing,
        what_contradicts_itself_is_refused_whole,
        an_event_key_is_born_once;
    attendance:
        sums_follow_the_records,
        arrivals_doubles_and_rows_tell_who_came,
        a_late_record_changes_which_one_was_double,
        what_is_folded_can_be_made_anew;
    property:
        any_order_of_taking_gives_the_same;
    backup:
        a_backup_is_restored_into_either_store,
        a_backup_of_an_older_version_is_restored,
        a_backup_that_is_not_whole_is_refused,
        a_store_that_is_not_empty_takes_no_backup;
}
