//! Decisions whose pages a later version of the program reads anew.

use super::{Signature, State, Wish};
use crate::{add::Seed, local::Center, named::Named};
use onrecord_analyze::findings;
use onrecord_model::article::{Article, Zone};
use onrecord_store::{Access, Made};
use std::{fs, sync::atomic::AtomicBool};

const PAGE: &str = "<html lang=en><body><article><h1>Ferry line to close</h1><p>“The last boat \
    sails in May,” harbor master Piet Oss said on Monday, two days after the owners had met. He \
    did not say how many of the crew would stay in the town.</p></article>";

#[test]
fn a_decision_is_about_the_words_also_where_a_later_version_reads_them_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let (page, at) = (folder.path().join("page.html"), folder.path().join("center"));
    fs::write(&page, PAGE).unwrap();
    let now: jiff::Timestamp = "2024-01-01T00:00:00Z".parse().unwrap();
    let mut center = Center::open(&at, Access::Write).unwrap();
    let seed = Seed::Path(page.clone());
    center.add(&[seed], now, &AtomicBool::new(false), &mut |_| ()).unwrap();
    let id = center.store.find(&Default::default()).unwrap()[0];
    let said = center.store.findings(id).unwrap().unwrap().quotations[0].passage;
    let wish = Wish::Speaker(format!("{id}/{said}"), Some("Oda Brandt".to_owned()));
    center.decide(&wish, Signature { at: now, by: None, why: None }).unwrap();
    // The same page, read by a later version that finds a line more above the text.
    let old = center.store.article(id).unwrap().unwrap();
    let above = "By Lea Vik\n";
    let new_version = |text: String| {
        let moved = |zone: &Zone| Zone { span: zone.span.shifted(above.len()), ..*zone };
        let zones = old.zones.iter().map(moved).filter(|zone| zone.span.end() <= text.len());
        let (zones, language) = (zones.collect(), old.language.clone());
        let article = Article { language, zones, ..Article::bare(old.capture, 9_999, text) };
        Made {
            findings: findings::find(&article),
            article,
            copy_keys: Vec::new(),
            story_keys: Vec::new(),
        }
    };
    let made = new_version(format!("{above}{}", old.text));
    center.store.put(std::slice::from_ref(&made)).unwrap();
    center.read_decisions().unwrap();
    let kept = &center.decided.all[0];
    assert_eq!((&kept.state, kept.articles[0]), (&State::Stands, made.article.id));
    let words = kept.span().unwrap().of(&made.article.text);
    assert!(words.starts_with("The last boat"), "{words}");
    let Named::Article(both) = center.named(&made.article.id.to_string()).unwrap() else {
        panic!("an article")
    };
    assert_eq!(both.1.quotations[0].speaker.name(), Some("Oda Brandt"));
    assert!(center.decided.lost(&center.store).unwrap().is_empty());
    // A version that does not find the words leaves the decision kept and told.
    center.store.put(&[new_version("By Lea Vik".to_owned())]).unwrap();
    center.read_decisions().unwrap();
    let lost = center.decided.lost(&center.store).unwrap();
    assert_eq!(lost.len(), 1);
    assert!(lost[0].contains("its words stand no more"), "{lost:?}");
}
