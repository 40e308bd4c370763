//! Pages that changed, one kind of change after the other.

use super::*;
use crate::findings;
use jiff::Timestamp;
use onrecord_model::article::{Block, Zone};
use onrecord_model::id::Id;
use onrecord_text::Span;

/// A page: the headline in the first line, the body in the others.
fn page(text: &str) -> (Article, Findings) {
    let mut zones = Vec::new();
    let mut start = 0;
    for (idx, line) in text.split('\n').enumerate() {
        let kind = match idx {
            0 => ZoneKind::Title,
            _ if line.starts_with("Picture: ") => ZoneKind::Caption,
            _ if line.starts_with("By ") || line.starts_with("Updated ") => ZoneKind::Header,
            _ => ZoneKind::Body,
        };
        let span = Span::new(start, start + line.len());
        zones.push(Zone { span, kind, block: Block::Paragraph });
        start += line.len() + 1;
    }
    let capture = Id::of("capture", [text.as_bytes()]);
    let article = Article {
        zones,
        language: Some("en".to_owned()),
        ..Article::bare(capture, 0, text.to_owned())
    };
    let findings = findings::find(&article);
    (article, findings)
}

fn version(both: &(Article, Findings), hour: i64) -> Version {
    let captured_at = Timestamp::from_second(hour * 3600).unwrap();
    Version { article: both.0.id, capture: both.0.capture, captured_at }
}

fn compared(older: &str, newer: &str) -> Comparison {
    let (old, new) = (page(older), page(newer));
    compare((&old, version(&old, 1)), (&new, version(&new, 2)))
}

/// `figure: 12 -> 15 (value)`: the points of all changes, a line each.
fn lines(comparison: &Comparison) -> Vec<String> {
    let words = |passage: &Option<Passage>| {
        passage.as_ref().map_or("–".to_owned(), |passage| passage.exact().to_owned())
    };
    let points = comparison.changes.iter().flat_map(|change| &change.points);
    let line = |point: &Point| {
        let (was, is) = (words(&point.before), words(&point.after));
        format!("{}: {was} -> {is} ({})", point.kind.name(), point.how)
    };
    points.map(line).collect()
}

const HEAD: &str = "Flood in Tolmere\n";
const REST: &str = "\nRain had fallen on the valley for nine days. The river rose above the lower \
    quay in the night. Farmers moved their cattle to the upper meadows.";

/// Checks what is said of a page of which one paragraph changed.
fn check(older: &str, newer: &str, expected: &[&str]) {
    let found = compared(&format!("{HEAD}{older}{REST}"), &format!("{HEAD}{newer}{REST}"));
    assert_eq!(lines(&found), expected, "{older} => {newer}");
}

#[test]
fn figures_are_told_by_what_they_say() {
    check(
        "The flood killed 12 people in the town.",
        "The flood killed at least 15 people in the town.",
        &["figure: 12 people -> at least 15 people (value and bound)"],
    );
    check(
        "The flood killed 12 people in the town.",
        "The flood killed at least 12 people in the town.",
        &["figure: 12 people -> at least 12 people (bound)"],
    );
    check(
        "The town hall counted 1,200 homes under water.",
        "The town hall counted 1200 homes under water.",
        &["typography: – -> – (marks, case or white space)"],
    );
    check(
        "The ministry spent 3.5 million crowns on the dam.",
        "The ministry spent 35 million crowns on the dam.",
        &["figure: 3.5 million crowns -> 35 million crowns (value)"],
    );
}

#[test]
fn a_figure_that_goes_with_its_sentence_is_told() {
    check(
        "The dam broke at dawn. Engineers had asked for 62 million crowns to mend it.",
        "The dam broke at dawn.",
        &["figure: 62 million crowns -> – (taken out)", "removed: – -> – (taken out)"],
    );
    check(
        "The dam broke at dawn.",
        "The dam broke at dawn. Engineers had asked for 62 million crowns to mend it.",
        &["added: – -> – (put in)"],
    );
}

#[test]
fn names_are_told() {
    check(
        "The dam was inspected in March by Jan Okafor, an engineer.",
        "The dam was inspected in March by Lena Brandt, an engineer.",
        &["name: Jan Okafor -> Lena Brandt (another name)"],
    );
}

#[test]
fn quoted_words_are_told() {
    check(
        "“We warned the ministry twice before the flood,” said Ana Ruiz, the mayor.",
        "“We warned the ministry before the flood,” said Ana Ruiz, the mayor.",
        &[
            "quotation: We warned the ministry twice before the flood, -> We warned the ministry before the flood, (words altered)",
        ],
    );
    check(
        "Ana Ruiz, the mayor, called the plan “a disgrace to the valley”.",
        "Ana Ruiz, the mayor, called the plan a disgrace to the valley.",
        &["quotation: a disgrace to the valley -> – (no longer stands in quotation marks)"],
    );
    check(
        "The dam broke at dawn. “Nobody here will ever forget this,” said Ana Ruiz, the mayor.",
        "The dam broke at dawn.",
        &[
            "quotation: Nobody here will ever forget this, -> – (taken out)",
            "removed: – -> – (taken out)",
        ],
    );
}

#[test]
fn another_source_is_told() {
    check(
        "The dam had been safe for years, police said.",
        "The dam had been safe for years, residents said.",
        &["attribution: police -> residents (another source)"],
    );
}

#[test]
fn negations_and_hedges_are_told() {
    check(
        "The company did not know of the crack in the wall.",
        "The company did know of the crack in the wall.",
        &["negation: not -> – (taken out)"],
    );
    check(
        "The company allegedly knew of the crack in the wall.",
        "The company knew of the crack in the wall.",
        &["hedge: allegedly -> – (taken out)"],
    );
    check(
        "The company may have known of the crack in the wall.",
        "The company could have known of the crack in the wall.",
        &["hedge: may -> could (another hedge)"],
    );
}

#[test]
fn days_are_told() {
    check(
        "The council met on 3 May 2031 to hear the engineers.",
        "The council met on 4 May 2031 to hear the engineers.",
        &["date: 3 May 2031 -> 4 May 2031 (another day or time)"],
    );
}

#[test]
fn wording_and_marks_come_last() {
    check(
        "The council met in the old school to hear the engineers.",
        "The council met in the old school to listen to the engineers.",
        &["wording: – -> – (other words)"],
    );
    check(
        "The council - which met twice - heard \"nothing new\" .",
        "The council – which met twice – heard “nothing new”.",
        &["typography: – -> – (marks, case or white space)"],
    );
    check("The council met in the old school.", "The council met in the old school.", &[]);
}

#[test]
fn a_paragraph_that_moved_says_nothing_else() {
    let (one, two) = ("The council met in the old school.", "Children were sent home at noon.");
    let found =
        compared(&format!("{HEAD}{one}\n{two}{REST}"), &format!("{HEAD}{two}\n{one}{REST}"));
    assert_eq!(lines(&found), ["moved: – -> – (moved)"]);
    // A sentence that was cut in two still says what it said.
    check(
        "The council met in the old school by the river and the children were sent home at noon.",
        "The council met in the old school by the river. The children were sent home at noon.",
        &["wording: – -> – (other words)", "moved: – -> – (parted from another sentence or moved)"],
    );
}

#[test]
fn notices_come_before_all_else() {
    let found = compared(
        &format!("{HEAD}The flood killed 12 people in the town.{REST}"),
        &format!(
            "{HEAD}The flood killed 15 people in the town.{REST}\nThis article was amended on \
             4 May 2031. An earlier version gave a lower number."
        ),
    );
    let kinds: Vec<ChangeKind> = found.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Notice, ChangeKind::Notice, ChangeKind::Figure]);
    assert!(found.is_noted);
    let silent = compared(
        &format!("{HEAD}The flood killed 12 people in the town.{REST}"),
        &format!("{HEAD}The flood killed 15 people in the town.{REST}"),
    );
    assert!(!silent.is_noted);
    let stamped = compared(
        &format!("{HEAD}The flood killed 12 people in the town.{REST}"),
        &format!("{HEAD}Updated 4 May 2031\nThe flood killed 15 people in the town.{REST}"),
    );
    assert!(stamped.is_noted);
}

#[test]
fn a_law_that_was_amended_is_no_notice() {
    for sentence in ["The law was amended in May.", "He asked for a correction of the record."] {
        assert!(!is_notice(sentence), "{sentence}");
    }
    for sentence in [
        "Correction: the dam is 40 years old.",
        "An earlier version of this article gave another name.",
        "(This story has been updated with the mayor’s answer.)",
        "Editor’s note: the figures come from the ministry.",
        "In einer früheren Version hieß es, der Damm sei 50 Jahre alt.",
    ] {
        assert!(is_notice(sentence), "{sentence}");
    }
}

const LONG: &str = "Flood in Tolmere\nThe river rose above the lower quay in the night. Farmers \
    moved their cattle to the upper meadows. The school was closed for a week. Two bridges were \
    shut to lorries. Nobody could say when the road would open again.";

#[test]
fn a_page_that_lost_its_article_is_one_change() {
    let found = compared(LONG, "Page not available\nThis article is no longer available.");
    assert_eq!(found.changes.len(), 1);
    assert_eq!(found.changes[0].kind, ChangeKind::Gone);
    let (old, mut new) = (page(LONG), page("404\nNot found"));
    new.0.problems.push(Problem::new(ProblemKind::NotAnArticle, ""));
    assert_eq!(kinship(&old.0, &new.0), Kinship::Emptied);
}

#[test]
fn another_text_under_the_same_address_is_no_version() {
    let other = "Market day\nStalls opened at seven on the square and the first buyers came for \
        cheese. By noon the cider was sold out, and the baker had nothing left but rye. The brass \
        band played until the rain began.";
    assert_eq!(kinship(&page(LONG).0, &page(other).0), Kinship::Other);
    assert_eq!(kinship(&page(LONG).0, &page(LONG).0), Kinship::Versions);
    let longer = format!("{LONG}\nOn Monday the road opened to cars, the mayor said.");
    assert_eq!(kinship(&page(LONG).0, &page(&longer).0), Kinship::Versions);
}

#[test]
fn changes_cite_what_stands_there() {
    let older = page(&format!("{HEAD}The flood killed 12 people in the town. It rained.{REST}"));
    let newer = page(&format!("{HEAD}The flood killed 15 people in the town.{REST}"));
    let found = compare((&older, version(&older, 1)), (&newer, version(&newer, 2)));
    for change in &found.changes {
        let of = |passage: &Passage, article: &Article| {
            passage.article() == article.id && passage.span().of(&article.text) == passage.exact()
        };
        assert!(change.before.as_ref().is_none_or(|passage| of(passage, &older.0)));
        assert!(change.after.as_ref().is_none_or(|passage| of(passage, &newer.0)));
        assert_eq!(change.kind, change.points[0].kind);
    }
    assert_eq!(found.changes.len(), 2);
}

#[test]
fn hostile_texts_end_soon() {
    let words = |n: usize, word: &str| format!("Title\n{}", vec![word; n].join(" "));
    let lines = |n: usize, line: &str| format!("Title\n{}", vec![line; n].join("\n"));
    for (older, newer) in [
        (words(20_000, "no"), words(20_001, "no")),
        (words(20_000, "yes"), words(20_000, "no")),
        (lines(5_000, "No."), lines(5_001, "No.")),
        (lines(3_000, "The same line."), lines(3_000, "Another same line.")),
    ] {
        // Without findings: these are made in other files.
        let bare = |text: &str| {
            let (mut article, _) = page("");
            article.text = text.to_owned();
            article.zones = vec![Zone {
                span: Span::new(0, text.len()),
                kind: ZoneKind::Body,
                block: Block::Paragraph,
            }];
            let findings = no_findings(&article);
            (article, findings)
        };
        let (old, new) = (bare(&older), bare(&newer));
        let started = std::time::Instant::now();
        let found = compare((&old, version(&old, 1)), (&new, version(&new, 2)));
        assert!(!found.changes.is_empty());
        let spent = started.elapsed();
        assert!(spent.as_secs() < 10, "{spent:?}");
    }
}

#[test]
fn a_headline_comes_first() {
    let found = compared(
        "Twelve die in Tolmere flood\nThe flood hit the town on Sunday night.",
        "Fifteen feared dead in Tolmere\nThe flood hit the town on Sunday night.",
    );
    assert_eq!(found.changes[0].kind, ChangeKind::Headline);
    assert_eq!(found.changes.len(), 1);
}

/// 5,000 words in two versions, every tenth sentence of which changed. The time stands in the output
/// of `cargo test --release -p onrecord-analyze two_long_versions -- --nocapture`.
#[test]
fn two_long_versions_are_compared_at_once() {
    let words = ["bridge", "river", "council", "school", "harbor", "winter", "mayor", "market"];
    let sentence = |idx: usize, n: usize| {
        let word = |by: usize| words[(idx / by) % words.len()];
        format!(
            "The {} of the {} counted {n} visitors in house {idx} by the {}, Ana Ruiz said on day {}.",
            word(1),
            word(8),
            word(64),
            idx % 28 + 1
        )
    };
    let text = |n: usize| {
        let lines = (0..300).map(|idx| sentence(idx, if idx % 10 == 0 { n } else { 7 }));
        lines.fold(String::from("A long report"), |text, line| format!("{text}\n{line}"))
    };
    let (old, new) = (page(&text(12)), page(&text(15)));
    assert!(text(12).split(' ').count() >= 5_000);
    let started = std::time::Instant::now();
    let found = compare((&old, version(&old, 1)), (&new, version(&new, 2)));
    println!("compared in {} µs", started.elapsed().as_micros());
    assert_eq!(found.count(ChangeKind::Figure), 30);
    assert_eq!(found.changes.len(), 30);
}

#[test]
fn a_wall_that_leaves_the_beginning_is_told_once() {
    let lines: Vec<String> = (1..=12)
        .map(|n| {
            format!(
                "On day {n} the council of Tolmere heard {} farmers, and clerk number {n} wrote down \
                 what each of them had lost when the river rose above the {n} lower fields.",
                n * 7
            )
        })
        .collect();
    let whole = format!("{HEAD}{}", lines.join("\n"));
    let wall = "This article is for readers who pay; subscribe to go on reading it.";
    let short =
        format!("{HEAD}{}\n{}\n{wall}", lines[..4].join("\n"), lines[4].replace("35", "36"));
    let (old, new) = (page(&whole), page(&short));
    assert_eq!(kinship(&old.0, &new.0), Kinship::Cut);
    let found = compared(&whole, &short);
    let kinds: Vec<ChangeKind> = found.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Figure, ChangeKind::Cut, ChangeKind::Added]);
    assert!(found.changes[1].points[0].how.starts_with("only the beginning is shown: "));
    // An editor who shortens leaves more than the beginning.
    let shortened: Vec<&String> = lines.iter().step_by(2).collect();
    let text: Vec<&str> = shortened.iter().map(|line| line.as_str()).collect();
    let shortened = page(&format!("{HEAD}{}", text.join("\n")));
    assert_eq!(kinship(&old.0, &shortened.0), Kinship::Versions);
}

#[test]
fn pictures_that_come_and_go_are_no_change_of_what_is_said() {
    let found = compared(
        &format!("{HEAD}Picture: 40 cows on the quay. Lena Ott\nThe dam broke at dawn.{REST}"),
        &format!("{HEAD}The dam broke at dawn.{REST}\nPicture: The quay of Tolmere by night."),
    );
    assert_eq!(found.of_substance().count(), 0, "{:?}", lines(&found));
    assert_eq!(found.count(ChangeKind::Wording), 3);
    // A soft hyphen is no other word.
    let found = compared(
        &format!("{HEAD}The water\u{ad}front was closed.{REST}"),
        &format!("{HEAD}The waterfront was closed.{REST}"),
    );
    assert_eq!(lines(&found), ["typography: – -> – (marks, case or white space)"]);
}

#[test]
fn the_time_of_an_update_is_a_time() {
    let found = compared(
        &format!("{HEAD}The dam broke at dawn.{REST}"),
        &format!("{HEAD}Updated 3 May 2031, 18:42\nThe dam broke at dawn.{REST}"),
    );
    assert_eq!(lines(&found), ["date: – -> – (time of an update put in)"]);
}
