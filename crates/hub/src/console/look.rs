//! What pages look like and the little that they do by themselves: compiled in, and the same for
//! everybody, so that browsers may keep it.

use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

/// A file that goes with the pages.
pub(super) struct Look {
    name: &'static str,
    media_type: &'static str,
    content: &'static [u8],
}

/// A file whose address changes with its content.
pub(super) struct Dated {
    look: &'static Look,
    mark: LazyLock<String>,
}

impl Dated {
    /// Where browsers find this very content.
    pub(super) fn address(&self) -> String {
        format!("/console/look/{}?{}", self.look.name, *self.mark)
    }
}

fn mark(look: &Look) -> String {
    blake3::hash(look.content).to_hex().chars().take(12).collect()
}

const FONT: &str = "font/woff2";

static LOOKS: [Look; 5] = [
    Look {
        name: "console.css",
        media_type: "text/css; charset=utf-8",
        content: include_bytes!("../../assets/console.css"),
    },
    Look {
        name: "console.js",
        media_type: "text/javascript; charset=utf-8",
        content: include_bytes!("../../assets/console.js"),
    },
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

/// The style of every page.
pub(super) static STYLE: Dated = Dated { look: &LOOKS[0], mark: LazyLock::new(|| mark(&LOOKS[0])) };

/// The script of every page.
pub(super) static SCRIPT: Dated =
    Dated { look: &LOOKS[1], mark: LazyLock::new(|| mark(&LOOKS[1])) };

/// Gives one of them.
pub(super) async fn file(Path(name): Path<String>) -> Response {
    let Some(look) = LOOKS.iter().find(|look| look.name == name) else {
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
