//! The WARC records of a center: how a capture is kept in one and read back from it.

use crate::{conversion::article_of, error::Error};
use jiff::Timestamp;
use onrecord_archive::{
    header::CAPTURE_FIELD,
    http::Message,
    limit::MAX_RECORD_BYTES,
    read::Record,
    write::{Kind, NewRecord},
};
use onrecord_model::{
    address,
    capture::{Capture, Obtained},
    id::Id,
    problem::Problem,
    wire::{json, shape::Wire},
};
use serde_json::Value;

/// The most of `CAPTURE_FIELD` that is written, in bytes; it must stay below a reader's limit on headers.
const MAX_OWN_BYTES: usize = 32 << 10;

/// What a record holds.
#[derive(Debug)]
pub(crate) enum Holds {
    /// A capture.
    Capture(Box<Capture>),
    /// The text of this article, as the archive says.
    Text(Id),
    /// Neither, such as `warcinfo`.
    Other,
}

/// The record that opens a file.
pub(crate) fn warcinfo() -> NewRecord {
    let version = env!("CARGO_PKG_VERSION");
    let fields = format!("software: onrecord/{version}\r\nformat: WARC File Format 1.1\r\n");
    NewRecord {
        kind: Kind::Warcinfo,
        target_uri: None,
        // The same for every file: when a file was begun says nothing about its captures.
        date: Timestamp::UNIX_EPOCH,
        content_type: "application/warc-fields".to_owned(),
        block: fields.into_bytes(),
        payload_offset: 0,
        extra: Vec::new(),
    }
}

/// The record that keeps a capture.
///
/// A capture from the web is kept as the HTTP message that came, unless its body cannot be had back
/// from it (an encoding we lack, a body cut at a limit); then, like a file, as the bytes themselves.
pub(crate) fn record_of(capture: &Capture, id: Id) -> Result<NewRecord, Error> {
    let n_bytes = capture.http.as_ref().map_or(0, Vec::len).max(capture.body.len()) as u64;
    if n_bytes > MAX_RECORD_BYTES {
        return Err(Error::refused(format!(
            "capture `{}` has {n_bytes} bytes; at most {MAX_RECORD_BYTES} can be kept",
            capture.name
        )));
    }
    let message = capture.http.as_deref().and_then(Message::parse);
    let payload_offset = message
        .filter(|message| message.body(MAX_RECORD_BYTES as usize).bytes == capture.body)
        .map(|message| message.payload_offset);
    let is_uri = |address: &&str| address.bytes().all(|byte| byte.is_ascii_graphic());
    let uri = capture.address.as_deref().filter(is_uri).map(str::to_owned);
    let own = own_field(capture, uri.is_none(), payload_offset.is_none());
    let kind = if payload_offset.is_some() { Kind::Response } else { Kind::Resource };
    let content_type = match kind {
        Kind::Response => "application/http; msgtype=response".to_owned(),
        _ => capture.media_type().unwrap_or_else(|| "application/octet-stream".to_owned()),
    };
    let content_type = content_type.replace(|c: char| c.is_control(), " ");
    Ok(NewRecord {
        kind,
        target_uri: Some(uri.unwrap_or_else(|| format!("urn:onrecord:capture:{id}"))),
        date: capture.captured_at,
        content_type,
        payload_offset: payload_offset.unwrap_or(0),
        block: match (kind, &capture.http) {
            (Kind::Response, Some(message)) => message.clone(),
            _ => capture.body.clone(),
        },
        extra: vec![(CAPTURE_FIELD.to_owned(), own)],
    })
}

fn own_field(capture: &Capture, with_address: bool, with_http: bool) -> String {
    let mut own = String::from("{\"name\":");
    json::string(&mut own, &capture.name);
    let obtained = match capture.obtained {
        Obtained::Fetched => "fetched",
        Obtained::Archive => "archive",
        Obtained::File => "file",
    };
    own.push_str(&format!(",\"obtained\":\"{obtained}\""));
    let add = |own: &mut String, key: &str, value: &dyn Fn(&mut String)| {
        let before = own.len();
        own.push_str(&format!(",\"{key}\":"));
        value(own);
        if own.len() > MAX_OWN_BYTES {
            own.truncate(before);
        }
    };
    if let (true, Some(address)) = (with_address, &capture.address) {
        add(&mut own, "address", &|out| json::string(out, address));
    }
    if let (true, Some(status)) = (with_http, capture.status) {
        add(&mut own, "status", &|out| out.push_str(&status.to_string()));
    }
    if with_http && !capture.headers.is_empty() {
        add(&mut own, "headers", &|out| capture.headers.write(out));
    }
    if !capture.problems.is_empty() {
        add(&mut own, "problems", &|out| capture.problems.write(out));
    }
    own.push('}');
    own
}

/// What a record of the archive holds.
pub(crate) fn holds(record: Record) -> Holds {
    match article_of(&record.header) {
        Some(article) => Holds::Text(article),
        None => recall(record).map_or(Holds::Other, |capture| Holds::Capture(Box::new(capture))),
    }
}

/// The capture that a record keeps; `None` for a record that keeps none. Records of other programs
/// are read as well.
fn recall(record: Record) -> Option<Capture> {
    let kind = record.header.record_type();
    if !matches!(kind, "response" | "resource" | "conversion") {
        return None;
    }
    let message = record.http();
    if kind == "response" && message.is_none() {
        return None; // a DNS answer, or another protocol
    }
    let own =
        record.header.get(CAPTURE_FIELD).and_then(|own| serde_json::from_str::<Value>(own).ok());
    let is_own = own.is_some();
    let own = own.unwrap_or_default();
    let text = |key: &str| own.get(key).and_then(Value::as_str).map(str::to_owned);
    let uri = record.header.target_uri().unwrap_or_default().to_owned();
    let is_web = address::canonical(&uri).is_some();
    let media_type = record.header.content_type().map(str::to_owned);
    let headers = match &message {
        Some(message) => message.headers.clone(),
        None if is_own => list(&own, "headers"),
        None => media_type.into_iter().map(|value| ("Content-Type".to_owned(), value)).collect(),
    };
    let (status, body, http) = match message {
        Some(message) => {
            let body = message.body(MAX_RECORD_BYTES as usize).bytes;
            (Some(message.status), body, Some(record.block))
        }
        None => {
            let status = own.get("status").and_then(Value::as_u64);
            (status.and_then(|status| status.try_into().ok()), record.block, None)
        }
    };
    Some(Capture {
        address: text("address")
            .or_else(|| (is_web || is_own_uri(is_own, &uri)).then(|| uri.clone())),
        name: text("name").unwrap_or(uri),
        captured_at: record.header.date().unwrap_or(Timestamp::UNIX_EPOCH),
        obtained: match text("obtained").as_deref() {
            Some("fetched") => Obtained::Fetched,
            Some("file") => Obtained::File,
            _ => Obtained::Archive,
        },
        status,
        headers,
        body,
        http,
        problems: list::<Problem>(&own, "problems"),
    })
}

/// Whether a target that is no web address is still the address a capture came with.
fn is_own_uri(is_own: bool, uri: &str) -> bool {
    is_own && !uri.starts_with("urn:onrecord:capture:")
}

fn list<T: Wire>(own: &Value, key: &str) -> Vec<T> {
    own.get(key).and_then(|value| Vec::read(value).ok()).unwrap_or_default()
}
