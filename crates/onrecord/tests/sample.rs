//! The sample corpus from pages to answers: its traps by hand, all else against golden files.
//!
//! `ONRECORD_UPDATE=1 cargo test -p onrecord --test sample` writes `examples/expected` anew; read the
//! difference before you keep it.

use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

/// A center of the sample, made once.
static CENTER: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["add", examples().join("pages").to_str().unwrap()]);
    folder
});

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn run(center: &Path, words: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.arg("--center").arg(center).args(words);
    command.env("ONRECORD_NOW", "2025-10-15T12:00:00Z").env("NO_COLOR", "1").env("COLUMNS", "80");
    let done = command.output().unwrap();
    let messages = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.code() != Some(2), "{words:?}: {messages}");
    String::from_utf8(done.stdout).unwrap()
}

fn rows(what: &str) -> Vec<Value> {
    let lines = run(CENTER.path(), &["export", what]);
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text<'r>(row: &'r Value, key: &str) -> &'r str {
    row[key].as_str().unwrap_or_default()
}

#[test]
fn every_answer_is_as_it_was() {
    for what in ["articles", "said", "figures", "origins", "recurring"] {
        check(&format!("{what}.jsonl"), &run(CENTER.path(), &["export", what]));
    }
    check("stories.txt", &run(CENTER.path(), &["stories"]));
    check("brief.txt", &run(CENTER.path(), &["brief"]));
    check("timeline.txt", &run(CENTER.path(), &["timeline"]));
}

fn check(name: &str, answer: &str) {
    let golden = examples().join("expected").join(name);
    if std::env::var_os("ONRECORD_UPDATE").is_some() {
        fs::create_dir_all(golden.parent().unwrap()).unwrap();
        fs::write(&golden, answer).unwrap();
    }
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    let first = expected.lines().zip(answer.lines()).find(|(expected, answer)| expected != answer);
    assert!(expected == answer, "{name} differs, first in: {first:#?}");
}

#[test]
fn stories_hold_one_event_each_and_every_article_once() {
    let answer = run(CENTER.path(), &["stories", "--json"]);
    let rows: Vec<Value> = answer.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let articles: BTreeSet<&str> = rows.iter().map(|row| text(row, "article")).collect();
    assert_eq!(articles.len(), rows.len());
    assert_eq!(rows.len(), self::rows("articles").len());
    let story = |title: &str| {
        let found = rows.iter().find(|row| text(row, "title").contains(title));
        text(found.unwrap_or_else(|| panic!("no article {title:?}")), "story")
    };
    assert_eq!(story("Seepage at Orlin Dam"), story("Water seeps through Orlin Dam"));
    // Another leak of the same dam, two years later, is another event.
    assert_ne!(story("Seepage at Orlin Dam"), story("Second leak at Orlin Dam"));
    for row in rows.iter().filter(|row| row["n_articles"].as_u64() > Some(1)) {
        assert!(row["words"].as_array().is_some_and(|words| !words.is_empty()), "{row}");
        assert!(text(row, "passage").starts_with(text(row, "article")), "{row}");
    }
    let narrow =
        run(CENTER.path(), &["stories", "--json", "dam", "--since", "2023-05", "--until", "2023"]);
    assert!(narrow.lines().count() > 1 && narrow.lines().count() < rows.len());
    let mut matching = narrow.lines().filter(|line| line.contains("\"matches\":true"));
    assert!(matching.all(|line| line.contains("\"date\":\"2023-")), "{narrow}");
    // A narrower query lists fewer stories, and divides none.
    assert!(narrow.lines().all(|line| {
        let row: Value = serde_json::from_str(line).unwrap();
        rows.iter()
            .any(|all| ["story", "article", "n_articles"].iter().all(|key| all[*key] == row[*key]))
    }));
}

#[test]
fn a_story_says_why_it_is_one() {
    let answer = run(CENTER.path(), &["stories", "--json", "seepage"]);
    let row: Value = serde_json::from_str(answer.lines().next().unwrap()).unwrap();
    let (story, article) = (text(&row, "story"), text(&row, "article"));
    let why = run(CENTER.path(), &["explain", story]);
    for part in ["3 articles of one event", "published from 2021-03-12", "alike: ", "nearest other"]
    {
        assert!(why.contains(part), "{part}: {why}");
    }
    let why = run(CENTER.path(), &["explain", article]);
    assert!(why.contains(&format!("story {}, of 3 articles", &story[..12])), "{why}");
    assert!(run(CENTER.path(), &["show", story]).contains("3 articles in"));
    assert!(run(CENTER.path(), &["verify", story]).contains("3 of 3 passages match"));
}

#[test]
fn a_site_clock_is_no_date() {
    for row in rows("articles") {
        let day = text(&row, "date");
        assert!(day < "2025", "{} is dated {day}", text(&row, "title"));
    }
}

#[test]
fn pages_without_a_date_stay_undated_with_what_is_known() {
    let undated: Vec<Value> =
        rows("articles").into_iter().filter(|row| row["date"].is_null()).collect();
    let titles: Vec<&str> = undated.iter().map(|row| text(row, "title")).collect();
    for title in [
        "Minister Declares Danger Over at Orlin Dam",
        "Fountain runs again on Mill Street",
        "Repair of Orlin Dam finished — ministry",
        "Dam Repair FINISHED: What It Means for You",
    ] {
        assert!(titles.contains(&title), "{title} is dated; undated are {titles:?}");
    }
    for row in &undated {
        assert!(!row["not_after"].is_null(), "{} has no upper bound", text(row, "title"));
    }
}

#[test]
fn nothing_is_quoted_from_furniture() {
    let furniture = ["officer", "1987.", "cookies", "partners store", "breakfast", "goats, 90"];
    for row in rows("said").iter().chain(&rows("figures")) {
        let passage = text(row, "exact");
        let found = furniture.iter().find(|words| passage.contains(**words));
        assert!(
            found.is_none() || passage.contains("great flood"),
            "{found:?} is furniture, quoted in `{passage}`"
        );
    }
}

#[test]
fn words_go_to_who_said_them() {
    let said = rows("said");
    for (words, speaker) in [
        ("The seepage was found at 4 a.m.", "Mirko Tanev"),
        ("A full repair is months away", "Tomas Velde"),
        ("We have not been told what the danger was", "Petra Sund"),
        ("Most of the cost is not concrete", "Sigrun Hall"),
        ("Nobody here has seen a worker since January", "Ana Ruiz"),
        ("I am not an engineer", "Ana Ruiz"),
        ("not one crown will be paid", "Aino Reval"),
        ("I would not claim that every task is done", "Irena Kolvar"),
        ("I asked four times", "Davit Oren"),
        ("It is the first page we have seen", "Petra Sund"),
    ] {
        // A headline that quotes names nobody, and then nobody is the right answer.
        let about = said.iter().filter(|row| row["content"].to_string().contains(words));
        let named: Vec<&str> =
            about.map(|row| text(row, "speaker")).filter(|name| !name.is_empty()).collect();
        assert!(!named.is_empty(), "nobody says `{words}`");
        assert!(named.iter().all(|name| *name == speaker), "`{words}` is said by {named:?}");
    }
}

#[test]
fn refusals_are_marked_as_such() {
    let said = rows("said");
    let unsafe_dam = said.iter().find(|row| row["content"].to_string().contains("dam was unsafe"));
    assert_eq!(unsafe_dam.expect("the denial is found")["is_negated"], true);
}

#[test]
fn reprints_of_one_agency_are_one_origin() {
    let origins = rows("origins");
    let of = |title: &str| {
        let row = origins.iter().find(|row| text(row, "title") == title);
        row.unwrap_or_else(|| panic!("{title} is not counted"))["origin"].clone()
    };
    assert_eq!(of("Seepage at Orlin Dam, 1,200 people moved"), of("Water seeps through Orlin Dam"));
    assert_eq!(
        of("Noravia asks Kestria for the dam’s papers"),
        of("Neighbor wants to see dam papers")
    );
    assert_eq!(
        of("Repair of Orlin Dam finished — ministry"),
        of("Dam Repair FINISHED: What It Means for You")
    );
    assert_ne!(
        of("Velde: Danger at Orlin Dam has passed"),
        of("State suspends Veltra contract after second leak")
    );
}

#[test]
fn every_citation_of_the_brief_verifies() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["brief.html", "brief.md", "brief.json"] {
        let file = folder.path().join(name);
        let file = file.to_str().unwrap();
        run(CENTER.path(), &["brief", "-o", file]);
        let checked = run(CENTER.path(), &["verify", file]);
        let (n_exact, n_all) = checked.trim().split_once(" of ").expect("a summary");
        let n_all = n_all.split(' ').next().unwrap();
        assert_eq!(n_exact, n_all, "{name}: {checked}");
        assert_ne!(n_all, "0");
    }
}

#[test]
fn speakers_are_found_by_name_and_office_and_what_they_spoke_of() {
    let names = |words: &[&str]| -> Vec<String> {
        let lines = run(CENTER.path(), &[&["said", "--json"], words].concat());
        let rows = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let mut names: Vec<String> = rows.map(|row| text(&row, "speaker").to_owned()).collect();
        names.dedup();
        names
    };
    let ruiz = names(&["--who", "ruiz"]);
    assert!(ruiz.contains(&"Ana Ruiz".to_owned()));
    assert!(ruiz.iter().all(|name| name.contains("Ruiz")), "{ruiz:?}");
    assert_eq!(names(&["--who", "nygard"]), ["Åsa Nygård"]);
    assert_eq!(names(&["--who", "foreign minister"]), ["Petra Sund"]);
    assert_eq!(names(&["--who", "mayor", "--about", "engineer"]), ["Ana Ruiz"]);
    assert!(names(&["--who", "mayor", "--about", "-engineer goat"]).is_empty());
    let (all, high) = (names(&["outlet:ledger"]), names(&["outlet:ledger", "--precision", "high"]));
    assert!(high.len() < all.len() && !high.is_empty(), "{all:?} {high:?}");
}

#[test]
fn precision_is_told_where_it_left_something_out() {
    let brief = run(CENTER.path(), &["brief", "--precision", "high"]);
    assert!(brief.contains("with a confidence below 730 of 1000 were left out"), "{brief}");
    let folder = tempfile::tempdir().unwrap();
    run(
        folder.path(),
        &["add", examples().join("pages/courier-2021-03-18-velde.html").to_str().unwrap()],
    );
    let said = || run(folder.path(), &["said", "--json"]).lines().count();
    let all = said();
    fs::write(folder.path().join("center.toml"), "precision = \"high\"\n").unwrap();
    assert!(said() < all);
}

#[test]
fn words_asked_for_are_exact_altered_in_text_or_not_found() {
    for (asked, expected) in [
        (
            "“A FULL repair is months away — but I can say that the danger has passed”",
            "exact Tomas Velde",
        ),
        (
            "the seepage was found at 4 am during a routine round. At this moment there is no breach",
            "exact Mirko Tanev",
        ),
        ("Nobody here has seen a worker since April", "altered  April/January"),
        ("I cannot promise a month and I will not", "altered Ana Ruiz month/day"),
        ("the cost had been 54 million crowns", "retold Tomas Velde"),
        ("the valley has always been orange", ""),
    ] {
        let lines = run(CENTER.path(), &["quoted", "--json", asked]);
        let best = lines.lines().next().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let told = best.map_or(String::new(), |row| {
            let differs = |key: &str| row[key][0].as_str().unwrap_or_default().to_owned();
            let (asked, found) = (differs("asked_differs"), differs("found_differs"));
            let differs =
                if found.is_empty() { String::new() } else { format!(" {asked}/{found}") };
            format!("{} {}{differs}", text(&row, "found"), text(&row, "speaker"))
        });
        assert_eq!(told, expected, "{asked}");
    }
}

#[test]
fn words_that_nobody_is_quoted_with_are_found_in_the_text() {
    let lines = run(CENTER.path(), &["quoted", "--json", "on condition of anonymity"]);
    let row: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!((text(&row, "found"), text(&row, "speaker")), ("in text", ""));
}
