//! WARC and WACZ records to captures.

use crate::{
    fetch::flaw,
    gone::is_gone,
    item::{Found, Item},
    limit::MAX_BODY_BYTES,
    sniff::{Looks, is_page_type, sniff},
};
use jiff::Timestamp;
use onrecord_archive::{
    header::{ARTICLE_FIELD, CAPTURE_FIELD, DigestCheck},
    read::{self, Damage, DamageKind, Reader, Record},
    wacz::Wacz,
};
use onrecord_model::{
    capture::{Capture, Obtained},
    problem::{Problem, ProblemKind},
};
use std::{
    io::{Read, Seek},
    ops::ControlFlow,
};

/// Emits what each record of a WARC stream gives. `place` names the file in problems.
pub fn collect_warc(
    place: &str,
    stream: impl Read,
    now: Timestamp,
    emit: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut reader = Reader::new(stream);
    let mut position = reader.position();
    while let Some(item) = reader.next() {
        let found = match item {
            read::Item::Record(record) => capture(place, record, now),
            read::Item::Damage(damage) => damaged(place, damage),
        };
        let n_bytes = reader.position() - position;
        position = reader.position();
        emit(found.of_bytes(n_bytes))?;
    }
    ControlFlow::Continue(())
}

/// Emits what each record of a WACZ gives.
pub fn collect_wacz(
    place: &str,
    file: impl Read + Seek,
    now: Timestamp,
    emit: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let unreadable =
        |what: String| Found::problem(place, ProblemKind::Unreadable, what).of_bytes(0);
    let mut wacz = match Wacz::open(file) {
        Ok(wacz) => wacz,
        Err(error) => return emit(unreadable(error.to_string())),
    };
    let names: Vec<_> = wacz.names().map(str::to_owned).collect();
    if names.is_empty() {
        return emit(Found::problem(place, ProblemKind::Empty, "no WARC file inside").of_bytes(0));
    }
    for (file_idx, name) in names.iter().enumerate() {
        let inner = format!("{place}/{name}");
        match wacz.stream(file_idx) {
            Ok(stream) => collect_warc(&inner, stream, now, emit)?,
            Err(error) => emit(unreadable(format!("{name}: {error}")))?,
        }
    }
    ControlFlow::Continue(())
}

/// What a record gives. A record without a date of its own gets `now`, and a problem that says so. An
/// answer that the page is gone is a capture too, whatever it holds ([`Capture::is_gone`]).
#[must_use]
pub fn capture(place: &str, record: Record, now: Timestamp) -> Found {
    let at = format!("{place} at byte {}", record.offset);
    let uri = record.header.target_uri().map(str::to_owned);
    let name = own_name(&record).or_else(|| uri.clone());
    let name = name.unwrap_or_else(|| at.clone());
    let skipped = |reason: String| Found::Skipped { name: name.clone(), reason };
    let mut problems = Vec::new();
    let captured_at = record.header.date().unwrap_or_else(|| {
        let written = record.header.get("WARC-Date").unwrap_or_default();
        let detail = format!("record without a usable WARC-Date: {written:?}");
        problems.push(Problem::new(ProblemKind::Damaged, detail));
        now
    });
    if record.digest == DigestCheck::Wrong {
        // Kept and marked: some tools wrote wrong digests for years.
        let detail = format!("{at}: the bytes are not those that the record's digest names");
        problems.push(Problem::new(ProblemKind::Damaged, detail));
    }
    let is_web = |uri: &String| uri.starts_with("http://") || uri.starts_with("https://");
    let address = uri.filter(is_web);
    let message = record.http();
    let location = message.as_ref().and_then(|it| it.header("location").map(str::to_owned));
    let kind = record.header.record_type().to_owned();
    let (status, headers, body, http, media_type) = match (kind.as_str(), message) {
        ("response", Some(message)) => {
            let body = message.body(MAX_BODY_BYTES);
            problems.extend(body.flaws.into_iter().map(flaw));
            let media_type = message.header("content-type").map(str::to_owned);
            let status = Some(message.status);
            (status, message.headers, body.bytes, Some(record.block), media_type)
        }
        ("response", None) => return skipped("response that is not HTTP".to_owned()),
        ("conversion", _) if record.header.get(ARTICLE_FIELD).is_some() => {
            return skipped("text of an article whose page is archived".to_owned());
        }
        ("resource" | "conversion", _) => {
            let media_type = record.header.content_type().map(str::to_owned);
            let headers = media_type.iter().map(|kind| ("Content-Type".to_owned(), kind.clone()));
            (None, headers.collect(), record.block, None, media_type)
        }
        (other, _) => return skipped(format!("record of type {other:?}")),
    };
    let of_gone = status.zip(address.as_deref());
    let is_gone = of_gone.is_some_and(|(status, at)| is_gone(status, at, location.as_deref()));
    if let Some(status) = status.filter(|&status| status != 200 && !is_gone) {
        return skipped(format!("HTTP status {status}"));
    }
    if let Some(kind) = media_type.filter(|kind| !is_gone && !is_page_type(kind)) {
        return skipped(format!(
            "media type {}",
            kind.split(';').next().unwrap_or_default().trim()
        ));
    }
    match sniff(&body) {
        _ if is_gone => (),
        Looks::Html | Looks::Text | Looks::Warc => (),
        Looks::Empty => return Found::problem(&name, ProblemKind::Empty, format!("{at}: no text")),
        Looks::Gzip | Looks::Binary => {
            let detail = format!("{at}: neither a page nor text");
            return Found::problem(&name, ProblemKind::NotText, detail);
        }
    }
    Found::Capture(Box::new(Capture {
        address,
        name,
        captured_at,
        obtained: Obtained::Archive,
        status,
        headers,
        body,
        http,
        problems,
    }))
}

/// What our own archive says that a file was called.
fn own_name(record: &Record) -> Option<String> {
    let own: serde_json::Value = serde_json::from_str(record.header.get(CAPTURE_FIELD)?).ok()?;
    Some(own.get("name")?.as_str()?.to_owned())
}

fn damaged(place: &str, damage: Damage) -> Found {
    let kind = match damage.kind {
        DamageKind::Broken => ProblemKind::Damaged,
        DamageKind::Truncated => ProblemKind::Truncated,
        DamageKind::TooLarge => ProblemKind::TooLarge,
        DamageKind::Unreadable => ProblemKind::Unreadable,
    };
    Found::problem(&format!("{place} at byte {}", damage.offset), kind, damage.what)
}
