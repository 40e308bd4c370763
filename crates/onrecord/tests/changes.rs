//! Pages captured more than once: what changed is told, and each page counts once everywhere.

use serde_json::Value;
use std::{fs, path::Path, process::Command};

const FLOOD: &str = "https://courier.example/2031/flood";
const MARKET: &str = "https://courier.example/2031/market";
const MAYOR: &str = "https://courier.example/2031/mayor";

const RAIN: &str = "Rain had fallen on the valley for nine days. The river rose above the lower quay in \
    the night. Farmers moved their cattle to the upper meadows.";

/// A WARC record of a page of an outlet.
fn record(address: &str, at: &str, outlet: &str, title: &str, paragraphs: &[&str]) -> String {
    let body: String = paragraphs.iter().map(|words| format!("<p>{words}</p>")).collect();
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><title>{title} | {outlet}</title>\
         <meta property=\"og:site_name\" content=\"{outlet}\">\
         <meta property=\"article:published_time\" content=\"2031-05-03T08:00:00Z\"></head>\
         <body><article><h1>{title}</h1>{body}</article></body></html>"
    );
    answer(address, at, "200 OK", &page)
}

fn answer(address: &str, at: &str, status: &str, page: &str) -> String {
    let block = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{page}",
        page.len()
    );
    format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: {at}\r\n\
         WARC-Record-ID: <urn:test:{at}:{address}>\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

/// A center of these records.
fn center(records: &[String]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("captures.warc");
    fs::write(&file, records.concat()).unwrap();
    run(folder.path(), &["add", file.to_str().unwrap()], 0);
    folder
}

fn run(folder: &Path, words: &[&str], status: i32) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.arg("--center").arg(folder.join("center")).args(words);
    command.env("ONRECORD_NOW", "2031-10-15T12:00:00Z").env("NO_COLOR", "1").env("COLUMNS", "80");
    let done = command.output().unwrap();
    let messages = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(status), "{words:?}: {messages}");
    String::from_utf8(done.stdout).unwrap()
}

fn rows(folder: &Path, words: &[&str]) -> Vec<Value> {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    run(folder, &words, 0).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn texts<'r>(rows: &'r [Value], key: &str) -> Vec<&'r str> {
    rows.iter().map(|row| row[key].as_str().unwrap_or_default()).collect()
}

/// Two captures of the flood, the second under an address that names the same page, and a reprint of
/// the first by another outlet that came last.
fn flood() -> Vec<String> {
    let first = [
        "The flood killed 12 people in Tolmere, the fire service said on Sunday.",
        "“We warned the ministry twice before the flood,” said Ana Ruiz, the mayor of Tolmere. \
         “Nobody listened to us.”",
        RAIN,
    ];
    let second = [
        "The flood killed at least 15 people in Tolmere, the fire service said on Sunday.",
        "“We warned the ministry before the flood,” said Ana Ruiz, the mayor of Tolmere.",
        RAIN,
    ];
    let again = "http://www.courier.example/2031/flood?utm_source=mail";
    let title = "Flood in Tolmere";
    vec![
        record(FLOOD, "2031-05-03T10:00:00Z", "Tolmere Courier", title, &first),
        record(again, "2031-05-04T09:00:00Z", "Tolmere Courier", title, &second),
        record(FLOOD, "2031-05-04T12:00:00Z", "Tolmere Courier", title, &second),
        record(
            "https://harbor.example/flood",
            "2031-05-05T07:00:00Z",
            "Harbor Post",
            title,
            &first,
        ),
    ]
}

#[test]
fn what_changed_is_told_by_its_weight_and_opens() {
    let folder = center(&flood());
    let changes = rows(folder.path(), &["changes"]);
    assert_eq!(texts(&changes, "kind"), ["figure", "quotation", "quotation"]);
    assert_eq!(
        changes[0]["points"][0],
        "figure: “12 people” → “at least 15 people” (value and bound)"
    );
    assert_eq!(changes[0]["removed"][0], "12");
    assert_eq!(changes[0]["added"][0], "at least 15");
    assert_eq!(changes[0]["is_noted"], false);
    // The same page was captured three times, twice with the same bytes.
    assert_eq!(changes[0]["n_versions"], 2);
    assert_eq!(changes[0]["captured_before"], "2031-05-03T10:00:00Z");
    for change in &changes {
        for side in ["before", "after"] {
            let Some(passage) = change[side].as_str() else { continue };
            let shown: Value =
                serde_json::from_str(&run(folder.path(), &["show", passage, "--json"], 0)).unwrap();
            assert_eq!(shown["exact"], change[format!("{side}_exact")], "{passage}");
        }
    }
    for asked in [FLOOD, "http://m.courier.example/2031/flood#top", "outlet:courier flood"] {
        assert_eq!(rows(folder.path(), &["changes", asked]).len(), 3, "{asked}");
    }
    let article = changes[0]["article_before"].as_str().unwrap();
    assert_eq!(rows(folder.path(), &["changes", &article[..12]]).len(), 3);
    assert_eq!(rows(folder.path(), &["changes", "--since", "2031-05-04"]).len(), 3);
    run(folder.path(), &["changes", "--since", "2031-05-05"], 1);
    run(folder.path(), &["changes", "https://harbor.example/flood"], 1);
    let page = run(folder.path(), &["changes"], 0);
    assert!(page.contains("− The flood killed [-12-] people"), "{page}");
    assert!(page.contains("+ The flood killed {+at least 15+} people"), "{page}");
    assert!(page.contains("no note of a change found on the page"), "{page}");
}

#[test]
fn a_page_counts_once_in_every_answer() {
    let folder = center(&flood());
    let path = folder.path();
    let origins = rows(path, &["origins"]);
    // The reprint shares its words with the first version; the page as it stands is still a near copy.
    assert_eq!(origins.len(), 2, "{origins:?}");
    assert_eq!(origins[0]["at_most_origins"], 1, "{origins:?}");
    let said = rows(path, &["said", "--who", "ruiz"]);
    let outlets = texts(&said, "outlet");
    assert_eq!(
        outlets.iter().filter(|outlet| **outlet == "Tolmere Courier").count(),
        1,
        "{said:?}"
    );
    let figures = rows(path, &["figures", "people"]);
    assert_eq!(figures.len(), 2, "{figures:?}");
    let page = run(path, &["brief"], 0);
    assert!(page.contains("of 2 articles, at most 1 independent origin."), "{page}");
    assert!(page.contains("1 other version of a page captured again"), "{page}");
    // What only an earlier version says is still found, there.
    assert_eq!(rows(path, &["said", "listened", "outlet:courier"]).len(), 1);
    let quoted = run(path, &["quoted", "we warned the ministry"], 0);
    assert!(quoted.contains("in 2 articles, at most 1 independent origin"), "{quoted}");
}

#[test]
fn a_brief_tells_what_changed_and_verifies() {
    let folder = center(&flood());
    let page = run(folder.path(), &["brief", "outlet:courier"], 0).replace('\n', " ");
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = "Tolmere Courier changed “12 people” (captured 3 May 2031) to “at least 15 people” \
        (captured 4 May 2031); no note of a change was found on the page.";
    assert!(page.contains(told), "{page}");
    for file in ["brief.md", "brief.html", "brief.json"] {
        let file = folder.path().join(file);
        let file = file.to_str().unwrap();
        run(folder.path(), &["brief", "-o", file], 0);
        run(folder.path(), &["verify", file], 0);
        assert!(fs::read_to_string(file).unwrap().contains("at least 15 people"));
    }
}

#[test]
fn an_article_that_was_taken_away_is_told_and_still_counts_where_the_page_is_an_error() {
    let accusation = [
        "A clerk of the town hall told the Courier that Mayor Ana Ruiz took an envelope from the \
         builder Karl Voss in April.",
        "“I saw her put it in her bag,” the clerk said. The builder said he had brought plans for \
         the new quay, 14 pages in all.",
    ];
    let title = "Mayor took envelope from builder, clerk says";
    let removed = ["This article has been removed."];
    let folder = center(&[
        record(MAYOR, "2031-05-06T10:00:00Z", "Tolmere Courier", title, &accusation),
        record(MAYOR, "2031-05-07T10:00:00Z", "Tolmere Courier", "Not available", &removed),
        record(MARKET, "2031-05-06T10:00:00Z", "Tolmere Courier", "Market day", &[RAIN]),
        answer(MARKET, "2031-05-09T10:00:00Z", "404 Not Found", "<h1>Not found</h1>"),
    ]);
    let changes = rows(folder.path(), &["changes"]);
    assert_eq!(texts(&changes, "kind"), ["notice", "gone", "gone"]);
    assert_eq!(changes[1]["before_exact"], title);
    // That the server has no such page is archived with the page, and tells nothing else of it.
    assert_eq!(changes[2]["before_exact"], "Market day");
    assert_eq!(changes[2]["title"], "Market day");
    assert_eq!(changes[2]["gone_since"], "2031-05-09T10:00:00Z");
    assert!(changes[2]["points"].to_string().contains("answered with status 404"));
    assert_eq!(rows(folder.path(), &["search"]).len(), 2);
    assert_eq!(rows(folder.path(), &["search", "--all-versions"]).len(), 4);
    let brief = run(folder.path(), &["brief"], 0).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(brief.contains("Tolmere Courier took its article away"), "{brief}");
    // An error is no article: the one before stands as it was.
    let counted = rows(folder.path(), &["origins"]);
    let mut titles = texts(&counted, "title");
    titles.sort_unstable();
    assert_eq!(titles, ["Market day", "Not available"]);
}

#[test]
fn order_and_identical_captures_are_no_change() {
    let stalls = "Stalls opened at seven on the square and the first buyers came for cheese.";
    let cider = "By noon the cider was sold out, and the baker had nothing left but rye.";
    let at = |day: u8| format!("2031-05-0{day}T10:00:00Z");
    let page = |day: u8, paragraphs: &[&str]| {
        record(MARKET, &at(day), "Tolmere Courier", "Market day", paragraphs)
    };
    let folder =
        center(&[page(1, &[stalls, cider]), page(2, &[cider, stalls]), page(3, &[cider, stalls])]);
    run(folder.path(), &["changes"], 1);
    let all = rows(folder.path(), &["changes", "--all"]);
    assert_eq!(texts(&all, "kind"), ["moved"]);
}

#[test]
fn many_versions_of_one_page_take_their_time_each() {
    let n = 60;
    let at = |idx: usize| format!("2031-06-{:02}T{:02}:30:00Z", 1 + idx / 24, idx % 24);
    let page = |idx: usize| {
        let first =
            format!("The flood killed {} people in Tolmere, the fire service said.", 12 + idx);
        record(FLOOD, &at(idx), "Tolmere Courier", "What is known", &[&first, RAIN])
    };
    let folder = center(&(0..n).map(page).collect::<Vec<_>>());
    let changes = rows(folder.path(), &["changes"]);
    assert_eq!(changes.len(), n - 1);
    assert!(texts(&changes, "kind").iter().all(|kind| *kind == "figure"));
    assert_eq!(rows(folder.path(), &["origins"]).len(), 1);
    assert_eq!(rows(folder.path(), &["figures", "people"]).len(), 1);
}

#[test]
fn a_later_capture_without_a_date_has_that_of_the_earlier() {
    let undated = format!(
        "<html lang=en><head><title>Market day</title></head><body><article><h1>Market day</h1><p>{RAIN} \
         The market was held all the same.</p></article></body></html>"
    );
    let folder = center(&[
        record(MARKET, "2031-05-06T10:00:00Z", "Tolmere Courier", "Market day", &[RAIN]),
        answer(MARKET, "2031-05-09T10:00:00Z", "200 OK", &undated),
    ]);
    let found = rows(folder.path(), &["search", "market"]);
    assert_eq!(
        (texts(&found, "date"), found[0]["n_other_versions"].as_u64()),
        (vec!["2031-05-03"], Some(1))
    );
    let why = run(folder.path(), &["explain", found[0]["article"].as_str().unwrap()], 0);
    assert!(why.contains("an earlier capture of the page, dated 3 May 2031"), "{why}");
    // What was never here is not told to be gone.
    let folder = center(&[
        record(FLOOD, "2031-05-06T10:00:00Z", "Tolmere Courier", "Flood", &[RAIN]),
        answer(MARKET, "2031-05-09T10:00:00Z", "404 Not Found", "<h1>Not found</h1>"),
    ]);
    assert_eq!(rows(folder.path(), &["status"])[0]["n_captures"], 1);
}
