//! `decide` from outside: what it changes in every answer, and that taking it back leaves no trace.

use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const SEEPAGE: &str = "Seepage at Orlin Dam, 1,200 people moved";
const REPRINT: &str = "Water seeps through Orlin Dam";
const VELDE: &str = "Velde: Danger at Orlin Dam has passed";

/// Everything that is answered, as people and as machines see it.
const ANSWERS: &[&[&str]] = &[
    &["origins"],
    &["said"],
    &["figures"],
    &["recurring"],
    &["brief"],
    &["timeline"],
    &["status", "--json"],
    &["brief", "--json"],
    &["export", "articles"],
    &["export", "said"],
    &["export", "figures"],
    &["export", "origins"],
    &["export", "recurring"],
    &["export", "timeline"],
    &["quoted", "the danger has passed"],
    &["search", "dam"],
    &["articles-of-1999"],
];

fn run(center: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.arg("--center").arg(center).args(words);
    command.env("ONRECORD_NOW", "2025-10-15T12:00:00Z").env("NO_COLOR", "1").env("COLUMNS", "80");
    command.output().unwrap()
}

fn ask(center: &Path, words: &[&str]) -> String {
    let words =
        if words == ["articles-of-1999"] { &["search", "dam", "to:1999", "--json"] } else { words };
    let done = run(center, words);
    let messages = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.code() != Some(2), "{words:?}: {messages}");
    String::from_utf8(done.stdout).unwrap()
}

fn answers(center: &Path) -> Vec<String> {
    ANSWERS.iter().map(|words| ask(center, words)).collect()
}

/// The same in one line, whatever the width of the terminal.
fn flat(center: &Path, words: &[&str]) -> String {
    ask(center, words).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn refused(center: &Path, words: &[&str]) -> String {
    let done = run(center, words);
    assert_eq!(done.status.code(), Some(2), "{words:?}");
    String::from_utf8(done.stderr).unwrap()
}

fn rows(center: &Path, words: &[&str]) -> Vec<Value> {
    ask(center, words).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text<'r>(row: &'r Value, key: &str) -> &'r str {
    row[key].as_str().unwrap_or_default()
}

fn article(center: &Path, title: &str) -> String {
    let rows = rows(center, &["export", "articles"]);
    let row = rows.iter().find(|row| text(row, "title") == title);
    text(row.unwrap_or_else(|| panic!("no {title}")), "article").to_owned()
}

fn n_origins(center: &Path) -> u64 {
    rows(center, &["origins", "--json"])[0]["at_most_origins"].as_u64().unwrap()
}

fn sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let pages = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/pages");
    for page in
        ["courier-2021-03-12-seepage", "herald-2021-03-12-seepage", "courier-2021-03-18-velde"]
    {
        ask(folder.path(), &["add", pages.join(format!("{page}.html")).to_str().unwrap()]);
    }
    folder
}

#[test]
fn origins_are_parted_and_joined_and_the_count_follows_everywhere() {
    let folder = sample();
    let center = folder.path();
    let (one, two, three) =
        (article(center, SEEPAGE), article(center, REPRINT), article(center, VELDE));
    let before = answers(center);
    assert_eq!(n_origins(center), 2);
    let told = ask(center, &["decide", "split", &one, &two[..8], "--why", "two reporters"]);
    assert!(told.contains("2 articles, at most 1 independent origin → "), "{told}");
    assert!(told.contains("onrecord decide undo "), "{told}");
    assert_eq!(n_origins(center), 3);
    for words in [&["origins"][..], &["brief", "--length", "long"]] {
        let told = flat(center, words);
        assert!(told.contains("at most 3 independent origins"), "{told}");
        assert!(told.contains("decided on 15 Oct 2025: two reporters"), "{told}");
    }
    let why = ask(center, &["explain", &one]);
    assert!(why.contains("decided to be no copies of each other"), "{why}");
    let told = ask(center, &["decide", "join", &one, &two, &three, "--by", "Lea Vik"]);
    assert!(told.contains("says otherwise; this one counts"), "{told}");
    assert_eq!(n_origins(center), 1);
    ask(center, &["decide", "undo", "last"]);
    assert_eq!(n_origins(center), 3);
    ask(center, &["decide", "undo", "last"]);
    assert_eq!(answers(center), before, "taken back, every answer is what it was");
}

#[test]
fn a_decided_day_reaches_every_answer_and_leaves_no_trace() {
    let folder = sample();
    let center = folder.path();
    let id = article(center, VELDE);
    let before = answers(center);
    assert!(ask(center, &["articles-of-1999"]).is_empty());
    let told = flat(center, &["decide", "date", &id, "1999-05-06", "--why", "the paper issue"]);
    assert!(told.contains(": 18 Mar 2021 → day of publication: 6 May 1999 (decided)"), "{told}");
    let found = rows(center, &["articles-of-1999"]);
    assert_eq!((found.len(), text(&found[0], "article")), (1, id.as_str()));
    assert_eq!(text(&found[0], "date"), "1999-05-06");
    assert_eq!(text(&found[0], "date_decided"), "decided on 15 Oct 2025: the paper issue");
    let brief = flat(center, &["brief"]);
    assert!(brief.contains("Day decided on 15 Oct 2025: the paper issue."), "{brief}");
    let why = ask(center, &["explain", &id]);
    assert!(why.contains("6 May 1999 (decided)") && why.contains("18 Mar 2021"), "{why}");
    // The later counts, and when it is taken back the earlier counts again.
    ask(center, &["decide", "date", &id, "--unknown"]);
    assert!(ask(center, &["articles-of-1999"]).is_empty());
    assert_eq!(
        text(&rows(center, &["search", "undated", "--json"])[0], "date_label"),
        "undated (decided)"
    );
    ask(center, &["decide", "undo", "last"]);
    assert_eq!(ask(center, &["articles-of-1999"]).lines().count(), 1);
    let undo = ask(center, &["decide", "undo", "last", "--json"]);
    assert_eq!(answers(center), before);
    // An undo is taken back: the day counts again.
    let undo: Value = serde_json::from_str(&undo).unwrap();
    ask(center, &["decide", "undo", text(&undo, "decision")]);
    assert_eq!(ask(center, &["articles-of-1999"]).lines().count(), 1);
    let states: Vec<String> = rows(center, &["decide", "list", "--json"])
        .iter()
        .map(|row| format!("{} {}", text(row, "kind"), text(row, "state")))
        .collect();
    let wanted = ["date stands", "date undone", "undo stands", "undo undone", "undo stands"];
    assert_eq!(states, wanted);
}

#[test]
fn a_decided_speaker_is_never_shown_as_the_articles() {
    let folder = sample();
    let center = folder.path();
    let before = answers(center);
    let said = rows(center, &["said", "who:velde", "--json"]);
    let row = said.iter().find(|row| text(row, "speaker") == "Tomas Velde").unwrap();
    let passage = text(row, "passage").to_owned();
    let told = flat(center, &["decide", "speaker", &passage, "Oda Brandt", "--by", "Lea Vik"]);
    assert!(told.contains(": Tomas Velde → "), "{told}");
    assert!(told.contains(": Oda Brandt (decided)"), "{told}");
    for words in [&["said", "--who", "brandt", "--json"][..], &["said", "who:brandt", "--json"]] {
        let found = rows(center, words);
        assert_eq!(found.len(), 1, "{words:?}");
        assert_eq!(text(&found[0], "speaker_decided"), "decided by Lea Vik on 15 Oct 2025");
    }
    let brief = flat(center, &["brief", "--length", "long"]);
    assert!(brief.contains("Oda Brandt (speaker decided by Lea Vik on 15 Oct 2025)"), "{brief}");
    let why = flat(center, &["explain", &passage]);
    assert!(why.contains("the program found Tomas Velde"), "{why}");
    let file = center.join("brief.md");
    ask(center, &["brief", "-o", file.to_str().unwrap()]);
    assert!(ask(center, &["verify", file.to_str().unwrap()]).contains("match the archive"));
    ask(center, &["decide", "drop", &passage]);
    assert!(rows(center, &["said", "--json"]).iter().all(|row| text(row, "passage") != passage));
    assert!(ask(center, &["explain", &passage]).contains("the program found a quotation of"));
    ask(center, &["decide", "undo", "last"]);
    ask(center, &["decide", "undo", "last"]);
    assert_eq!(answers(center), before);
}

#[test]
fn decisions_outlive_everything_derived_and_travel_between_centers() {
    let folder = sample();
    let center = folder.path();
    let id = article(center, VELDE);
    ask(center, &["decide", "date", &id, "1999-05-06"]);
    ask(center, &["decide", "note", &id, "see", "the", "paper issue"]);
    ask(center, &["decide", "split", &article(center, SEEPAGE), &article(center, REPRINT)]);
    let before = answers(center);
    ask(center, &["rebuild"]);
    assert_eq!(answers(center), before);
    fs::remove_file(center.join("center.sqlite")).unwrap();
    fs::remove_dir_all(center.join("index")).unwrap();
    ask(center, &["rebuild"]);
    assert_eq!(answers(center), before);
    assert!(ask(center, &["check"]).starts_with("clean"));
    let copy = tempfile::tempdir().unwrap();
    let copy = copy.path().join("copy");
    ask(center, &["backup", copy.to_str().unwrap()]);
    assert_eq!(answers(&copy), before);
    let other = sample();
    let file = center.join("decisions.jsonl");
    let import = ["decide", "import", file.to_str().unwrap()];
    assert!(ask(other.path(), &import).starts_with("3 new decisions"));
    assert!(ask(other.path(), &import).starts_with("0 new decisions, 3 known"));
    assert_eq!(answers(other.path()), before);
    assert!(ask(center, &["show", &id]).contains("see the paper issue"));
}

#[test]
fn slips_are_named_and_change_nothing() {
    let folder = sample();
    let center = folder.path();
    let (one, two) = (article(center, SEEPAGE), article(center, REPRINT));
    for (words, told) in [
        (&["decide", "join", &one, "ffffffffffff"][..], "nothing here is called `ffffffffffff`"),
        (&["decide", "join", &one, &one], "is named twice"),
        (&["decide", "date", &one, "yesterday"], "`yesterday` is no date"),
        (&["decide", "date", &format!("{one}/0-9"), "2020"], "is a passage; its article is"),
        (&["decide", "speaker", &one, "Ana"], "is no passage"),
        (&["decide", "drop", &format!("{two}/0-5")], "no quotation or figure stands at"),
        (&["decide", "undo", "last"], "no decision stands"),
        (&["decide", "undo", "abcdef"], "no decision here is called `abcdef`"),
        (&["decide", "note", &one, " "], "is empty"),
    ] {
        let message = refused(center, words);
        assert!(message.contains(told), "{words:?}: {message}");
    }
    assert!(!center.join("decisions.jsonl").exists());
    let nowhere = center.join("nowhere");
    assert!(refused(&nowhere, &["decide", "undo", "last"]).contains("onrecord add"));
    assert!(!nowhere.exists());
}

/// Three pages that name a mayor, one of them by another name.
fn named() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let page = |title: &str, day: &str, text: &str| {
        format!(
            "<html lang=en><head><meta property=article:published_time content={day}T10:00:00Z></head>\
             <body><article><h1>{title}</h1><p>{text}</p><p>The bridge over the Orlin has been closed \
             to lorries for nine weeks, and the town has no other.</p></article></body></html>"
        )
    };
    for (name, page) in [
        (
            "a.html",
            page(
                "Bridge safe",
                "2031-03-01",
                "“The bridge is safe,” Mayor Ana Ruiz said on Friday.",
            ),
        ),
        (
            "b.html",
            page(
                "Toll too high",
                "2031-04-02",
                "“The toll is too high,” Lena Castell, a councillor, said on Monday.",
            ),
        ),
        (
            "c.html",
            page(
                "Market open",
                "2031-05-03",
                "“We waited for it,” Ana Ruiz said when the market was opened.",
            ),
        ),
    ] {
        fs::write(folder.path().join(name), page).unwrap();
        ask(folder.path(), &["add", folder.path().join(name).to_str().unwrap()]);
    }
    folder
}

/// Where the one bearer of a name is named, in the order of the articles' days.
fn places(center: &Path, name: &str) -> Vec<String> {
    let rows = rows(center, &["who", name, "--json"]);
    let all = rows.iter().flat_map(|row| row["passages"].as_array().unwrap());
    all.map(|one| one.as_str().unwrap().to_owned()).collect()
}

#[test]
fn names_are_decided_to_be_of_one_or_of_several() {
    let folder = named();
    let center = folder.path();
    let questions: [&[&str]; 4] =
        [&["who", "ruiz"], &["who", "castell"], &["said", "--who", "castell"], &["status"]];
    let asked = || questions.iter().map(|words| ask(center, words)).collect::<Vec<_>>();
    let before = asked();
    let (ruiz, castell) = (places(center, "ruiz"), places(center, "castell"));
    assert_eq!((ruiz.len(), castell.len()), (2, 1));
    let told = ask(center, &["decide", "same", &ruiz[0], &castell[0], "--why", "she married"]);
    assert!(told.contains("2 names, 2 bearers → 2 names, 1 bearer"), "{told}");
    let bearers = rows(center, &["who", "castell", "--json"]);
    assert_eq!((bearers.len(), bearers[0]["n_articles"].as_u64()), (1, Some(3)));
    assert!(bearers[0]["because"].to_string().contains("decided on 15 Oct 2025: she married"));
    let said = ask(center, &["said", "--who", "castell"]);
    assert!(said.contains("The bridge is safe") && said.contains("The toll is too high"), "{said}");
    let why = ask(center, &["explain", ruiz[0].split('/').next().unwrap()]);
    assert!(why.contains("one person, body or place: “Ana Ruiz”"), "{why}");
    ask(center, &["rebuild"]);
    assert_eq!(rows(center, &["who", "castell", "--json"]).len(), 1, "after a rebuild too");
    // The later decision counts.
    let told = ask(center, &["decide", "different", &ruiz[0], &ruiz[1], "--by", "Lea Vik"]);
    assert!(told.contains("2 names, 1 bearer → 2 names, 2 bearers"), "{told}");
    let bearers = rows(center, &["who", "ruiz", "--json"]);
    assert_eq!(bearers.len(), 2, "{bearers:?}");
    let told = ask(center, &["decide", "different", &ruiz[0], &castell[0]]);
    assert!(told.contains("says otherwise; this one counts"), "{told}");
    for _ in 0..3 {
        ask(center, &["decide", "undo", "last"]);
    }
    assert_eq!(asked(), before, "taken back, every answer is what it was");
    let refused_words = refused(center, &["decide", "same", &ruiz[0], &ruiz[0]]);
    assert!(refused_words.contains("is given twice"), "{refused_words}");
    let refused_words = refused(center, &["decide", "same", &ruiz[0], "abcd/1-2"]);
    assert!(refused_words.contains("nothing here is called `abcd`"), "{refused_words}");
}

#[test]
fn what_was_dropped_is_counted_no_more() {
    let folder = sample();
    let center = folder.path();
    let status = || rows(center, &["status", "--json"])[0]["n_quotations"].as_u64().unwrap();
    let before = status();
    let said = rows(center, &["export", "said"]);
    // The sentence holds a figure too, so that the quotation has to be named.
    let places = refused(center, &["decide", "drop", text(&said[0], "passage")]);
    let place = places.lines().find_map(|line| line.strip_prefix("  ")?.split(' ').next());
    ask(center, &["decide", "drop", place.expect("a place")]);
    assert_eq!(status(), before - 1);
    assert!(ask(center, &["status"]).contains("1 more dropped by decision"));
    ask(center, &["decide", "undo", "last"]);
    assert_eq!(status(), before);
}

#[test]
fn a_shared_background_sentence_is_explained() {
    let folder = sample();
    let center = folder.path();
    let shared = rows(center, &["origins", "--json"]);
    assert!(shared.iter().any(|row| row.to_string().contains("shared sentence")), "{shared:?}");
    let why = flat(center, &["explain", &article(center, VELDE)]);
    assert!(
        why.contains("shared sentence with ") && why.contains("since the great flood"),
        "{why}"
    );
}
