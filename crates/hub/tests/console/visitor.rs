//! Somebody with a browser that knows no scripts: forms, cookies and redirects, in this process.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use tower::ServiceExt as _;

use crate::week::{NAME, PASSWORD, Week};

/// Where the hub seems to be.
const SITE: &str = "hub.example";

/// One browser.
pub(crate) struct Visitor {
    router: Router,
    pub(crate) cookies: BTreeMap<String, String>,
    pub(crate) language: &'static str,
    pub(crate) origin: Option<&'static str>,
    pub(crate) by_script: bool,
    /// Where it is.
    pub(crate) address: Option<IpAddr>,
}

/// What came.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Page {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn has(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    pub(crate) fn goes_to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text());
        self.headers[LOCATION].to_str().unwrap()
    }

    /// The token in the page's forms.
    pub(crate) fn token(&self) -> String {
        let text = self.text();
        let (_, after) = text.split_once("name=\"form\" value=\"").expect("a form");
        after.split('"').next().unwrap().to_owned()
    }

    pub(crate) fn cookie(&self, name: &str) -> String {
        let cookies = self.headers.get_all(SET_COOKIE).iter().map(|c| c.to_str().unwrap());
        let mut named = cookies.filter(|cookie| cookie.starts_with(&format!("{name}=")));
        named.next().unwrap_or_else(|| panic!("no cookie {name}")).to_owned()
    }
}

impl Visitor {
    pub(crate) fn new(week: &Week) -> Self {
        Self {
            router: week.router(),
            cookies: BTreeMap::new(),
            language: "en",
            origin: Some("https://hub.example"),
            by_script: false,
            address: None,
        }
    }

    /// One who is signed in.
    pub(crate) async fn signed_in(week: &Week) -> Self {
        let mut visitor = Self::new(week);
        let page = visitor.sign_in(PASSWORD).await;
        assert_eq!(page.goes_to(), "/console");
        visitor
    }

    pub(crate) async fn sign_in(&mut self, password: &str) -> Page {
        self.send("/console/sign-in", &[("name", NAME), ("password", password)]).await
    }

    pub(crate) async fn get(&mut self, address: &str) -> Page {
        self.ask(Method::GET, address, None, Body::empty()).await
    }

    /// Sends a form as it is.
    pub(crate) async fn send(&mut self, address: &str, fields: &[(&str, &str)]) -> Page {
        let escaped =
            |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02x}")).collect() };
        let pairs: Vec<_> =
            fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        let kind = "application/x-www-form-urlencoded";
        self.ask(Method::POST, address, Some(kind), Body::from(pairs.join("&"))).await
    }

    /// Fills in the form of a page and sends it.
    pub(crate) async fn fill_in(
        &mut self,
        page: &str,
        address: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        let token = self.get(page).await.token();
        let all = [&[("form", token.as_str())], fields].concat();
        self.send(address, &all).await
    }

    /// Sends a form with files.
    pub(crate) async fn upload(
        &mut self,
        address: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Page {
        const EDGE: &str = "----edge";
        let mut body = Vec::new();
        for (field, value) in fields {
            let head =
                format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(value.as_bytes());
            body.extend_from_slice(b"\r\n");
        }
        for (name, content) in files {
            let head = format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; \
                 filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
        let media = format!("multipart/form-data; boundary={EDGE}");
        self.ask(Method::POST, address, Some(&media), Body::from(body)).await
    }

    async fn ask(&mut self, method: Method, address: &str, kind: Option<&str>, body: Body) -> Page {
        let mut request = Request::builder().method(method.clone()).uri(address).header(HOST, SITE);
        request = request.header("accept-language", self.language);
        if let (Method::POST, Some(origin)) = (method, self.origin) {
            request = request.header(ORIGIN, origin);
        }
        if self.by_script {
            request = request.header("x-parvis-live", "1");
        }
        if let Some(kind) = kind {
            request = request.header(CONTENT_TYPE, kind);
        }
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let cookies = cookies.collect::<Vec<_>>().join("; ");
        let mut request = request.header(COOKIE, cookies).body(body).unwrap();
        if let Some(address) = self.address {
            request.extensions_mut().insert(ConnectInfo(SocketAddr::from((address, 40_000))));
        }
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        for cookie in headers.get_all(SET_COOKIE) {
            let (pair, _) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.into(), value.into());
        }
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec();
        Page { status, headers, body }
    }
}
