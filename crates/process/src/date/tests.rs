//! Texts and fields to datings: what is named, what is left open, what is refused.

use super::{DateField, Input, date};
use jiff::civil::{Date, date as day};
use onrecord_model::{
    article::{Block, Related, Zone, ZoneKind},
    dating::{Dating, EvidenceKind, Says},
};
use onrecord_text::Span;

/// A page for a test: lines that begin with `T:`, `H:`, `B:` or `F:` are title, header, body and
/// furniture; `kind place = value` fields come apart.
struct Page<'p> {
    lines: &'p str,
    fields: &'p [(EvidenceKind, &'p str, &'p str)],
    address: Option<&'p str>,
    language: &'p str,
    captured_on: Date,
}

impl Default for Page<'_> {
    fn default() -> Self {
        Self { lines: "", fields: &[], address: None, language: "en", captured_on: day(2022, 6, 1) }
    }
}

fn dated(page: &Page) -> (Dating, Dating) {
    let (mut text, mut zones) = (String::new(), Vec::new());
    for line in page.lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (kind, words) = line.split_at(2);
        let kind = match kind {
            "T:" => ZoneKind::Title,
            "H:" => ZoneKind::Header,
            "B:" => ZoneKind::Body,
            "F:" => ZoneKind::Furniture,
            _ => panic!("no zone: {line}"),
        };
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(words.trim());
        zones.push(Zone { span: Span::new(start, text.len()), kind, block: Block::Paragraph });
    }
    let field = |(kind, place, value): &(EvidenceKind, &str, &str)| DateField {
        kind: *kind,
        place: (*place).to_owned(),
        value: (*value).to_owned(),
        is_modified: place.contains("odified"),
    };
    let fields: Vec<DateField> = page.fields.iter().map(field).collect();
    date(&Input {
        text: &text,
        zones: &zones,
        fields: &fields,
        address: page.address,
        headers: &[],
        related: &[],
        language: Some(page.language),
        captured_on: page.captured_on,
    })
}

fn best(page: &Page) -> Option<Date> {
    dated(page).0.best
}

#[test]
fn structured_days_are_named_as_written() {
    use EvidenceKind::*;
    let named = Some(day(2016, 4, 7));
    for (fields, expected) in [
        (&[(StructuredData, "NewsArticle.datePublished", "2016-04-07T23:45:00-05:00")][..], named),
        (&[(Meta, "article:published_time", "2016-04-07T01:15:00+09:00")], named),
        (&[(Meta, "date", "Thu Apr 07 19:45:37 CEST 2016")], named),
        (&[(Meta, "pubdate", "1460051137")], named),
        (&[(Meta, "pubdate", "20160407")], named),
        (&[(TimeElement, "time beside the title", "7 avril 2016")], named),
        (&[(Meta, "article:modified_time", "2016-04-07")], named),
        (&[(Meta, "pubdate", "1970-01-01")], None),
        (&[(Meta, "pubdate", "2030-01-01")], None),
        (&[(Meta, "pubdate", "yesterday")], None),
        (&[(SiteClock, "head of the page", "7 April 2016")], None),
        (
            &[
                (StructuredData, "NewsArticle.datePublished", "2016-04-07"),
                (StructuredData, "NewsArticle.dateModified", "2016-04-09"),
            ],
            named,
        ),
        // The instant in UTC is the next day; the page's own line says which day it was there.
        (
            &[
                (Meta, "article:published_time", "2016-04-08T02:10:00Z"),
                (HeaderDate, "marked line beside the title", "April 7, 2016, 9:10 p.m."),
            ],
            named,
        ),
        (
            &[(
                HeaderDate,
                "line beside the title",
                "Published 7 April 2016, updated 9 April 2016",
            )],
            named,
        ),
        (
            &[
                (HeaderDate, "line elsewhere", "1 April 2016"),
                (HeaderDate, "line elsewhere", "2 April 2016"),
                (HeaderDate, "line elsewhere", "3 April 2016"),
            ],
            None,
        ),
    ] {
        assert_eq!(best(&Page { fields, ..Page::default() }), expected, "{fields:?}");
    }
}

#[test]
fn a_change_is_dated_apart() {
    use EvidenceKind::StructuredData;
    let fields = &[
        (StructuredData, "NewsArticle.datePublished", "2016-04-07T10:00:00Z"),
        (StructuredData, "NewsArticle.dateModified", "2016-04-09T11:30:00Z"),
    ];
    let (published, modified) = dated(&Page { fields, ..Page::default() });
    assert_eq!((published.best, modified.best), (Some(day(2016, 4, 7)), Some(day(2016, 4, 9))));
    assert_eq!(published.interval(), Some((day(2016, 4, 7), day(2016, 4, 7))));
    assert!(!published.has_conflict);
}

#[test]
fn a_header_line_gives_day_and_time() {
    let lines = "T: Harbor bridge reopens in Brenmark
        H: Thu Apr 7, 2016 19:45:37
        B: Mayor Ana Ruiz told reporters on Thursday that the bridge, closed since last September, is open.
        B: It was built in March 2011.";
    let (published, _) = dated(&Page { lines, ..Page::default() });
    assert_eq!(published.best, Some(day(2016, 4, 7)));
    let time = published.time.clone().expect("a time");
    assert_eq!((time.hour, time.minute, time.zone), (19, 45, None));
    assert_eq!(published.label(), "7 Apr 2016");
}

#[test]
fn a_site_clock_is_an_upper_bound_only() {
    for clock in ["F: 23:59 GMT22 October 2020", "H: 23:59 GMT22 October 2020"] {
        let lines = format!(
            "{clock}
            F: Watch Live
            B: The dam at Lower Vale holds, minister Piet Oss said Thursday, after the wettest week in years.
            B: Losses fell to under five percent in 2017.
            B: The plan was announced during his December 11 visit to the dam."
        );
        let (published, _) = dated(&Page { lines: &lines, ..Page::default() });
        assert_eq!(published.best, None, "{clock}");
        assert_eq!(published.not_before, Some(day(2017, 12, 11)));
        assert_eq!(published.not_after, Some(day(2020, 10, 22)));
        let refused =
            published.evidence.iter().find(|row| row.says == Says::Equals(day(2020, 10, 22)));
        assert!(refused.and_then(|row| row.refused.as_ref()).is_some());
        assert_eq!(published.label(), "undated, 11 Dec 2017 to 22 Oct 2020");
    }
}

#[test]
fn a_dateline_without_a_year_leaves_the_years_open() {
    let lines = "T: Talks end without a deal
        B: BRENMARK, November 14. /NA/. The talks ended without a deal, minister Piet Oss said on Thursday.";
    let (published, _) = dated(&Page { lines, captured_on: day(2026, 1, 1), ..Page::default() });
    assert_eq!(published.best, None);
    let years: Vec<i16> =
        published.candidates.iter().map(|candidate| candidate.day.year()).collect();
    for year in [2013, 2019, 2024] {
        assert!(years.contains(&year), "{years:?}");
    }
    assert!(!years.contains(&2018), "a Wednesday");
    assert_eq!(published.label(), "undated, 14 Nov of an unknown year");
}

#[test]
fn a_dateline_and_a_dated_past_give_the_year() {
    let lines = "T: Talks end without a deal
        B: BRENMARK, November 14. /NA/. The talks ended without a deal, minister Piet Oss said on Thursday.
        B: The sides had met before, in August 2019, and signed nothing.";
    let (published, _) = dated(&Page { lines, ..Page::default() });
    assert_eq!(published.best, Some(day(2019, 11, 14)));
    assert!(published.inferred.year && !published.inferred.day);
    assert!(published.label().starts_with("14 Nov [2019"));
}

#[test]
fn a_weekday_alone_names_nothing() {
    let lines = "T: Council meets
        B: The council of Brenmark said on Friday that fares will rise until 2020, as planned.";
    let (published, _) = dated(&Page { lines, ..Page::default() });
    assert_eq!((published.best, published.not_before), (None, None));
    assert_eq!(published.not_after, Some(day(2020, 12, 31)), "as planned until then");
    assert!(published.evidence.iter().any(|row| matches!(row.says, Says::Weekday(_))));
}

#[test]
fn datelines_of_many_agencies_are_read() {
    for (line, language, expected) in [
        (
            "BRENMARK, 7 April 2016 (NA) - The bridge is open again, the mayor said.",
            "en",
            "2016-04-07",
        ),
        ("BRENMARK, April 7, 2016 /Newswire/ -- The bridge is open again.", "en", "2016-04-07"),
        ("Brenmark, 7. April 2016 – Die Brücke ist wieder offen.", "de", "2016-04-07"),
        ("БРЕНМАРК, 7 апреля 2016 г. /НА/. Мост снова открыт, сообщил мэр.", "ru", "2016-04-07"),
        ("新闻社布伦马克2016年4月7日电 大桥重新开放。", "zh", "2016-04-07"),
        ("The bridge opened on April 7, 2016 - and closed soon after.", "en", "none"),
    ] {
        let lines = format!("T: A title\nB: {line}");
        let found = best(&Page { lines: &lines, language, ..Page::default() });
        let found = found.map_or("none".to_owned(), |day| day.to_string());
        assert_eq!(found, expected, "{line}");
    }
}

#[test]
fn days_ahead_are_no_lower_bound() {
    let check = |body: &str, expected: Option<Date>| {
        let lines = format!("T: A title\nB: {body}");
        assert_eq!(
            dated(&Page { lines: &lines, ..Page::default() }).0.not_before,
            expected,
            "{body}"
        );
    };
    check("The bridge closed on 3 May 2019.", Some(day(2019, 5, 3)));
    check("The bridge closed in 2019.", Some(day(2019, 1, 1)));
    // A plan is made some years before at most.
    check("The bridge will close on 3 May 2019.", Some(day(2015, 3, 25)));
    // Nothing says whether it lies ahead: days are announced months before.
    check("The bridge of 3 May 2019.", Some(day(2018, 12, 14)));
    check("The works run until 2020.", None);
    check("The concert: Friday, 3 May 2019, 8 p.m.", Some(day(2018, 12, 14)));
    check("Some 2019 people came.", None);
}

#[test]
fn running_text_alone_bounds_from_both_sides() {
    let check = |language: &str, body: &str, from: Option<Date>, to: Option<Date>| {
        let lines = format!("T: A title\nB: {body}");
        let (published, _) = dated(&Page {
            lines: &lines,
            language,
            captured_on: day(2024, 6, 1),
            ..Page::default()
        });
        assert_eq!((published.best, published.not_before), (None, from), "{body}");
        assert_eq!(published.not_after, to.or(Some(day(2024, 6, 2))), "{body}");
    };
    let some = |y, m, d| Some(day(y, m, d));
    check("en", "The bridge closed on 3 May 2019.", some(2019, 5, 3), some(2020, 9, 14));
    check("de", "Die Brücke wurde am 3. Mai 2019 gesperrt.", some(2019, 5, 3), some(2020, 9, 14));
    check("de", "Die Schau öffnet am 3. Mai 2019.", some(2015, 3, 25), None);
    check("en", "The plan will run until 2022.", None, some(2022, 12, 31));

    // A text that names nothing later than this is a history.
    check("en", "The bridge opened in May 1987.", some(1987, 5, 1), None);
    check("en", "Update, 3 May 2019: the bridge was closed again.", None, None);
}

#[test]
fn an_address_dates_a_page_and_related_items_bound_it_weakly() {
    let address = Some("https://news.example/2016/04/07/harbor-bridge");
    let page = Page { lines: "T: Bridge\nB: The bridge is open.", address, ..Page::default() };
    assert_eq!(best(&page), Some(day(2016, 4, 7)));
    let related = [Related { title: None, address: Some("/2016/03/28/bridge.jpg".to_owned()) }];
    let (published, _) = date(&Input {
        text: "The bridge is open.",
        zones: &[],
        fields: &[],
        address: None,
        headers: &[("Last-Modified".to_owned(), "Fri, 08 Apr 2016 10:00:00 GMT".to_owned())],
        related: &related,
        language: Some("en"),
        captured_on: day(2022, 6, 1),
    });
    assert_eq!((published.best, published.not_before), (None, None));
    assert_eq!(published.not_after, Some(day(2016, 4, 8)));
    assert!(published.evidence.iter().any(|row| row.says == Says::NotBefore(day(2016, 3, 28))));
}

#[test]
fn conflicts_are_said() {
    use EvidenceKind::{HeaderDate, Meta};
    let fields = &[
        (Meta, "article:published_time", "2016-04-07"),
        (HeaderDate, "marked line beside the title", "12 May 2016"),
    ];
    let (published, _) = dated(&Page { fields, ..Page::default() });
    assert!(published.has_conflict);
    assert_eq!(published.candidates.len(), 2);
}

#[test]
fn odd_input_is_harmless() {
    let long = format!("T: {}\nB: {}", "1/".repeat(5_000), "in 2016 ".repeat(20_000));
    for lines in ["", "B: 99/99/9999 00000000000000000000 :: // 年月日 ., '", long.as_str()] {
        let (published, modified) = dated(&Page { lines, ..Page::default() });
        assert_eq!((published.best, modified.best), (None, None));
    }
    for value in
        ["", "-", "0000-00-00", "2016-13-45", "９９９９年", "\u{200f}", "é".repeat(300).as_str()]
    {
        let fields = &[(EvidenceKind::Meta, "date", value)];
        assert_eq!(best(&Page { fields, ..Page::default() }), None);
    }
}

#[test]
fn the_weekday_of_a_day_without_its_year_finds_the_year() {
    let lead = "B: The ferry to Lower Brenmark ran aground on Thursday, Nov. 2, the harbor office \
                said, and its passengers were taken ashore in boats.\n";
    let told = "B: The same ferry was repaired in 2019, after a winter in the dock of the yard.";
    let lines = format!("{lead}{told}");
    let page = |lines, captured_on| Page { lines, captured_on, ..Page::default() };
    let (published, _) = dated(&page(&lines, day(2026, 1, 1)));
    assert_eq!(published.best, None);
    assert_eq!(published.not_before, Some(day(2023, 11, 2)));
    assert_eq!(published.not_after, Some(day(2023, 12, 12)));
    // Without a bound from below it may be any such year.
    let (published, _) = dated(&page(lead, day(2026, 1, 1)));
    assert_eq!(published.not_before, None);
}

#[test]
fn today_beside_a_day_and_its_weekday_names_it() {
    let lines = "B: Le procès du chantier naval de Brenne a repris ce mercredi 4 novembre devant le \
                 tribunal, un mois après la première audience.\n\
                 B: Le chantier était fermé depuis 2019, et les ouvriers ont reçu une indemnité.";
    let page = Page { lines, language: "fr", captured_on: day(2022, 6, 1), ..Page::default() };
    assert_eq!(dated(&page).0.best, Some(day(2020, 11, 4)));
}

#[test]
fn an_instant_in_utc_is_of_another_day_only_near_midnight() {
    let shown = (EvidenceKind::TimeElement, "time beside the title", "2024-08-26T06:00:00+02:00");
    for (instant, expected) in [
        ("2024-08-27T10:32:24+00:00", Some(day(2024, 8, 27))),
        ("2024-08-27T03:32:24+00:00", Some(day(2024, 8, 26))),
    ] {
        let stated = (EvidenceKind::Meta, "article:published_time", instant);
        let fields = [stated, shown];
        let page = Page { fields: &fields, captured_on: day(2024, 9, 1), ..Page::default() };
        assert_eq!(dated(&page).0.best.filter(|_| expected.is_some()), expected, "{instant}");
    }
}
