//! Files, folders and archives collected from disk, good and bad.

use jiff::Timestamp;
use onrecord_archive::{
    http,
    wacz::{self, Description},
    write::{Kind, NewRecord, write},
};
use onrecord_collect::{
    Item, Seed, Settings, collect, item::Found, measure, mhtml, page, robots::Robots,
};
use onrecord_model::{
    capture::{Capture, Obtained},
    problem::ProblemKind,
};
use proptest::prelude::*;
use std::{fs, ops::ControlFlow, path::Path};

const PAGE: &str =
    "<!DOCTYPE html><title>Bridge closed</title><p>The bridge of Brenmark is closed.";

fn now() -> Timestamp {
    Timestamp::from_second(1_700_000_000).unwrap()
}

fn items(path: &Path) -> Vec<Item> {
    let mut items = Vec::new();
    let _ = collect(&Seed::Path(path.to_owned()), &Settings::default(), now(), &mut |item| {
        items.push(item);
        ControlFlow::Continue(())
    });
    items
}

/// What was found, one line each: `name` of a capture, `kind name` of a problem, `- reason`.
fn lines(path: &Path) -> Vec<String> {
    let root = format!("{}/", path.display());
    let line = |item: Item| match item.found {
        Found::Capture(capture) => capture.name,
        Found::Problem { name, problem } => {
            format!("{} {}", problem.kind.name(), name.replace(&root, ""))
        }
        Found::Skipped { reason, .. } => format!("- {reason}"),
    };
    items(path).into_iter().map(line).collect()
}

fn captures(path: &Path) -> Vec<Capture> {
    let captures = items(path).into_iter().filter_map(|item| match item.found {
        Found::Capture(capture) => Some(*capture),
        _ => None,
    });
    captures.collect()
}

fn response(uri: &str, status: u16, media_type: &str, body: &[u8]) -> NewRecord {
    let headers = [("Content-Type".to_owned(), media_type.to_owned())];
    let block = http::compose(status, "", &headers, body);
    NewRecord {
        kind: Kind::Response,
        target_uri: Some(uri.to_owned()),
        date: Timestamp::from_second(1_600_000_000).unwrap(),
        content_type: "application/http; msgtype=response".to_owned(),
        payload_offset: block.len() - body.len(),
        block,
        extra: Vec::new(),
    }
}

fn records() -> Vec<NewRecord> {
    let page = |idx: usize| {
        let body = format!("{PAGE} Report {idx}.");
        response(&format!("https://courier.example/{idx}"), 200, "text/html", body.as_bytes())
    };
    let mut saved = page(2);
    saved.kind = Kind::Resource;
    saved.content_type = "text/plain".to_owned();
    saved.target_uri = Some("file:///notes%20of%20May.txt".to_owned());
    (saved.block, saved.payload_offset) = (b"Notes of May.".to_vec(), 0);
    saved.extra =
        vec![("Onrecord-Capture".to_owned(), r#"{"name":"notes of May.txt"}"#.to_owned())];
    let mut text = saved.clone();
    text.kind = Kind::Conversion;
    text.extra = vec![("Onrecord-Article".to_owned(), "00".repeat(12))];
    vec![
        NewRecord { kind: Kind::Warcinfo, target_uri: None, ..page(0) },
        page(1),
        saved,
        text,
        response("https://courier.example/x", 404, "text/html", b"<html>gone"),
        response("https://courier.example/w", 403, "text/html", b"<html>forbidden"),
        response("https://courier.example/y", 200, "image/png", b"\x89PNG"),
        response("https://courier.example/z", 200, "text/html", b"\x89PNG\r\n\x1a\n\0\0\0\0"),
        page(3),
    ]
}

fn warc() -> Vec<u8> {
    let mut bytes = Vec::new();
    for record in records() {
        write(&mut bytes, &record).unwrap();
    }
    bytes
}

#[test]
fn a_folder_gives_its_files_in_order_and_names_what_is_wrong() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    fs::create_dir_all(root.join("b/.git")).unwrap();
    for (name, bytes) in [
        ("z.html", PAGE.as_bytes()),
        ("b/page without extension", PAGE.as_bytes()),
        ("b/note.md", b"# A note"),
        ("b/.git/hidden.html", PAGE.as_bytes()),
        ("a.txt", b"Words."),
        ("empty.html", b" \n"),
        ("picture.html", b"\x89PNG\r\n\x1a\n\0\0\0\0"),
        ("none.warc.gz", b""),
    ] {
        fs::write(root.join(name), bytes).unwrap();
    }
    let large = fs::File::create(root.join("large.txt")).unwrap();
    large.set_len(70 << 20).unwrap();
    assert_eq!(
        lines(root),
        [
            "a.txt",
            "note.md",
            "page without extension",
            "empty empty.html",
            "too_large large.txt",
            "empty none.warc.gz",
            "not_text picture.html",
            "z.html"
        ]
    );
    let (n_files, n_bytes) = measure(&Seed::Path(root.to_owned()));
    let accounted: u64 = items(root).iter().map(|item| item.n_bytes).sum();
    assert_eq!((n_files, n_bytes), (8, accounted));
}

#[test]
fn a_saved_page_knows_nothing_of_its_address() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.html"), PAGE).unwrap();
    let [page] = &captures(&dir.path().join("a.html"))[..] else { panic!("one page") };
    assert_eq!((page.name.as_str(), page.address.as_deref()), ("a.html", None));
    assert_eq!((page.captured_at, page.obtained), (now(), Obtained::File));
    assert_eq!(page.body, PAGE.as_bytes());
}

#[test]
fn what_is_not_there_is_a_problem() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(lines(&dir.path().join("none.html")).len(), 1);
    assert!(lines(&dir.path().join("none.html"))[0].starts_with("unreadable"));
    assert_eq!(lines(dir.path()), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_named_once_and_left() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    fs::create_dir_all(root.join("a/b")).unwrap();
    fs::write(root.join("a/b/page.html"), PAGE).unwrap();
    symlink(root, root.join("a/b/up")).unwrap();
    symlink(root.join("a"), root.join("c")).unwrap();
    symlink("nowhere", root.join("d")).unwrap();
    assert_eq!(lines(root), ["page.html", "loop a/b/up", "unreadable d"]);
}

#[test]
fn archives_of_every_form_give_the_same_captures() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let plain: Vec<u8> = records()
        .iter()
        .flat_map(|record| [record.head().unwrap().as_bytes(), &record.block, b"\r\n\r\n"].concat())
        .collect();
    fs::write(root.join("a.warc"), &plain).unwrap();
    fs::write(root.join("b.warc.gz"), warc()).unwrap();
    fs::write(root.join("warc by content"), &plain).unwrap();
    fs::write(root.join("d.warc.gz.open"), warc()).unwrap();
    let description = Description {
        title: String::new(),
        software: String::new(),
        created: Timestamp::UNIX_EPOCH,
    };
    let file = fs::File::create(root.join("c.wacz")).unwrap();
    wacz::write(file, records(), &description).unwrap();
    let wanted = captures(&root.join("a.warc"));
    for name in ["b.warc.gz", "c.wacz", "warc by content", "d.warc.gz.open"] {
        assert_eq!(captures(&root.join(name)), wanted, "{name}");
    }
    let [page, saved, gone, last] = &wanted[..] else { panic!("{}", wanted.len()) };
    assert_eq!(page.address.as_deref(), Some("https://courier.example/1"));
    assert_eq!((page.status, page.obtained), (Some(200), Obtained::Archive));
    assert_eq!(page.captured_at.as_second(), 1_600_000_000);
    assert_eq!(page.media_type().as_deref(), Some("text/html"));
    assert!(page.http.as_ref().unwrap().ends_with(&page.body));
    assert_eq!((saved.address.as_deref(), saved.name.as_str()), (None, "notes of May.txt"));
    assert_eq!((&saved.http, saved.body.as_slice()), (&None, b"Notes of May.".as_slice()));
    assert!(gone.is_gone() && !page.is_gone() && !saved.is_gone());
    assert!(last.body.ends_with(b"Report 3."));
    assert_eq!(
        lines(&root.join("b.warc.gz")),
        [
            "- record of type \"warcinfo\"",
            "https://courier.example/1",
            "notes of May.txt",
            "- text of an article whose page is archived",
            "https://courier.example/x",
            "- HTTP status 403",
            "- media type image/png",
            "not_text https://courier.example/z",
            "https://courier.example/3",
        ]
    );
}

#[test]
fn damage_in_an_archive_is_named_and_the_rest_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.warc.gz");
    let whole = warc();
    fs::write(&path, &whole[..whole.len() - 10]).unwrap();
    let found = lines(&path);
    assert_eq!(found.len(), 9);
    assert!(found[8].starts_with("truncated") && found[1] == "https://courier.example/1");
    let mut flipped = whole.clone();
    let first_len = write(&mut Vec::new(), &records()[0]).unwrap().n_bytes as usize;
    flipped[first_len + 60] ^= 0x20;
    fs::write(&path, &flipped).unwrap();
    let found = lines(&path);
    assert_eq!(found.len(), 9);
    assert!(found[1].starts_with("damaged"), "{}", found[1]);
}

#[test]
fn a_wrong_digest_marks_the_capture() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.warc");
    let record = &records()[1];
    let block = String::from_utf8(record.block.clone()).unwrap().replace("closed", "opened");
    let warc = [record.head().unwrap().as_bytes(), block.as_bytes(), b"\r\n\r\n"].concat();
    fs::write(&path, warc).unwrap();
    let problems = &captures(&path)[0].problems;
    assert_eq!(problems[0].kind, ProblemKind::Damaged);
}

#[test]
fn collecting_stops_when_told() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.warc.gz");
    fs::write(&path, warc()).unwrap();
    let mut n = 0;
    let flow = collect(&Seed::Path(path), &Settings::default(), now(), &mut |_| {
        n += 1;
        if n == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((n, flow), (3, ControlFlow::Break(())));
}

#[test]
fn a_page_saved_as_mhtml_is_taken_out() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.mhtml");
    let file = format!(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\
         Content-Type: text/html\nContent-Location: https://courier.example/a\n\n{PAGE}\n--x--\n"
    );
    fs::write(&path, file).unwrap();
    let [page] = &captures(&path)[..] else { panic!("one page") };
    assert_eq!(page.address.as_deref(), Some("https://courier.example/a"));
    assert!(page.body.starts_with(b"<!DOCTYPE html>"));
}

proptest! {
    #[test]
    fn no_bytes_break_a_reader(bytes: Vec<u8>, text in "[a-zA-Z:;=\\-\" \r\n*$/%]{0,200}") {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            let _ = mhtml::read(bytes);
            let boundary = b"Content-Type: multipart/x; boundary=-\n\n";
            let _ = mhtml::read(&[boundary.as_slice(), bytes].concat());
            let _ = page::capture("a", "a.mht", bytes.to_vec(), now());
            let file = [b"user-agent: *\ndisallow: /".as_slice(), bytes].concat();
            let _ = Robots::parse(&file, "a").allows(&String::from_utf8_lossy(bytes));
        }
    }
}
