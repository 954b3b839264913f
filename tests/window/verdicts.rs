//! Every verdict, reached with a mouse alone from the drawer “try a ticket”.

use std::collections::{BTreeMap, BTreeSet};

use crate::stage::{LANDSCAPE, Stage, languages_of_attendees, samples, words};

/// The languages the screens speak.
const SPOKEN: [&str; 5] = ["en", "fr", "es", "nl", "pt"];
/// Verdicts that are about no one ticket, so that nobody's language is known.
const NOBODYS: [&str; 2] = ["ambiguous", "unknown"];
/// Verdicts of the specification.
const VERDICTS: usize = 16;
/// How often each verdict is tried, if there are as many samples.
const TRIES: usize = 2;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_verdict_is_reached_by_mouse_and_is_accessible() {
    let stage = Stage::demonstration(LANDSCAPE, &[]).await;
    stage.find("main[data-screen=door]").await;
    stage.hold_verdicts().await;
    stage.take_note().await;
    let attendees = languages_of_attendees();
    let mut tried = BTreeMap::<String, BTreeSet<String>>::new();
    let mut count = 0;
    for sample in samples() {
        let language = attendees.get(&sample.code).cloned().unwrap_or_default();
        let spoken = SPOKEN.contains(&language.as_str()) && !NOBODYS.contains(&&*sample.verdict);
        let before = tried.entry(sample.verdict.clone()).or_default();
        // Another language where there is one; what nobody's language is known of comes in the
        // door's, which the visitor chooses.
        if before.len() >= TRIES || (spoken && before.contains(&language)) {
            continue;
        }
        let door = if before.is_empty() { "fr" } else { "pt" };
        stage.click(&format!("#language-{door}")).await;
        stage.try_sample(&sample.code).await;
        count += 1;
        let seen = stage.verdict(count).await;
        assert_eq!(seen.verdict, sample.verdict, "{sample:?}");
        let expected = if spoken && seen.verdict != "other_venue" { &language } else { &seen.lang };
        assert_eq!(&seen.lang, expected, "{sample:?}");
        let word = format!("verdict-{}", seen.verdict.replace('_', "-"));
        assert_eq!(seen.word, words(&seen.lang, &word), "{sample:?}");
        assert_eq!(stage.attribute("html", "lang").await, seen.lang);
        let passed = ["admitted", "left"].contains(&seen.verdict.as_str());
        assert_eq!(seen.tone == "welcome", passed, "{sample:?}");
        let family = sample.person.rsplit(' ').next().unwrap_or_default();
        let named = !family.is_empty() && seen.text.contains(family);
        assert!(passed || !named, "a refusal names nobody: {seen:?}");
        stage.is_accessible(&format!("{} in {}", seen.verdict, seen.lang)).await;
        before.insert(seen.lang);
        stage.close_verdict().await;
        stage.click("#samples-close").await;
    }
    assert_eq!(tried.len(), VERDICTS, "{tried:?}");
    let once: Vec<_> = tried.iter().filter(|(_, languages)| languages.len() < TRIES).collect();
    assert!(once.is_empty(), "in one language only: {once:?}");
}
