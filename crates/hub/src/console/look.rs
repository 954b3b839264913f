//! What pages look like and the little that they do by themselves: compiled in, and the same for
//! everybody, so that browsers may keep it.

use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

/// A file that goes with the pages.
struct Look {
    name: &'static str,
    media_type: &'static str,
    content: &'static [u8],
}

impl Look {
    /// Where browsers find this very content: the address changes with it.
    fn address(&self) -> String {
        let mark: String = blake3::hash(self.content).to_hex().chars().take(12).collect();
        format!("/console/look/{}?{mark}", self.name)
    }
}

macro_rules! style {
    ($name:literal) => {
        Look {
            name: $name,
            media_type: "text/css; charset=utf-8",
            content: include_bytes!(concat!("../../assets/console/", $name)),
        }
    };
}

/// In the order in which they build on each other.
static STYLE: [Look; 8] = [
    style!("tokens.css"),
    style!("base.css"),
    style!("frame.css"),
    style!("words.css"),
    style!("forms.css"),
    style!("numbers.css"),
    style!("lists.css"),
    style!("day.css"),
];

static SCRIPT: Look = Look {
    name: "console.js",
    media_type: "text/javascript; charset=utf-8",
    content: include_bytes!("../../assets/console/console.js"),
};

const FONT: &str = "font/woff2";

static OTHERS: [Look; 3] = [
    Look {
        name: "icon.svg",
        media_type: "image/svg+xml",
        content: include_bytes!("../../../../assets/icons/icon.svg"),
    },
    Look {
        name: "atkinson-400.woff2",
        media_type: FONT,
        content: include_bytes!(
            "../../../../assets/fonts/atkinson-hyperlegible-latin-400-normal.woff2"
        ),
    },
    Look {
        name: "atkinson-700.woff2",
        media_type: FONT,
        content: include_bytes!(
            "../../../../assets/fonts/atkinson-hyperlegible-latin-700-normal.woff2"
        ),
    },
];

/// Where the style of every page is, in the order in which a page names it.
pub(super) static STYLE_ADDRESSES: LazyLock<Vec<String>> =
    LazyLock::new(|| STYLE.iter().map(Look::address).collect());

/// Where the script of every page is.
pub(super) static SCRIPT_ADDRESS: LazyLock<String> = LazyLock::new(|| SCRIPT.address());

/// Gives one of them.
pub(super) async fn file(Path(name): Path<String>) -> Response {
    let mut all = STYLE.iter().chain([&SCRIPT]).chain(&OTHERS);
    let Some(look) = all.find(|look| look.name == name) else {
        let mut missing = Response::new(Body::empty());
        *missing.status_mut() = StatusCode::NOT_FOUND;
        return missing;
    };
    let mut response = Response::new(Body::from(look.content));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(look.media_type));
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(CACHE_CONTROL, kept);
    response
}
