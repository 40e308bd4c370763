//! Captures go into the archive and come back as they were.

use crate::sample::{check, fetched, fill, open, page};
use onrecord_model::capture::{Capture, Obtained};
use onrecord_store::{Access, Store};

#[test]
fn what_was_captured_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let nameless = Capture { address: None, headers: Vec::new(), ..page(2) };
    let odd = Capture { address: Some("a page <1>\r\n".into()), ..page(3) };
    let unreadable = Capture {
        http: Some(b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n\x28\xb5".to_vec()),
        ..fetched(4)
    };
    let captures = vec![page(0), fetched(1), nameless, odd, unreadable];
    let ids = store.append(&captures).unwrap();
    assert_eq!(ids.len(), 5);
    assert_eq!(store.append(&captures).unwrap(), []);
    for (id, capture) in ids.iter().zip(&captures) {
        let found = store.capture(*id).unwrap().unwrap();
        // A message that our reader cannot decode to the same body is kept as that body.
        let http = capture.http.clone().filter(|http| !http.ends_with(b"\x28\xb5"));
        assert_eq!(found, Capture { http, ..capture.clone() });
        assert_eq!(found.id(), *id);
    }
    assert_eq!(store.capture_ids().unwrap(), ids);
    check(&store);
}

#[test]
fn two_of_one_batch_are_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    assert_eq!(store.append(&[page(1), page(1), page(2)]).unwrap().len(), 2);
    assert_eq!(store.capture_ids().unwrap().len(), 2);
}

#[test]
fn files_of_other_programs_are_taken_up() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("archive");
    std::fs::create_dir_all(&archive).unwrap();
    let block = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nhello";
    let head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <https://a.example/>\r\n\
                WARC-Date: 2019-01-02T03:04:05Z\r\nContent-Type: application/http\r\n";
    let record = format!("{head}Content-Length: {}\r\n\r\n{block}\r\n\r\n", block.len());
    std::fs::write(archive.join("theirs.warc"), record).unwrap();
    let mut store = open(folder.path());
    let ids = store.capture_ids().unwrap();
    let capture = store.capture(ids[0]).unwrap().unwrap();
    assert_eq!(capture.address.as_deref(), Some("https://a.example/"));
    assert_eq!((capture.body.as_slice(), capture.obtained), (&b"hello"[..], Obtained::Archive));
    store.append(&[page(1)]).unwrap();
    assert!(archive.join("000001.warc.gz").is_file());
    check(&store);
}

#[test]
fn the_second_writer_is_told_who_holds_the_center() {
    let folder = tempfile::tempdir().unwrap();
    let first = open(folder.path());
    let error = Store::open(folder.path(), Access::Write).unwrap_err();
    assert!(error.is_held());
    let holder = format!("is being written to by process {} since 2", std::process::id());
    assert!(error.to_string().contains(&holder), "{error}");
    drop(first);
    open(folder.path());
}

#[test]
fn readers_need_a_center_and_cannot_write() {
    let folder = tempfile::tempdir().unwrap();
    let error = Store::open(&folder.path().join("none"), Access::Read).unwrap_err();
    assert!(error.is_missing() && error.to_string().contains("onrecord add"), "{error}");
    drop(open(folder.path()));
    let mut reader = Store::open(folder.path(), Access::Read).unwrap();
    assert!(reader.append(&[page(1)]).is_err());
}

#[test]
fn readers_see_what_a_writer_adds() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = open(folder.path());
    let reader = Store::open(folder.path(), Access::Read).unwrap();
    assert_eq!(reader.status().unwrap().n_captures, 0);
    let made = fill(&mut writer, 3);
    assert_eq!(reader.status().unwrap().n_articles, 3);
    assert_eq!(reader.article(made[0].article.id).unwrap().unwrap(), made[0].article);
    check(&reader);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_one_clear_error_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let ids = store.append(&[page(1)]).unwrap();
    drop(store);
    // The next file of the archive stands on a disk without space.
    let full = folder.path().join("archive/000002.warc.gz");
    std::os::unix::fs::symlink("/dev/full", &full).unwrap();
    let mut store = open(folder.path());
    let error = store.append(&[page(2)]).unwrap_err();
    assert!(error.is_full(), "{error}");
    assert!(error.to_string().contains("000002.warc.gz"), "{error}");
    assert_eq!(store.capture_ids().unwrap(), ids);
    check(&store);
    std::fs::remove_file(full).unwrap();
    assert_eq!(store.append(&[page(2)]).unwrap().len(), 1);
    check(&store);
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let error = Store::open(&file.join("center"), Access::Write).unwrap_err();
    assert!(error.to_string().contains("file/center"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_named_and_still_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    fill(&mut store, 2);
    drop(store);
    let set = |mode| {
        for part in [".", "archive", "index"] {
            let mode = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(folder.path().join(part), mode).unwrap();
        }
    };
    let lock = folder.path().join("center.lock");
    std::fs::remove_file(lock).unwrap();
    set(0o555);
    // The superuser may write everywhere: nothing to be seen then.
    if std::fs::write(folder.path().join("probe"), "").is_err() {
        let error = Store::open(folder.path(), Access::Write).unwrap_err();
        assert!(error.is_read_only(), "{error}");
        assert!(error.to_string().contains("make the folder writable"), "{error}");
        let reader = Store::open(folder.path(), Access::Read).unwrap();
        assert_eq!(reader.status().unwrap().n_articles, 2);
        check(&reader);
    }
    set(0o755);
}
