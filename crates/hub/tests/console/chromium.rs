//! A real Chromium, driven from outside, with the hub on a port of its own.

use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::week::{NAME, PASSWORD, Week};

/// How long anything may take before it counts as not coming.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a page is looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Eyes {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) dark: bool,
    pub(crate) language: &'static str,
    pub(crate) scripts: bool,
}

pub(crate) const DESK: Eyes =
    Eyes { width: 1280, height: 900, dark: false, language: "en", scripts: true };

/// A browser, its driver and a hub. All end when it is dropped.
pub(crate) struct Chromium {
    pub(crate) client: Client,
    pub(crate) site: String,
    driver: Child,
    _home: tempfile::TempDir,
}

const AXE: &str = "const done = arguments[arguments.length - 1]; \
    axe.run(document, {rules: {'target-size': {enabled: true}, \
        'color-contrast-enhanced': {enabled: true}}, resultTypes: ['violations']}).then( \
        (r) => done(r.violations.map((v) => v.id + ': ' + v.help + ' – ' + \
            v.nodes.map((n) => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).join(', '))), \
        (e) => done(['axe failed: ' + e]))";

impl Chromium {
    /// Opens a browser on a week's console, not signed in.
    pub(crate) async fn open(week: &Week, eyes: Eyes) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let site = format!("http://{}", listener.local_addr().unwrap());
        let router = week.router();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let home = tempfile::tempdir().unwrap();
        let (driver, address) = driver(home.path());
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--force-device-scale-factor=1".to_owned(),
            "--hide-scrollbars".to_owned(),
            format!("--lang={}", eyes.language),
            format!("--user-data-dir={}", home.path().join("profile").display()),
            format!("--window-size={},{}", eyes.width, eyes.height),
        ];
        if eyes.dark {
            arguments.push("--force-dark-mode".to_owned());
        }
        let scripts = if eyes.scripts { 1 } else { 2 };
        let preferences = json!({
            "intl.accept_languages": eyes.language,
            "profile.managed_default_content_settings.javascript": scripts,
        });
        let options = json!({
            "binary": "/usr/bin/chromium", "args": arguments, "prefs": preferences,
        });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities([("goog:chromeOptions".to_owned(), options)].into_iter().collect());
        let client = tokio::time::timeout(PATIENCE, builder.connect(&address)).await;
        let client = client.expect("Chromium starts").expect("Chromium starts");
        let browser = Self { client, site, driver, _home: home };
        browser.see(eyes).await;
        browser
    }

    /// The page is as wide as it is meant to be, however narrow a window may be at least.
    async fn see(&self, eyes: Eyes) {
        let metrics = json!({
            "width": eyes.width, "height": eyes.height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics).await;
        let scheme = if eyes.dark { "dark" } else { "light" };
        let features = json!({"features": [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]});
        self.devtools("Emulation.setEmulatedMedia", &features).await;
    }

    /// Asks the browser for something that WebDriver has no word for.
    pub(crate) async fn devtools(&self, command: &str, params: &Value) -> Value {
        let asked = Devtools { command: command.into(), params: params.clone() };
        self.client.issue_cmd(asked).await.unwrap()
    }

    pub(crate) async fn goto(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.site)).await.unwrap();
    }

    pub(crate) async fn sign_in(&self) {
        self.goto("/console").await;
        self.write("#name", NAME).await;
        self.write("#password", PASSWORD).await;
        self.click("main button[type=submit]").await;
        self.find("nav [aria-current=page]").await;
    }

    pub(crate) async fn find(&self, css: &str) {
        let wait = self.client.wait().at_most(PATIENCE);
        if wait.for_element(Locator::Css(css)).await.is_err() {
            panic!("no {css} on the page, but:\n{}", self.client.source().await.unwrap());
        }
    }

    pub(crate) async fn click(&self, css: &str) {
        self.find(css).await;
        let element = self.client.find(Locator::Css(css)).await.unwrap();
        element.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    pub(crate) async fn write(&self, css: &str, text: &str) {
        self.find(css).await;
        let element = self.client.find(Locator::Css(css)).await.unwrap();
        element.send_keys(text).await.unwrap();
    }

    pub(crate) async fn text(&self, css: &str) -> String {
        self.find(css).await;
        // Asked in one step: a live part may be replaced between finding and reading.
        let script = "return document.querySelector(arguments[0])?.innerText ?? ''";
        let text = self.client.execute(script, vec![json!(css)]).await.unwrap();
        text.as_str().unwrap_or_default().trim().to_owned()
    }

    /// Waits until an element's words are so.
    pub(crate) async fn until(&self, css: &str, so: impl Fn(&str) -> bool) {
        let end = Instant::now() + PATIENCE;
        loop {
            let text = self.text(css).await;
            if so(&text) {
                return;
            }
            assert!(Instant::now() < end, "{css} reads: {text}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    pub(crate) async fn run(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.unwrap()
    }

    /// Fails with what axe-core finds, when it finds anything; or when the page is wider than the
    /// window, or a target too small for a finger.
    pub(crate) async fn is_accessible(&self, what: &str) {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let source = file.join("ui/node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(source);
        self.run(&source.expect("axe-core is installed (scripts/ui.sh install)")).await;
        let found = self.client.execute_async(AXE, vec![]).await.unwrap();
        let violations: Vec<String> = serde_json::from_value(found).unwrap();
        assert!(violations.is_empty(), "{what}:\n{}", violations.join("\n"));
        let wide = "return document.documentElement.scrollWidth - innerWidth";
        assert!(self.run(wide).await.as_i64().unwrap() <= 0, "{what}: the page is too wide");
        let small = "return [...document.querySelectorAll('button, .button, nav a, select, \
            .languages a, input:not([type=hidden], [type=checkbox], [type=radio]), label.choice, \
            summary')].filter((e) => e.checkVisibility()).map((e) => [e.getBoundingClientRect(), \
            e.outerHTML.slice(0, 80)]).filter(([r]) => r.width < 44 || r.height < 44) \
            .map(([r, e]) => `${e} ${r.width}x${r.height}`)";
        assert_eq!(self.run(small).await, json!([]), "{what}: targets that are too small");
    }

    /// A picture of the whole page.
    pub(crate) async fn picture(&self, file: &Path) {
        let settle = "const done = arguments[0]; document.fonts.ready.then(() => \
            requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
        self.client.execute_async(settle, vec![]).await.unwrap();
        let size = "return [document.documentElement.clientWidth, \
            document.documentElement.scrollHeight]";
        let size: (f64, f64) = serde_json::from_value(self.run(size).await).unwrap();
        let clip = json!({"x": 0, "y": 0, "width": size.0, "height": size.1, "scale": 1});
        let params = json!({"format": "png", "clip": clip, "captureBeyondViewport": true});
        let shot = self.devtools("Page.captureScreenshot", &params).await;
        std::fs::write(file, decoded(shot["data"].as_str().unwrap())).unwrap();
    }
}

/// Bytes that were written in base 64.
fn decoded(text: &str) -> Vec<u8> {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for sign in text.bytes().filter(|sign| *sign != b'=') {
        let value = SIGNS.iter().position(|known| *known == sign).unwrap();
        bits = bits << 6 | u32::try_from(value).unwrap();
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).unwrap());
        }
    }
    bytes
}

#[derive(Debug)]
struct Devtools {
    command: String,
    params: Value,
}

impl fantoccini::wd::WebDriverCompatibleCommand for Devtools {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        let body = json!({"cmd": self.command, "params": self.params});
        (http::Method::POST, Some(body.to_string()))
    }
}

fn driver(home: &Path) -> (Child, String) {
    // Taken and let go: the driver cannot choose a port by itself.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let process = Command::new("/usr/bin/chromedriver")
        .arg(format!("--port={port}"))
        .env("HOME", home)
        .env("TMPDIR", home)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // A group of its own, so that the browser ends with it.
        .process_group(0)
        .spawn()
        .expect("chromedriver is installed (make deps)");
    let until = Instant::now() + Duration::from_secs(30);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(Instant::now() < until, "chromedriver does not answer");
        std::thread::sleep(Duration::from_millis(50));
    }
    (process, format!("http://127.0.0.1:{port}"))
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let group = format!("-{}", self.driver.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.driver.wait();
    }
}
