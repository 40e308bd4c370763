//! Small fictional articles and what is told of them: kinds, directions, origins.

use super::*;
use jiff::civil::date;
use onrecord_model::{
    article::{Block, Credit, CreditReach, Field, Place, Zone, ZoneKind},
    copy::{CopyKind, Direction},
    dating::{Dating, WrittenTime},
    id::Id,
    outlet::Outlet,
};
use onrecord_text::{Span, marked};

const REPORT: &str = "\
The council of Brenmark voted late on Tuesday to close the old harbor bridge to all traffic until spring.\n\
Engineers had found cracks in two of its nine pillars after the flood in October, the city said.\n\
Mayor Ana Ruiz told reporters that the bridge was safe to walk on but would not carry lorries again.\n\
About 3,000 people cross it every day, most of them on their way to the shipyard on the north bank.\n\
The repair will cost some four million crowns, half of which the province has promised to pay.\n\
Shopkeepers in the old town fear that customers will stay away through the winter months.";

const OTHER: &str = "\
A school in the hill town of Oberlund will open its new library on Saturday after three years of work.\n\
The building holds ten thousand books and a reading room with a view over the valley below.";

/// An article of an outlet on a day; `{credit|…}` marks a credit of the whole article, `{said|…}`
/// one of a sentence, `{furniture|…}` a line of furniture.
fn article(outlet: &str, day: i8, text: &str) -> Article {
    let (text, marks) = marked::parse(text).unwrap();
    let id = Id::of("test", [outlet.as_bytes(), &[day as u8], text.as_bytes()]);
    let mut at = 0;
    let mut zones = Vec::new();
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len());
        let is_furniture =
            marks.iter().any(|mark| mark.label == "furniture" && span.holds(mark.start));
        let kind = if is_furniture { ZoneKind::Furniture } else { ZoneKind::Body };
        zones.push(Zone { span, kind, block: Block::Paragraph });
        at += line.len() + 1;
    }
    let credits = marks.iter().filter_map(|mark| {
        let reach = match &*mark.label {
            "credit" => CreditReach::Article,
            "said" => CreditReach::Sentence,
            _ => return None,
        };
        let words = &text[mark.start..mark.end];
        let name = words.rsplit(' ').next()?.trim_matches(['/', '(', ')', '.']).to_owned();
        Some(Credit { name, span: Span::new(mark.start, mark.end), reach })
    });
    let published = match day {
        0 => Dating::default(),
        day => Dating { best: Some(date(2024, 3, day)), ..Dating::default() },
    };
    let site = Some(format!("{}.example", outlet.to_lowercase().replace(' ', "-")));
    let value = Outlet { name: outlet.to_owned(), site };
    let outlet = Some(Field::new(value, Place::PageTitle));
    Article {
        id,
        capture: id,
        extractor: 1,
        address: None,
        zones,
        title: None,
        authors: Vec::new(),
        outlet,
        credits: credits.collect(),
        section: None,
        language: Some("en".to_owned()),
        published,
        modified: Dating::default(),
        related: Vec::new(),
        problems: Vec::new(),
        text,
    }
}

/// Compares in both orders and checks that the two answers are one, and that the two meet.
fn compared(one: &Article, other: &Article) -> Option<Copy> {
    let copy = compare(one, other);
    assert_eq!(copy, compare(other, one));
    if copy.as_ref().is_some_and(|copy| copy.kind <= CopyKind::SharedPassage) {
        let other_keys = keys(other);
        assert!(keys(one).iter().any(|key| other_keys.contains(key)), "they do not meet");
    }
    copy
}

fn kind(one: &str, other: &str) -> Option<CopyKind> {
    compared(&article("Courier", 1, one), &article("Harbor News", 2, other)).map(|copy| copy.kind)
}

fn lines(text: &str, chosen: &[usize]) -> String {
    let all: Vec<_> = text.lines().collect();
    chosen.iter().map(|idx| all[*idx]).collect::<Vec<_>>().join("\n")
}

#[test]
fn kinds_follow_what_is_shared() {
    assert_eq!(kind(REPORT, REPORT), Some(CopyKind::Exact));
    let same = REPORT.replace('\n', " ").replace("told reporters", "told  reporters");
    assert_eq!(kind(REPORT, &same), Some(CopyKind::Exact));
    let near = REPORT.replace("Tuesday", "Wednesday").replace("some four", "about four");
    assert_eq!(kind(REPORT, &near), Some(CopyKind::Near));
    assert_eq!(kind(REPORT, &lines(REPORT, &[0, 1, 2])), Some(CopyKind::Excerpt));
    let embedded = format!("{}\n{}", OTHER.repeat(3), lines(REPORT, &[2, 3]));
    assert_eq!(kind(REPORT, &embedded), Some(CopyKind::SharedPassage));
    let background = format!("{OTHER}\n{}", lines(REPORT, &[4]));
    assert_eq!(kind(REPORT, &background), Some(CopyKind::SharedSentence));
    assert_eq!(kind(REPORT, OTHER), None);
    assert_eq!(kind("", ""), None);
}

#[test]
fn a_rewrite_is_told_from_a_near_copy() {
    let rewrite = "\
        Shopkeepers of the district fear that customers will stay away through the winter months.\n\
        Half of the cost was promised by others. About 3,000 people cross it every day, most of them \
        workers at the yard up north.\n\
        Late on Monday came the vote of the council of Brenmark to close the old harbor bridge to all \
        traffic until further notice.\n\
        Cracks in two of its nine pillars after the flood in October had been seen by divers, it said.\n\
        The mayor Ana Ruiz told reporters that the bridge was safe to walk on, though no longer for cars.";
    assert_eq!(kind(REPORT, rewrite), Some(CopyKind::Rewrite));
}

#[test]
fn furniture_credits_and_boilerplate_never_count() {
    let with = |line: &str| format!("{OTHER}\n{line}");
    let furniture =
        "{furniture|Five things to know about the harbor festival this summer in the old town}";
    assert_eq!(kind(&with(furniture), &format!("{REPORT}\n{furniture}")), None);
    let comments =
        "Sign up for the letter that our editors write each morning with all you must know today.";
    assert_eq!(kind(&with(comments), &format!("{REPORT}\n{comments}")), None);
    let house = "The Courier is published in Brenmark by the Harbor Press Society and printed on the north bank.";
    let (one, other) = (with(house), format!("{REPORT}\n{house}"));
    assert_eq!(compared(&article("Courier", 1, &one), &article("Courier", 2, &other)), None);
    assert_eq!(kind(&one, &other), Some(CopyKind::SharedSentence));
}

/// The kind of two articles whose outlets are not known, so many days apart.
fn kind_without_outlets(one: &str, other: &str, n_days: i8) -> Option<CopyKind> {
    let without = |day, text| Article { outlet: None, ..article("", day, text) };
    compared(&without(1, one), &without(1 + n_days, other)).map(|copy| copy.kind)
}

#[test]
fn sign_offs_of_one_house_are_no_copy() {
    let author = "Ilse Varga writes on the harbor and its people, and has kept bees on the north bank since 1998.";
    let (one, other) = (format!("{REPORT}\n{author}"), format!("{}\n{author}", OTHER.repeat(4)));
    assert_eq!(kind_without_outlets(&one, &other, 20), None);
    assert_eq!(kind_without_outlets(&one, &other, 1), Some(CopyKind::SharedSentence));
    assert_eq!(kind(&one, &other), Some(CopyKind::SharedSentence), "two outlets");
    // However long it is, a letter that opens both texts is a house's; a word or two by chance are no copy.
    let letter = format!("{}\n{author}", OTHER.repeat(3));
    let (one, other) = (format!("{letter}\n{REPORT}"), format!("{letter}\nHerring is dear again."));
    assert_eq!(
        kind_without_outlets(&one, &format!("{other} {}", "Nobody knows why. ".repeat(90)), 20),
        None
    );
    let opening = format!("{author}\n{REPORT}");
    assert_eq!(kind_without_outlets(&opening, &format!("{author}\n{OTHER}"), 20), None);
    let address = "Those who were there are asked to tell their story to desk@courier.example before the end of the week.";
    let with = |text: &str| format!("{text}\n{address}");
    assert_eq!(kind(&with(REPORT), &with(OTHER)), None);
}

#[test]
fn a_quotation_is_named_however_it_is_introduced() {
    let quoted = "we shall not leave this valley until the last of the nine pillars stands again and carries our children";
    let one = format!(
        "{OTHER}\nOn the market square, before some two hundred people who had come in the rain, \
         the mayor of the old town vowed that \"{quoted}\", and was cheered for a long while by all."
    );
    let other = format!(
        "{REPORT}\nRuiz said in a letter that was read out to the members of the province's chamber \
         by its oldest clerk on the eve of the debate: \"{quoted}, whatever it may cost the town in the end\"."
    );
    assert_eq!(kind(&one, &other), Some(CopyKind::SharedSentence));
}

#[test]
fn background_that_is_taken_over_later_is_no_rewrite() {
    let later = format!(
        "{}\nA ferry will carry lorries from Monday, the port said. It takes nine at a time and runs \
         every twenty minutes from six in the morning to midnight.\n{}\n{}\nThose who wait count \
         some hundreds, most of them on their way to the shipyard on the north bank.\n{OTHER}\n{}",
        lines(REPORT, &[5]),
        lines(REPORT, &[1]),
        OTHER.replace("library", "reading room"),
        lines(REPORT, &[4]),
    );
    let of = |day| article("Harbor News", day, &later);
    let kind = |day| compared(&article("Courier", 1, REPORT), &of(day)).map(|copy| copy.kind);
    assert_eq!(kind(2), Some(CopyKind::Rewrite));
    assert_eq!(kind(20), Some(CopyKind::SharedSentence));
}

#[test]
fn the_days_of_a_month_are_no_copy() {
    let days: Vec<String> = (1..=31).map(|day| day.to_string()).collect();
    let days = days.join("\n");
    assert_eq!(kind(&format!("{REPORT}\n{days}"), &format!("{OTHER}\n{days}")), None);
}

#[test]
fn what_recurs_for_weeks_is_a_template() {
    let template = "Each Thursday our readers choose the walk, the meal and the tune of the week from what others sent in.";
    let text = |own: &str| format!("{}\n{template}\n{}", own.repeat(3), own.repeat(3));
    let (one, other) =
        (article("Courier", 1, &text(REPORT)), article("Harbor News", 20, &text(OTHER)));
    let (a, b) = (Reading::of(&one), Reading::of(&other));
    let kind = |recurring: &[u64]| compare_readings(&a, &b, recurring).map(|copy| copy.kind);
    assert_eq!(kind(&[]), Some(CopyKind::SharedSentence));
    let shared: Vec<u64> = a.keys().into_iter().filter(|key| b.keys().contains(key)).collect();
    assert_eq!(kind(&shared), None);
}

/// The direction between a first and a second article, as seen from the first.
fn direction(first: &Article, second: &Article) -> &'static str {
    let copy = compared(first, second).unwrap();
    match copy.direction {
        Direction::FromThird => "third",
        Direction::NotEstablished => "not established",
        Direction::FromA if copy.a == first.id => "first",
        Direction::FromB if copy.b == first.id => "first",
        _ => "second",
    }
}

#[test]
fn direction_needs_dates_or_credits() {
    let plain = |outlet, day| article(outlet, day, REPORT);
    let credited = |outlet, day, credit: &str| {
        article(outlet, day, &format!("{REPORT}\n{{credit|First published by {credit}}}"))
    };
    assert_eq!(direction(&plain("Courier", 1), &plain("Harbor News", 2)), "first");
    assert_eq!(direction(&plain("Courier", 3), &plain("Harbor News", 2)), "second");
    assert_eq!(direction(&plain("Courier", 1), &plain("Harbor News", 1)), "not established");
    assert_eq!(direction(&plain("Courier", 1), &plain("Harbor News", 0)), "not established");
    assert_eq!(direction(&plain("Courier", 0), &credited("Harbor News", 0, "Courier")), "first");
    let (a, b) = (credited("Courier", 1, "Nordwire"), credited("Harbor News", 2, "Nordwire"));
    assert_eq!(direction(&a, &b), "third");
    // The credit says one thing, the dates another.
    let (a, b) = (plain("Courier", 4), credited("Harbor News", 2, "Courier"));
    assert_eq!(direction(&a, &b), "not established");
}

#[test]
fn times_of_one_day_count_only_in_one_zone() {
    let at = |outlet, hour, zone: Option<&str>| {
        let mut article = article(outlet, 5, REPORT);
        let zone = zone.map(str::to_owned);
        article.published.time = Some(WrittenTime { hour, minute: 30, zone });
        article
    };
    let utc = Some("Z");
    assert_eq!(direction(&at("Courier", 9, utc), &at("Harbor News", 11, utc)), "first");
    assert_eq!(direction(&at("Courier", 9, None), &at("Harbor News", 11, None)), "not established");
    let east = at("Harbor News", 11, Some("+03:00"));
    assert_eq!(direction(&at("Courier", 9, utc), &east), "not established");
}

#[test]
fn overlapping_intervals_establish_nothing() {
    let mut loose = article("Harbor News", 0, REPORT);
    loose.published.not_before = Some(date(2024, 3, 1));
    loose.published.not_after = Some(date(2024, 3, 9));
    assert_eq!(direction(&article("Courier", 4, REPORT), &loose), "not established");
    assert_eq!(direction(&article("Courier", 12, REPORT), &loose), "second");
}

#[test]
fn origins_are_counted_by_copy_and_by_credit() {
    let articles = [
        article("Courier", 1, REPORT),
        article("Harbor News", 2, &REPORT.replace("Tuesday", "Wednesday")),
        article("Valley Post", 2, &format!("OBERLUND. {{credit|/NORDWIRE/}}. {OTHER}")),
        article("Hill Times", 3, "The library is open. {credit|Nordwire}"),
        article("Nordwire", 3, "A short item of the agency itself on the price of herring."),
        article("Echo", 4, "Herring is dear, {said|reported Nordwire}, and will stay so."),
        article("Echo", 5, &format!("{OTHER}\n{}", lines(REPORT, &[4]))),
    ];
    let all: Vec<&Article> = articles.iter().collect();
    let copies: Vec<Copy> = pairs(&all).filter_map(|(a, b)| compare(a, b)).collect();
    let found = origins(&all, &copies);
    // Both texts of the Echo stay apart: one by a credit of one sentence only, the other is taken
    // word for word from the Valley Post, and so goes back to the agency.
    assert_eq!(found.at_most(), 3);
    let group = found.groups.iter().find(|group| group.articles.len() == 4).unwrap();
    assert!(group.credited.as_deref().is_some_and(|name| name.eq_ignore_ascii_case("nordwire")));
    assert!(group.reasons.len() >= 3, "{:?}", group.reasons);

    let mut turned = all.clone();
    turned.reverse();
    let mut turned_copies = copies.clone();
    turned_copies.reverse();
    assert_eq!(origins(&turned, &turned_copies), found);
}

fn pairs<'a>(all: &'a [&'a Article]) -> impl Iterator<Item = (&'a Article, &'a Article)> {
    all.iter().enumerate().flat_map(|(idx, a)| all[idx + 1..].iter().map(|b| (*a, *b)))
}

#[test]
fn a_book_has_no_more_keys_than_the_limit_and_still_meets_its_excerpt() {
    let book: String = (0..40_000).map(|n| format!("word{} of{} ", n % 9_973, n % 7_919)).collect();
    let excerpt: String = book.chars().skip(100_000).take(9_000).collect();
    let (book, excerpt) = (article("Courier", 1, &book), article("Echo", 2, &excerpt));
    assert!(keys(&book).len() <= 300);
    assert_eq!(compared(&book, &excerpt).unwrap().kind, CopyKind::Excerpt);
}

#[test]
fn two_captures_of_one_page_are_no_copies() {
    let at = |address: &str, day: i8| {
        let address = Some(Field::new(address.to_owned(), Place::Address));
        Article { address, ..article("Courier", day, REPORT) }
    };
    let first = at("https://courier.example/2024/bridge", 1);
    let again = "http://www.courier.example/2024/bridge/?utm_source=mail#top";
    assert_eq!(compared(&first, &at(again, 2)), None);
    let elsewhere = compared(&first, &at("https://courier.example/2024/bridge-2", 2));
    assert_eq!(elsewhere.map(|copy| copy.kind), Some(CopyKind::Exact));
}
