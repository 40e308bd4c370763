//! Whatever a crash leaves behind, opening heals it and loses nothing that was acknowledged.

use crate::sample::{check, fill, made, open, page};
use onrecord_store::{Access, Filter, Store, Term};
use std::{fs, path::Path};

fn warc(folder: &Path) -> std::path::PathBuf {
    folder.join("archive/000001.warc.gz")
}

fn bridge() -> Filter {
    Filter { words: vec![Term::Word("bridge".into())], ..Filter::default() }
}

#[test]
fn a_tail_torn_at_any_byte_is_cut() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let first = store.append(&[page(0)]).unwrap();
    drop(store);
    let before = fs::read(warc(folder.path())).unwrap();
    let tables = fs::read(folder.path().join("center.sqlite")).unwrap();
    let mut store = open(folder.path());
    let second = store.append(&[page(1)]).unwrap();
    drop(store);
    let after = fs::read(warc(folder.path())).unwrap();
    let all = before.len()..=after.len();
    // Every byte near the ends of the record, and some of the many in the middle.
    let is_tried =
        |len: &usize| *len < before.len() + 24 || *len + 24 > after.len() || len.is_multiple_of(23);
    for len in all.filter(is_tried) {
        // The write of the second record was cut short here, and the tables never heard of it.
        let torn = tempfile::tempdir().unwrap();
        fs::create_dir(torn.path().join("archive")).unwrap();
        fs::write(warc(torn.path()), &after[..len]).unwrap();
        fs::write(torn.path().join("center.sqlite"), &tables).unwrap();
        let mut store = open(torn.path());
        let ids = store.capture_ids().unwrap();
        let is_whole = len == after.len();
        assert_eq!(ids, if is_whole { [&first[..], &second[..]].concat() } else { first.clone() });
        assert_eq!(store.repairs().is_empty(), len == before.len(), "{:?}", store.repairs());
        let wanted_len = if is_whole { after.len() } else { before.len() };
        assert_eq!(fs::metadata(warc(torn.path())).unwrap().len(), wanted_len as u64, "{len}");
        store.append(&[page(1)]).unwrap();
        assert_eq!(store.capture_ids().unwrap().len(), 2);
        if len % 16 == 0 {
            check(&store);
        }
    }
}

#[test]
fn a_lost_index_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    fill(&mut store, 5);
    drop(store);
    fs::remove_dir_all(folder.path().join("index")).unwrap();
    let store = Store::open(folder.path(), Access::Read).unwrap();
    assert_eq!(store.search(&bridge(), 10).unwrap().len(), 5);
    drop(store);
    // One that cannot be read is as good as none.
    fs::write(folder.path().join("index/meta.json"), "{").unwrap();
    let store = open(folder.path());
    assert_eq!(store.search(&bridge(), 10).unwrap().len(), 5);
    check(&store);
}

#[test]
fn an_index_that_is_behind_catches_up() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    fill(&mut store, 2);
    store.append(&[page(7)]).unwrap();
    store.put(&[made(&page(7), 7)]).unwrap();
    assert_eq!(store.search(&bridge(), 10).unwrap().len(), 2);
    drop(store); // without commit
    let store = open(folder.path());
    assert_eq!(store.search(&bridge(), 10).unwrap().len(), 3);
    check(&store);
}

#[test]
fn lost_tables_are_filled_again_from_the_archive() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let wanted = fill(&mut store, 4);
    let (digest, ids) = (store.digest_of_records().unwrap(), store.capture_ids().unwrap());
    drop(store);
    fs::remove_file(folder.path().join("center.sqlite")).unwrap();
    let error = Store::open(folder.path(), Access::Read).unwrap_err();
    assert!(error.is_missing() && error.to_string().contains("rebuild"), "{error}");
    let mut store = open(folder.path());
    assert_eq!(store.capture_ids().unwrap(), ids);
    assert_eq!(store.unprocessed(1, 1, 10).unwrap(), ids);
    assert_eq!(store.search(&bridge(), 10).unwrap(), []);
    store.put(&wanted).unwrap();
    for pair in wanted.windows(2) {
        let copy = crate::sample::copy(pair[0].article.id, pair[1].article.id);
        store.put_copies(&[copy]).unwrap();
    }
    store.commit().unwrap();
    assert_eq!(store.digest_of_records().unwrap(), digest);
    check(&store);
}

#[test]
fn one_flipped_byte_is_named_and_the_rest_survives() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let ids = store.append(&(0..5).map(page).collect::<Vec<_>>()).unwrap();
    let mut bytes = fs::read(warc(folder.path())).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x10;
    fs::write(warc(folder.path()), bytes).unwrap();
    let readable = ids.iter().filter(|id| store.capture(**id).is_ok()).count();
    assert_eq!(readable, 4);
    let lost = ids.iter().find_map(|id| store.capture(*id).err()).unwrap();
    assert!(lost.is_damaged(), "{lost}");
    let flaws = store.check(&mut |_, _| ()).unwrap();
    assert!(flaws.iter().any(|flaw| flaw.contains("has no whole record")), "{flaws:?}");
}

#[test]
fn an_archive_that_lost_bytes_is_named_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    store.append(&(0..3).map(page).collect::<Vec<_>>()).unwrap();
    drop(store);
    let bytes = fs::read(warc(folder.path())).unwrap();
    fs::write(warc(folder.path()), &bytes[..bytes.len() - 9]).unwrap();
    let mut store = open(folder.path());
    assert!(store.repairs()[0].contains("captures are lost"), "{:?}", store.repairs());
    store.append(&[page(9)]).unwrap();
    assert_eq!(fs::read(warc(folder.path())).unwrap(), &bytes[..bytes.len() - 9]);
    let flaws = store.check(&mut |_, _| ()).unwrap();
    assert!(flaws[0].contains("9 bytes shorter"), "{flaws:?}");
}

#[test]
fn removed_rows_are_found_by_check() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    fill(&mut store, 3);
    drop(store);
    for (sql, wanted) in [
        ("DELETE FROM quotations WHERE article = 2", "in rows"),
        ("DELETE FROM findings WHERE article = 1", "has no findings"),
        ("UPDATE article_records SET text = text || '!' WHERE article = 3", "identifier says"),
        ("DELETE FROM captures WHERE key = 1", "points to no captures"),
    ] {
        let copy = tempfile::tempdir().unwrap();
        let target = copy.path().join("c");
        Store::open(folder.path(), Access::Read).unwrap().backup(&target).unwrap();
        let db = rusqlite::Connection::open(target.join("center.sqlite")).unwrap();
        db.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
        drop(db);
        let flaws = open(&target).check(&mut |_, _| ()).unwrap().join("\n");
        assert!(flaws.contains(wanted), "{sql}: {flaws}");
    }
}
