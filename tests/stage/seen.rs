//! The verdicts that were on the screen. They go away by themselves, perhaps between two looks, so
//! the page itself takes note of them.

use fantoccini::Locator;
use serde::Deserialize;
use serde_json::json;

use super::{Stage, plain};

const NOTE: &str = r#"
window.seen = [];
const look = () => {
  const main = document.querySelector("main[data-verdict]");
  const last = window.seen[window.seen.length - 1];
  const now = performance.now();
  const number = main === null ? null : Number(main.dataset.number);
  if (last !== undefined && last.gone === null && last.number !== number) last.gone = now;
  if (number === null || last?.number === number) return;
  window.seen.push({
    number,
    verdict: main.dataset.verdict,
    tone: main.dataset.tone,
    lang: main.lang,
    word: main.querySelector("h1").textContent,
    text: main.textContent,
    shown: now,
    gone: null,
  });
};
new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
"#;

/// Lets verdicts stay until they are closed, so that there is time to look at them.
const HOLD: &str = r"
const set = window.setTimeout;
window.setTimeout = (call, ms, ...rest) =>
  set(call, [2500, 4000].includes(ms) ? 3_600_000 : ms, ...rest);
";

/// A verdict that was on the screen.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Seen {
    pub(crate) number: u32,
    pub(crate) verdict: String,
    pub(crate) tone: String,
    pub(crate) lang: String,
    pub(crate) word: String,
    pub(crate) text: String,
    /// When it came, in milliseconds.
    pub(crate) shown: f64,
    /// When it went, if it has.
    pub(crate) gone: Option<f64>,
}

impl Stage {
    /// Takes note of verdicts from now on.
    pub(crate) async fn take_note(&self) {
        self.run(NOTE, vec![]).await;
    }

    /// Lets verdicts stay until they are closed.
    pub(crate) async fn hold_verdicts(&self) {
        self.run(HOLD, vec![]).await;
    }

    /// The verdicts since the last `take_note`.
    pub(crate) async fn seen(&self) -> Vec<Seen> {
        let seen = self.run("return window.seen", vec![]).await;
        let mut seen: Vec<Seen> = serde_json::from_value(seen).unwrap();
        for one in &mut seen {
            (one.word, one.text) = (plain(&one.word), plain(&one.text));
        }
        seen
    }

    /// Waits until there were this many verdicts, and gives the last. More are a mistake.
    pub(crate) async fn verdict(&self, count: usize) -> Seen {
        let count_so_far = || async {
            self.run("return window.seen.length", vec![]).await.as_u64().unwrap_or_default()
        };
        let what = format!("verdict number {count}");
        self.until(&what, || async { count_so_far().await >= count as u64 }).await;
        let seen = self.seen().await;
        assert_eq!(seen.len(), count, "{seen:?}");
        seen.last().cloned().unwrap()
    }

    /// Waits until no verdict is on the screen.
    pub(crate) async fn no_verdict(&self) {
        self.gone("main[data-verdict]").await;
    }

    /// Closes the verdict by its button. One that has only just come stays, because the tap may have
    /// been meant for what was there before: then it takes another.
    pub(crate) async fn close_verdict(&self) {
        let closed = || async {
            if let Ok(button) = self.client.find(Locator::Css("#verdict-close")).await {
                // It may go between being found and being clicked.
                let _ = button.click().await;
            }
            !self.has("main[data-verdict]").await
        };
        self.until("the verdict is closed", closed).await;
    }

    /// Tries a sample ticket from the drawer, with the mouse alone.
    pub(crate) async fn try_sample(&self, code: &str) {
        if !self.has("#samples").await {
            self.click("#samples-open").await;
        }
        let button = format!("[data-sample={}]", json!(code));
        self.click(&button).await;
    }
}
