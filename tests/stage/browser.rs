//! Somebody with a browser that knows no scripts, at the console of a hub that is a process of its
//! own: forms, cookies and redirects over real HTTP.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;

/// One browser.
pub(crate) struct Browser {
    port: u16,
    pub(crate) cookies: BTreeMap<String, String>,
}

/// What came.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) goes_to: Option<String>,
    pub(crate) body: String,
}

impl Page {
    /// The token in the page's forms.
    pub(crate) fn token(&self) -> String {
        let after = self.body.split("name=\"form\" value=\"").nth(1);
        let after = after.unwrap_or_else(|| panic!("no form on {}", self.body));
        after.split('"').next().unwrap().to_owned()
    }
}

fn encoded(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    text.bytes().map(one).collect()
}

impl Browser {
    pub(crate) fn at(port: u16) -> Self {
        Self { port, cookies: BTreeMap::new() }
    }

    pub(crate) fn get(&mut self, path: &str) -> Page {
        self.ask("GET", path, "", &[])
    }

    /// Sends a form as it stands on no page.
    pub(crate) fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let fields =
            fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let body = fields.collect::<Vec<_>>().join("&");
        self.ask("POST", path, "application/x-www-form-urlencoded", body.as_bytes())
    }

    /// Fills a form of a page in, and sends it.
    pub(crate) fn fill(&mut self, on: &str, to: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.get(on).token();
        self.send(to, &[&[("form", &*token)], fields].concat())
    }

    /// Gives a file to a form of a page.
    pub(crate) fn give(
        &mut self,
        on: &str,
        to: &str,
        fields: &[(&str, &str)],
        (name, content): (&str, &[u8]),
    ) -> Page {
        let token = self.get(on).token();
        let mut body = Vec::new();
        for (field, value) in [&[("form", &*token)], fields].concat() {
            let head = format!("--cut\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n");
            body.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
        }
        let head = format!(
            "--cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        );
        body.extend([head.as_bytes(), content, b"\r\n--cut--\r\n"].concat());
        self.ask("POST", to, "multipart/form-data; boundary=cut", &body)
    }

    fn ask(&mut self, method: &str, path: &str, kind: &str, body: &[u8]) -> Page {
        let cookies: Vec<_> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\norigin: http://127.0.0.1:{port}\r\n\
             cookie: {cookies}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\
             connection: close\r\n\r\n",
            port = self.port,
            cookies = cookies.join("; "),
            length = body.len()
        );
        let mut hub = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        hub.write_all(&[head.as_bytes(), body].concat()).unwrap();
        let mut answer = Vec::new();
        hub.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) =
            answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{path}: {answer}"));
        let headers = head.lines().skip(1).filter_map(|line| line.split_once(": "));
        let mut goes_to = None;
        for (name, value) in headers {
            match &*name.to_ascii_lowercase() {
                "location" => goes_to = Some(value.to_owned()),
                "set-cookie" => {
                    let (name, value) = value.split(';').next().unwrap().split_once('=').unwrap();
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
                _ => {}
            }
        }
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Page { status, goes_to, body: body.to_owned() }
    }
}
