//! Backups, rebuilding, and the tables from outside.

use crate::sample::{check, copy, fill, open};
use onrecord_model::{article::Article, decision::What};
use onrecord_store::{Access, Made, Store};
use std::fs;

#[test]
fn a_backup_is_a_center_of_its_own_while_the_writer_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = open(folder.path());
    fill(&mut writer, 5);
    let at = "2025-10-15T12:00:00Z".parse().unwrap();
    let what = What::Undo { decision: writer.capture_ids().unwrap()[0] };
    writer.decide(what, at, None, None).unwrap();
    let line = fs::read_to_string(folder.path().join("decisions.jsonl")).unwrap();
    fs::write(folder.path().join("decisions.jsonl"), line.clone() + "{\"half").unwrap();
    let target = folder.path().join("copies/today");
    let reader = Store::open(folder.path(), Access::Read).unwrap();
    let backup = reader.backup(&target).unwrap();
    assert_eq!(backup.n_captures, 5);
    assert_eq!(fs::read_to_string(target.join("decisions.jsonl")).unwrap(), line);
    let copy = Store::open(&target, Access::Read).unwrap();
    assert_eq!(copy.digest_of_records().unwrap(), writer.digest_of_records().unwrap());
    check(&copy);
    let error = reader.backup(&target).unwrap_err();
    assert!(error.to_string().contains("not empty"), "{error}");
}

#[test]
fn a_rebuild_takes_the_place_of_the_old_at_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let made: Vec<Made> = fill(&mut store, 6);
    let digest = store.digest_of_records().unwrap();
    drop(store);
    drop(Store::begin_rebuild(folder.path()).unwrap()); // given up
    let reader = Store::open(folder.path(), Access::Read).unwrap();
    let mut fresh = Store::begin_rebuild(folder.path()).unwrap();
    assert!(Store::open(folder.path(), Access::Write).unwrap_err().is_held());
    assert_eq!(fresh.unprocessed(1, 1, 100).unwrap(), fresh.capture_ids().unwrap());
    // In another order and other batches than before.
    made.iter().rev().for_each(|one| fresh.put(std::slice::from_ref(one)).unwrap());
    for pair in made.windows(2) {
        fresh.put_copies(&[copy(pair[0].article.id, pair[1].article.id)]).unwrap();
    }
    assert_eq!(reader.status().unwrap().n_articles, 6);
    let store = fresh.finish_rebuild().unwrap();
    assert_eq!(store.digest_of_records().unwrap(), digest);
    check(&store);
    drop(store);
    assert_eq!(reader.status().unwrap().n_articles, 6, "old readers keep what they had");
    let names = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name());
    assert!(names.into_iter().all(|name| !name.to_str().unwrap().contains("new")));
    assert!(open(folder.path()).finish_rebuild().is_err(), "nothing was begun");
}

#[test]
fn texts_of_earlier_versions_outlive_a_rebuild() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let old = fill(&mut store, 2);
    drop(store);
    let bytes = || fs::metadata(folder.path().join("archive/000001.warc.gz")).unwrap().len();
    let before = bytes();
    let mut fresh = Store::begin_rebuild(folder.path()).unwrap();
    let newer: Vec<Made> = old
        .iter()
        .map(|made| {
            let mut made = made.clone();
            made.article.extractor += 1;
            made.article.id =
                Article::make_id(made.article.capture, made.article.extractor, &made.article.text);
            made.findings.article = made.article.id;
            made
        })
        .collect();
    fresh.put(&newer).unwrap();
    let mut store = fresh.finish_rebuild().unwrap();
    let after = bytes();
    assert!(after > before, "the new texts are kept as well");
    for made in old.iter().chain(&newer) {
        let Article { id, capture, text, .. } = &made.article;
        assert_eq!(store.kept_text(*capture, *id).unwrap().as_ref(), Some(text));
        assert!(store.kept_text(made.findings.article, *id).is_err(), "of another capture");
    }
    assert_eq!(store.article(old[0].article.id).unwrap(), None);
    assert_eq!(store.kept_text(old[0].article.capture, old[0].article.capture).unwrap(), None);
    store.put(&newer).unwrap();
    assert_eq!(bytes(), after, "a text is kept once");
    store.commit().unwrap();
    check(&store);
}

#[test]
fn tables_of_another_version_ask_for_a_rebuild() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    fill(&mut store, 1);
    drop(store);
    let db = rusqlite::Connection::open(folder.path().join("center.sqlite")).unwrap();
    db.execute("UPDATE meta SET value = '999' WHERE name = 'schema'", []).unwrap();
    drop(db);
    for access in [Access::Read, Access::Write] {
        let error = Store::open(folder.path(), access).unwrap_err();
        assert!(error.is_outdated() && error.to_string().contains("rebuild"), "{error}");
    }
    let store = Store::begin_rebuild(folder.path()).unwrap().finish_rebuild().unwrap();
    assert_eq!(store.capture_ids().unwrap().len(), 1);
}

#[test]
fn anyone_can_read_the_tables() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    fill(&mut store, 2);
    let db = rusqlite::Connection::open(folder.path().join("center.sqlite")).unwrap();
    let said: (String, String, String, String) = db
        .query_row("SELECT speaker, source, cue, exact FROM said LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .unwrap();
    let wanted = ["Ana Ruíz", "Mayor Ana Ruíz", "said", "We displaced 470,000 people"];
    assert_eq!([said.0, said.1, said.2, said.3], wanted);
    let stated: String =
        db.query_row("SELECT exact FROM stated LIMIT 1", [], |row| row.get(0)).unwrap();
    assert_eq!(stated, "470,000 people");
    for view in ["published", "copied"] {
        let sql = format!("SELECT count(*) FROM {view}");
        assert!(db.query_row(&sql, [], |row| row.get::<_, i64>(0)).unwrap() > 0);
    }
}
