//! One polite GET: robots.txt obeyed, addresses checked at connect, limits of size and time.

use crate::{
    gone::is_gone,
    guard::{Reach, Refusal, Resolver},
    limit::{
        CONNECT_TIMEOUT, FETCH_TIMEOUT, MAX_BODY_BYTES, MAX_FETCH_BYTES, MAX_PAUSE, MAX_REDIRECTS,
        MAX_ROBOTS_BYTES, MIN_PAUSE,
    },
    robots::Robots,
    sniff::{Looks, sniff},
};
use jiff::Timestamp;
use onrecord_archive::http::{self, Flaw, Message};
use onrecord_model::{
    capture::{Capture, Obtained},
    problem::{Problem, ProblemKind},
};
use reqwest::{
    blocking::{Client, Response},
    header::{ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderValue},
    redirect::Policy,
};
use std::{
    collections::BTreeMap,
    error::Error as _,
    io::Read,
    sync::Arc,
    time::{Duration, Instant},
};
use url::Url;

/// The product token that robots.txt files speak to.
pub const AGENT: &str = "Onrecord";

/// The `User-Agent` of every request.
pub const USER_AGENT: &str = concat!("Onrecord/", env!("CARGO_PKG_VERSION"));

/// Fetches pages, one at a time, and remembers what each host asks of its visitors.
pub struct Fetcher {
    client: Client,
    reach: Reach,
    pause: Duration,
    robots: BTreeMap<String, Robots>,
    visited: BTreeMap<String, Instant>,
}

/// An answer of a server with its bytes as they came, but for chunks, which the client joins.
struct Answer {
    message: Vec<u8>,
    status: u16,
    location: Option<String>,
    is_cut: bool,
}

impl Fetcher {
    /// A fetcher that goes as far as `reach`.
    ///
    /// No proxy is used, whatever the environment says: addresses could not be checked behind one.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up, as on a machine without root certificates.
    pub fn new(reach: Reach) -> Result<Self, Problem> {
        // Another part of the program may have chosen already; then its choice stands.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut headers = HeaderMap::new();
        let accept = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1";
        headers.insert(ACCEPT, HeaderValue::from_static(accept));
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, br"));
        let client = Client::builder()
            .user_agent(USER_AGENT)
            .default_headers(headers)
            .redirect(Policy::none())
            .referer(false)
            .no_proxy()
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(FETCH_TIMEOUT)
            .dns_resolver(Arc::new(Resolver(reach)))
            .build()
            .map_err(|error| Problem::new(ProblemKind::Fetch, reason(&error)))?;
        let pause = if reach == Reach::Public { MIN_PAUSE } else { Duration::ZERO };
        let (robots, visited) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self { client, reach, pause, robots, visited })
    }

    /// The page at `address`, as a capture of the address where it was found in the end.
    ///
    /// # Errors
    ///
    /// When robots.txt or [`Reach`] forbids it, the server cannot be reached, answers with anything
    /// but 200 or that the page is gone, too much, too late, or with something that is no page.
    pub fn get(&mut self, address: &str, now: Timestamp) -> Result<Capture, Problem> {
        let mut url = self.reach.check(address).map_err(refused)?;
        for _ in 0..=MAX_REDIRECTS {
            url.set_fragment(None);
            self.ask_leave(&url)?;
            self.wait_for(&url);
            let answer = self.request(&url, MAX_FETCH_BYTES)?;
            match answer.location {
                Some(location) => url = self.redirected(&url, &location)?,
                None => return capture(address, &url, answer, now),
            }
        }
        Err(Problem::new(ProblemKind::Fetch, format!("more than {MAX_REDIRECTS} redirects")))
    }

    /// Whether the host's robots.txt lets us fetch `url`.
    fn ask_leave(&mut self, url: &Url) -> Result<(), Problem> {
        let origin = url.origin().ascii_serialization();
        if !self.robots.contains_key(&origin) {
            let robots = self.read_robots(url)?;
            self.robots.insert(origin.clone(), robots);
        }
        if self.robots[&origin].allows(url.as_str()) {
            return Ok(());
        }
        Err(Problem::new(ProblemKind::Refused, format!("robots.txt of {origin} forbids {url}")))
    }

    /// The robots.txt for `url`: one that the server says it has not allows all, one that it cannot
    /// give now allows nothing (RFC 9309, section 2.3.1).
    fn read_robots(&self, url: &Url) -> Result<Robots, Problem> {
        let mut at = url.clone();
        at.set_path("/robots.txt");
        at.set_query(None);
        for _ in 0..=MAX_REDIRECTS {
            let answer = self.request(&at, MAX_ROBOTS_BYTES)?;
            if let Some(location) = answer.location {
                at = self.redirected(&at, &location)?;
                continue;
            }
            return match answer.status {
                200..=299 => {
                    let message = Message::parse(&answer.message);
                    let body = message.map(|message| message.body(MAX_ROBOTS_BYTES).bytes);
                    Ok(Robots::parse(&body.unwrap_or_default(), AGENT))
                }
                500.. => {
                    let detail = format!("{at}: the server answered {}", answer.status);
                    Err(Problem::new(ProblemKind::Refused, detail))
                }
                _ => Ok(Robots::default()),
            };
        }
        Ok(Robots::default()) // redirects and no file: as if there were none
    }

    fn redirected(&self, from: &Url, location: &str) -> Result<Url, Problem> {
        let joined = from.join(location).map_err(|error| {
            Problem::new(ProblemKind::Fetch, format!("redirect to {location:?}: {error}"))
        })?;
        self.reach.check(joined.as_str()).map_err(refused)
    }

    /// Waits until the host is owed no pause any more.
    fn wait_for(&mut self, url: &Url) {
        let asked = self.robots.get(&url.origin().ascii_serialization()).and_then(Robots::pause);
        let pause = self.pause.max(asked.unwrap_or_default()).min(MAX_PAUSE);
        let host = url.host_str().unwrap_or_default().to_owned();
        if let Some(visited) = self.visited.get(&host) {
            std::thread::sleep(pause.saturating_sub(visited.elapsed()));
        }
        self.visited.insert(host, Instant::now());
    }

    /// One request, with its answer read up to `max_bytes`.
    fn request(&self, url: &Url, max_bytes: usize) -> Result<Answer, Problem> {
        let deadline = Instant::now() + FETCH_TIMEOUT;
        let failed = |why: String| Problem::new(ProblemKind::Fetch, format!("{url}: {why}"));
        let mut response = self.client.get(url.clone()).send().map_err(|error| {
            let mut cause = error.source();
            while let Some(inner) = cause {
                if let Some(refusal) = inner.downcast_ref::<Refusal>() {
                    return refused(refusal.clone());
                }
                cause = inner.source();
            }
            failed(reason(&error))
        })?;
        let (mut body, mut chunk) = (Vec::new(), vec![0; 64 << 10]);
        let is_cut = loop {
            match response.read(&mut chunk) {
                Ok(0) => break false,
                Ok(n) => body.extend_from_slice(&chunk[..n]),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => (),
                Err(error) => return Err(failed(format!("the answer broke off: {error}"))),
            }
            if body.len() > max_bytes {
                body.truncate(max_bytes);
                break true;
            }
            if Instant::now() > deadline {
                let seconds = FETCH_TIMEOUT.as_secs();
                return Err(failed(format!("the answer took more than {seconds} seconds")));
            }
        };
        Ok(Answer::new(&response, &body, is_cut))
    }
}

impl Answer {
    fn new(response: &Response, body: &[u8], is_cut: bool) -> Self {
        let status = response.status();
        let text = |value: &HeaderValue| match std::str::from_utf8(value.as_bytes()) {
            Ok(text) => text.to_owned(),
            Err(_) => value.as_bytes().iter().map(|&byte| byte as char).collect(),
        };
        let headers: Vec<_> = response
            .headers()
            .iter()
            .map(|(name, value)| {
                // The client has joined the chunks; other archives keep the header under this name.
                let is_joined = name.as_str() == "transfer-encoding";
                let name =
                    if is_joined { "x-archive-orig-transfer-encoding" } else { name.as_str() };
                (name.to_owned(), text(value))
            })
            .collect();
        let reason = status.canonical_reason().unwrap_or_default();
        let message = http::compose(status.as_u16(), reason, &headers, body);
        let location = response.headers().get("location").map(text);
        let location = location.filter(|_| status.is_redirection());
        Self { message, status: status.as_u16(), location, is_cut }
    }
}

/// The capture that an answer with status 200 makes, or one that says that the page is gone.
fn capture(asked: &str, url: &Url, answer: Answer, now: Timestamp) -> Result<Capture, Problem> {
    if answer.is_cut {
        let detail = format!("{url}: the answer is over the limit of {MAX_FETCH_BYTES} bytes");
        return Err(Problem::new(ProblemKind::TooLarge, detail));
    }
    let is_gone = is_gone(answer.status, url.as_str(), None);
    if answer.status != 200 && !is_gone {
        let detail = format!("{url}: the server answered {}", answer.status);
        return Err(Problem::new(ProblemKind::Fetch, detail));
    }
    let message = Message::parse(&answer.message)
        .ok_or_else(|| Problem::new(ProblemKind::Fetch, format!("{url}: no HTTP answer")))?;
    let body = message.body(MAX_BODY_BYTES);
    let no_page = |kind, what| Err(Problem::new(kind, format!("{url}: {what}")));
    match sniff(&body.bytes) {
        _ if is_gone => (),
        Looks::Html | Looks::Text => (),
        Looks::Empty => return no_page(ProblemKind::Empty, "the answer is empty"),
        _ => return no_page(ProblemKind::NotText, "the answer is neither a page nor text"),
    }
    Ok(Capture {
        address: Some(url.to_string()),
        name: asked.to_owned(),
        captured_at: now,
        obtained: Obtained::Fetched,
        status: Some(answer.status),
        headers: message.headers,
        body: body.bytes,
        http: Some(answer.message),
        problems: body.flaws.into_iter().map(flaw).collect(),
    })
}

/// A flaw of an HTTP body as a problem of its capture.
pub(crate) fn flaw(flaw: Flaw) -> Problem {
    match flaw {
        Flaw::Truncated(what) => Problem::new(ProblemKind::Truncated, what),
        Flaw::Broken(what) => Problem::new(ProblemKind::Damaged, what),
        Flaw::TooLarge(what) => Problem::new(ProblemKind::TooLarge, what),
    }
}

fn refused(refusal: Refusal) -> Problem {
    Problem::new(ProblemKind::Refused, refusal.to_string())
}

/// An error of the client with its causes, since its own words only say that something failed.
fn reason(error: &reqwest::Error) -> String {
    let mut words = if error.is_timeout() { "timed out".to_owned() } else { String::new() };
    let mut cause = error.source();
    while let Some(inner) = cause {
        let text = inner.to_string();
        if !words.contains(&text) {
            words.push_str(if words.is_empty() { "" } else { ": " });
            words.push_str(&text);
        }
        cause = inner.source();
    }
    if words.is_empty() { error.to_string() } else { words }
}
