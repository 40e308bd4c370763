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
fn the_verb_says_which_day_is_meant() {
    check("The prize will be awarded on {DATE 2016-12-04|December 4}.");
    check("The law took effect {DATE 2015-07-01|July 1}.");
    check("The gale is expected to hit on {DATE 2016-03-18|Friday}.");
    check("The hearing was postponed until {DATE 2016-09|September}.");
    check(
        "He told United Mills on {DATE 2016-03-11|Friday} that she is to leave {DATE 2016-03-18|Friday}.",
    );
    check("The rate rose between {DATE 2012-03|March} and {DATE 2012-05|May 2012}.");
    check("From {DATE 2011-12|December 2011} to {DATE 2012-02|February} it fell.");
}

#[test]
fn accounts_compare_like_with_like() {
    check(
        "Profit rose in {DATE 2015-Q4|the fourth quarter}, from 3 million {DATE 2014-Q4|a year ago}. \
         {DATE 2014-Q4|The 2014 period} held a gain.",
    );
    check("It earned 4 million in {DURATION P1Y|the year} ended {DATE 2016-02-29|Feb. 29}.");
    check(
        "In {DATE 2015-Q4|the quarter} it lost money; over {DURATION P9M|the nine months} it earned 3 \
         million, up from 2 million {DATE 2014|a year earlier}.",
    );
    check("It was built {DATE 2015|a year ago}.");
}

#[test]
fn a_clock_time_is_on_the_day_its_sentence_names() {
    check("On {DATE 2016-03-14|Monday} the gates opened at {TIME 2016-03-14T08:00|8 a.m.}");
    check("The gates open at {TIME 2016-03-16T08:00|8 a.m.}");
    check("Rockets fell at {TIME 2016-03-16T07:00|0700 GMT}.");
    check("It goes on air at {TIME 2016-03-17T18:00|6 p.m. tomorrow}.");
    check("Posted {TIME 2020-10-22T23:59|23:59 GMT22 October 2020} by the desk.");
}

#[test]
fn what_goes_on_from_an_expression_is_no_more_precise() {
    check("It began in {DATE 1980|1980} and {DATE 1980-XX-XX|three days later} was over.");
    check("It burned in {DATE 1980-10|October 1980}; {DATE 1980-10-XX|that day} he fled.");
    check("{DATE XXXX|Two years later} he left.");
    check("They must wait {DURATION P30D|at least 30 days} before closing.");
}

#[test]
fn years_in_words_and_half_centuries() {
    check(
        "He was tried in {DATE 1996|nineteen ninety-six} and freed in {DATE 2013|twenty thirteen}.",
    );
    check("The mill stood for {DURATION P50Y|half a century}.");
    check("It burned {DATE 1966|half a century ago}.");
    check("Mines opened in {DURATION PXM|recent months}.");
}

#[test]
fn numbers_and_names_that_are_no_time() {
    check("The Daily Anchor and the Weekly Lantern closed.");
    check("She moved in her late 30s, when it was in the low 40s.");
    check("A second group paid $500 million a year, and quarterly dividends rose.");
    check("They scored late in the first half.");
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
fn a_report_that_looks_back_is_no_history() {
    check(
        "The ferry sank in {DATE 1998|1998}, {DATE 2004|2004}, {DATE 2009|2009} and \
         {DATE 2016|2016}. In {DATE 2015-09|September} the port closed, and {DATE 2016-W11|this \
         week} it is shut.",
    );
}

#[test]
fn german_has_its_everyday_forms() {
    let check = |text| check_in("de", text);
    check("Er kam am {DATE 2014-05-03|3. Mai 2014} und ging {DATE 2016-03-15|gestern}.");
    check("Das war {DATE 2016-02|vergangenen Monat} und dauerte {DURATION P3Y|drei Jahre}.");
    check("Am {DATE 2016-03-14|Montag} tagte der Rat, {DATE 2016-03-17|morgen} tagt er wieder.");
    check("{DATE 2013|Vor drei Jahren} brannte die Halle.");
    check("{DATE 2015|Letztes Jahr} war sie zu.");
}

#[test]
fn french_has_its_everyday_forms() {
    let check = |text| check_in("fr", text);
    check("Il est venu le {DATE 2014-05-03|3 mai 2014}, puis {DATE 2016-03-15|hier}.");
    check("Le conseil s'est réuni {DATE 2016-03-14|lundi} et votera {DATE 2016-03-17|demain}.");
    check("La halle a brûlé {DATE 2013|il y a trois ans}.");
    check("Elle a fermé {DATE 2015|l'année dernière}.");
    check("Le siège a duré {DURATION P3M|trois mois}.");
}

#[test]
fn spanish_has_its_everyday_forms() {
    let check = |text| check_in("es", text);
    check("Llegó el {DATE 2014-05-03|3 de mayo de 2014} y se fue {DATE 2016-03-15|ayer}.");
    check("El consejo se reunió el {DATE 2016-03-14|lunes} y votará {DATE 2016-03-17|mañana}.");
    check("La nave ardió {DATE 2013|hace tres años}.");
    check("Cerró {DATE 2015|el año pasado}.");
    check("El sitio duró {DURATION P3M|tres meses}.");
}

#[test]
fn russian_has_its_everyday_forms() {
    let check = |text| check_in("ru", text);
    check("Он приехал {DATE 2014-05-03|3 мая 2014 года} и уехал {DATE 2016-03-15|вчера}.");
    check("Совет собрался в {DATE 2016-03-14|понедельник} и соберётся {DATE 2016-03-17|завтра}.");
    check("Зал сгорел {DATE 2013|три года назад}.");
    check("Он закрылся в {DATE 2015|прошлом году}.");
    check("Осада длилась {DURATION P3M|три месяца}.");
}

#[test]
fn arabic_has_its_everyday_forms() {
    let check = |text| check_in("ar", text);
    check("وصل في {DATE 2014-05-03|3 مايو 2014} وغادر {DATE 2016-03-15|أمس}.");
    check("اجتمع المجلس {DATE 2016-03-14|يوم الاثنين} ويجتمع {DATE 2016-03-17|غدا}.");
    check("احترقت القاعة {DATE 2013|قبل ثلاث سنوات}.");
    check("أغلقت {DATE 2015|العام الماضي}.");
}

#[test]
fn known_failures() {
    // "today" for "nowadays" needs the sense of the sentence.
    check("Boats {DATE 2016-03-16|today} are safer.");
    // A bare "later" may be hours or years away and is left alone.
    check("They must not regret it later.");
}
