//! Marked texts: what is found and what it resolves to.

use super::*;
use crate::testing::article;
use jiff::civil::date;
use onrecord_model::timex::TimexKind;
use onrecord_text::marked;

/// Marks are labeled with type and value; the article is of Wednesday, 16 March 2016.
fn check_in(language: &str, marked_text: &str) {
    let (text, _) = marked::parse(marked_text).expect("a marked text");
    let article = article(&text, language);
    let mut found = find(&Document::of(&article));
    resolve(&mut found, &Dating { best: Some(date(2016, 3, 16)), ..Dating::default() });
    let kind = |timex: &Timex| match timex.kind {
        TimexKind::Date => "DATE",
        TimexKind::Time => "TIME",
        TimexKind::Duration => "DURATION",
        TimexKind::Set => "SET",
    };
    let mut shown = text.clone();
    for timex in found.iter().rev() {
        let words = timex.span.of(&text);
        let mark = format!("{{{} {}|{words}}}", kind(timex), timex.value);
        shown.replace_range(timex.span.range(), &mark);
    }
    assert_eq!(shown, marked_text);
}

fn check(marked_text: &str) {
    check_in("en", marked_text);
}

#[test]
fn days() {
    check(
        "The bridge opened on {DATE 1998-05-14|May 14, 1998}, not {DATE 1998-05-15|15 May 1998}.",
    );
    check("She was born on {DATE 1961-03-03|the 3rd of March 1961}.");
    check("The log says {DATE 2016-03-14|2016-03-14} and {DATE 2016-03-15|2016/03/15}.");
    check("It happened {DATE 2016-03-15|yesterday}, not {DATE 2016-03-16|today}.");
    check("He resigned on {DATE 2016-03-11|Friday}.");
    check("He will resign on {DATE 2016-03-18|Friday}.");
    check(
        "The council met {DATE 2016-03-10|last Thursday} and meets {DATE 2016-03-17|next Thursday}.",
    );
    check("It closed on {DATE 2016-03-14|Monday, March 14}.");
    check("The notice is of {DATE 2016-03-15|Tuseday}.");
    check("The harvest ended {DATE 2016-03-13|three days ago}.");
    check("Before the {DATE 2015-12-11|December 11} visit the road was closed.");
}

#[test]
fn months_seasons_and_years() {
    check("She resigned {DATE 2016-02|last month}.");
    check("The dam broke {DATE 2015-09|last September}.");
    check("A {DATE 2016-02|February} report blamed the rain.");
    check("They left in {DATE 2016-03|mid-March}.");
    check("The school closed in {DATE 2011-03|March 2011}.");
    check("Prices rose {DATE 2015|last year} and will fall {DATE 2017|next year}.");
    check("It was built in {DATE 197X|the 1970s}.");
    check("A mill of {DATE 17|the 18th century} burned.");
    check("They met in {DATE 2014-SU|the summer of 2014}.");
    check("Sales fell in {DATE 2015-Q4|the fourth quarter}.");
    check("The strike began in {DATE 2014|2014}.");
}

#[test]
fn times() {
    check("The train left at {TIME 2016-03-16T08:30|8:30 a.m.}");
    check("The doors will open at {TIME 2016-03-18T19:00|7 p.m. Friday}.");
    check("It rained {TIME 2016-03-15TNI|last night}.");
    check("They met {TIME 2016-03-14TMO|Monday morning}.");
    check("Posted {TIME 2016-04-07T19:45:37|Thu Apr 7, 2016 19:45:37}.");
}

#[test]
fn lengths_and_repetitions() {
    check("The works took {DURATION P15Y|15 years}.");
    check("It lasted {DURATION PXM|several months}.");
    check("Few came in {DURATION PXM|the past few months}.");
    check("A {DURATION PXY|years-long} dispute ended.");
    check("He waited {DURATION PT2H30M|two and a half hours}.");
    check("They train {SET P1D|every day} and {SET P1W|weekly}.");
    check("The market opens {SET XXXX-WXX-2|every Tuesday}.");
}

#[test]
fn references_to_now_and_to_other_expressions() {
    check("They {DATE PRESENT_REF|now} agree.");
    check("Talks began in {DATE 2014|2014} and ended {DATE 2015|a year later}.");
    check(
        "It opened on {DATE 1990-06-05|5 June 1990} and burned {DATE 1990-06-07|two days later}.",
    );
    check("{DATE PAST_REF|Recently} the mayor left.");
}

#[test]
fn numbers_and_names_that_are_no_time() {
    check("At least 2000 people marched.");
    check("A 44-year-old driver was hurt.");
    check("You may march on.");
    check("He finished second in the race.");
    check("The score was 2-1.");
}

#[test]
fn without_a_date_what_is_unknown_stays_open() {
    let article = article("It broke last month, on Friday, December 11.", "en");
    let found = find(&Document::of(&article));
    let values: Vec<&str> = found.iter().map(|timex| timex.value.as_str()).collect();
    assert_eq!(values, ["XXXX-XX", "XXXX-12-11"]);
    assert_eq!(found[0].symbol, "@-1M");
    assert!(found[0].days.is_none());
}

#[test]
fn a_history_counts_from_what_it_told_before() {
    check(
        "The war began in {DATE 1861|1861}. A truce of {DATE 1862|1862} failed. On \
         {DATE 1862-07-25|July 25} the fleet sailed. It sank in {DATE 1863|1863}, was raised in \
         {DATE 1865|1865} and lost on {DATE 1865-04-09|April 9}.",
    );
}

#[test]
fn other_languages_have_their_everyday_forms() {
    check_in("de", "Er kam am {DATE 2014-05-03|3. Mai 2014} und ging {DATE 2016-03-15|gestern}.");
    check_in(
        "de",
        "Das war {DATE 2016-02|vergangenen Monat} und dauerte {DURATION P3Y|drei Jahre}.",
    );
    check_in("fr", "Il est venu le {DATE 2014-05-03|3 mai 2014}, puis {DATE 2016-03-15|hier}.");
    check_in("es", "Llegó el {DATE 2014-05-03|3 de mayo de 2014} y se fue {DATE 2016-03-15|ayer}.");
    check_in("ru", "Он приехал {DATE 2014-05-03|3 мая 2014 года} и уехал {DATE 2016-03-15|вчера}.");
    check_in("ar", "وصل في {DATE 2014-05-03|3 مايو 2014} وغادر {DATE 2016-03-15|أمس}.");
}

#[test]
fn known_failures() {
    // "today" for "nowadays" needs the sense of the sentence.
    check("Boats {DATE 2016-03-16|today} are safer.");
    // A bare "later" may be hours or years away and is left alone.
    check("They must not regret it later.");
}
