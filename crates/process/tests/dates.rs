//! Small pages and the day of publication that their own evidence gives. Outlets and people are invented.

use jiff::Timestamp;
use onrecord_model::capture::{Capture, Obtained};
use onrecord_process::article::process;

const TEXT: &str = "<p>The harbor bridge of Brenmark opens again in the spring, the city's engineers \
    told the council, and the ferry that replaced it for two years is to be sold to an island town.</p>\
    <p>Ana Ruiz, who leads the works, said that the new piers stand deeper than the old ones, and that \
    the cables were tested in every weather that the coast knows.</p>";

/// Checks the published day of a page with this head and body, and that of its last change.
#[track_caller]
fn check(address: &str, head: &str, body: &str, expected: &str) {
    let html = format!(
        "<!DOCTYPE html><html lang=en><head><title>Bridge opens again</title>{head}</head>\
         <body>{body}</body></html>"
    );
    check_page(address, &html, expected);
}

#[track_caller]
fn check_page(address: &str, html: &str, expected: &str) {
    let article = process(&Capture {
        address: Some(address.to_owned()),
        name: "page.html".to_owned(),
        captured_at: "2023-01-01T00:00:00Z".parse::<Timestamp>().unwrap(),
        obtained: Obtained::File,
        status: None,
        headers: Vec::new(),
        body: html.as_bytes().to_vec(),
        http: None,
        problems: Vec::new(),
    });
    let day = |day: Option<jiff::civil::Date>| day.map_or("none".to_owned(), |day| day.to_string());
    let (published, modified) = (day(article.published.best), day(article.modified.best));
    let found =
        if modified == "none" { published } else { format!("{published} changed {modified}") };
    assert_eq!(found, expected, "{:#?}", article.published.evidence);
}

const ADDRESS: &str = "https://herald.example/bridge";

fn article(head: &str, foot: &str) -> String {
    format!("<article><h1>Bridge opens again</h1>{head}{TEXT}{foot}</article>")
}

#[test]
fn a_box_around_the_date_alone_is_named_after_its_looks() {
    let byline = "<div class=by><span>Ana Ruiz</span></div><div class=when>\
        <div class='text-secondary size-11'>Apr 07, 2016</div><div class='text-secondary'>Paid</div></div>";
    check(ADDRESS, "", &article(&format!("<h3>A long wait ends.</h3>{byline}"), ""), "2016-04-07");
}

#[test]
fn the_foot_of_the_article_is_its_own_and_that_of_a_teaser_is_not() {
    let foot = "<footer class=article-footer><ul><li>Share</li></ul><time datetime=2016-04-07>\
        7 April 2016</time> by Ana Ruiz</footer>";
    check(ADDRESS, "", &article("", foot), "2016-04-07");
    let teaser = "<div class=related><article><h2>Ferry sold</h2><p>To an island.</p><footer>\
        5 May 2016</footer></article><article><h2>Council meets</h2><p>In June.</p><footer>\
        6 May 2016</footer></article></div>";
    check(ADDRESS, "", &format!("{}{teaser}", article("", "")), "none");
}

#[test]
fn a_line_above_a_date_is_its_label() {
    let aside = "<aside class=sidebar><dl><dt>Date</dt><dd>07.04.2016</dd><dt>Section</dt><dd>City</dd></dl></aside>";
    check(ADDRESS, "", &article("", aside), "2016-04-07");
    let changed = "<p>7 April 2016</p><div>Last updated</div><div class=date>9 April 2016</div>";
    check(ADDRESS, "", &article(changed, ""), "2016-04-07 changed 2016-04-09");
}

#[test]
fn words_behind_a_date_may_say_that_it_is_that_of_a_change() {
    let log = "<p>7 April 2016</p>";
    let foot = "<p>16 September 2016 – updated</p>";
    check(ADDRESS, "", &article(log, foot), "2016-04-07 changed 2016-09-16");
}

#[test]
fn systems_tell_when_they_filed_a_post() {
    let foot = "<p>This entry was posted on Thursday, April 7th, 2016 at 7:45 pm and is filed under \
        <a href=/harbor>Harbor</a>, <a href=/city>City</a>. You can follow any responses to this entry \
        through the feed, or leave a response, or a trackback from your own site.</p>";
    check(ADDRESS, "", &article("", foot), "2016-04-07");
}

#[test]
fn metadata_of_listed_items_is_not_the_pages() {
    let item = |day: &str| {
        format!(
            "<div class=post><meta itemprop=datePublished content={day}><a href=/x>Other news</a></div>"
        )
    };
    let list = ["2016-05-01", "2016-05-02", "2016-05-03"].map(item).concat();
    let head = "<meta property='article:published_time' content='2016-04-07T10:00:00Z'>";
    check(ADDRESS, head, &format!("{}{list}", article("", "")), "2016-04-07");
}

#[test]
fn scripts_and_attributes_are_read_where_nothing_else_is() {
    let state = r#"<script>window.state={"id":7,"publishedAt":"2016-04-07T19:45:37Z"}</script>"#;
    check(ADDRESS, state, &article("", ""), "2016-04-07");
    let stamp = "<news-timestamp publishdate='2016-04-07T11:07:13Z'></news-timestamp>";
    check(ADDRESS, "", &article(stamp, ""), "2016-04-07");
}

#[test]
fn the_day_that_a_page_shows_stands_against_one_that_it_states_to_programs_only() {
    let head = "<meta property='article:published_time' content='2015-01-02T10:00:00Z'>\
        <meta property='article:modified_time' content='2016-04-07T10:00:00Z'>";
    let shown = "<p class=date>7 April 2016</p>";
    check(ADDRESS, head, &article(shown, ""), "2016-04-07 changed 2016-04-07");
    let timed = "<p class=date><time datetime=2016-04-07>7 April 2016</time></p>";
    check(ADDRESS, head, &article(timed, ""), "2015-01-02 changed 2016-04-07");
    let labeled = "<p class=date>Updated 7 April 2016</p>";
    check(ADDRESS, head, &article(labeled, ""), "2015-01-02 changed 2016-04-07");
}

#[test]
fn a_front_page_is_as_new_as_its_newest_item() {
    let item = |day: u8| {
        format!(
            "<div class=post><h2>Bridge, part {day}</h2><p class=date>{day} April 2016</p>{TEXT}</div>"
        )
    };
    let body = [9, 7, 5, 3].map(item).concat();
    check("https://herald.example/", "", &body, "2016-04-09");
}

#[test]
fn the_pages_own_entry_in_a_list_dates_it() {
    let list = "<div class=teasers><div class=teaser><h3>Ferry sold</h3><p>5 April 2016</p></div>\
        <div class=teaser><h3>Bridge opens again</h3><p>7 April 2016</p></div></div>";
    check(ADDRESS, "", &format!("{}{list}", article("", "")), "2016-04-07");
}

#[test]
fn the_canonical_address_may_hold_the_day() {
    let head = "<link rel=canonical href='https://herald.example/2016/04/07/bridge'>";
    check("https://herald.example/?p=117", head, &article("", ""), "2016-04-07");
}

#[test]
fn a_page_may_begin_with_its_styles() {
    let styles = "p { color: black; }\n".repeat(400);
    let head = "<meta property='article:published_time' content='2016-04-07T10:00:00Z'>";
    let html = format!("<style>{styles}</style><html><head>{head}</head><body>{}", article("", ""));
    check_page(ADDRESS, &html, "2016-04-07");
}
