//! Briefs of a fictional corpus: what they say, and what they never say.

mod fiction;

use fiction::{Fiction, article, on, tolmere};
use jiff::civil::date;
use onrecord_model::{
    article::ZoneKind,
    brief::{Brief, Part, SectionKind, Sentence},
    copy::Origins,
    timex::{Timex, TimexKind},
};
use onrecord_summarize::{
    brief::brief,
    cite,
    corpus::{Corpus, Index},
    length::Length,
    timeline::timeline,
};
use onrecord_text::Span;

fn page(fiction: &Fiction) -> Brief {
    brief(&fiction.corpus(), Length::Page)
}

fn section(brief: &Brief, kind: SectionKind) -> Vec<String> {
    let found = brief.sections.iter().filter(|section| section.kind == kind);
    let sentences = found.flat_map(|section| &section.sentences);
    sentences.map(|one| format!("{} | {}", one.when.label(), read(one))).collect()
}

/// A sentence as a reader sees it: own words in “ ”, retold ones in ‹ ›, hedges in ~ ~.
fn read(sentence: &Sentence) -> String {
    let show = |part: &Part| match part {
        Part::Ours(words) => words.clone(),
        Part::Direct(passage) => format!("“{}”", passage.exact()),
        Part::Retold(passage) => format!("‹{}›", passage.exact()),
        Part::Hedge(passage) => format!("~{}~", passage.exact()),
        Part::Proof(_) => String::new(),
    };
    sentence.parts.iter().map(show).collect()
}

#[test]
fn what_was_said_is_shown_by_day_with_speaker_verb_outlet_and_hedge() {
    // Short enough to have no section on what was said again, which would take its statements.
    let brief = brief(&tolmere().corpus(), Length::Sentences(9));
    let said = section(&brief, SectionKind::Said);
    assert_eq!(
        said[0],
        "2 May 2031 | Water minister Ana Ruiz said “the dam is safe for everyone who lives below \
         it”, according to Brenmark Courier. Hedge: ~too early~. Reprinted, one origin: Harbor \
         Post, 3 May 2031."
    );
    assert!(said.contains(
        &"[15 Dec 2033?] | Jonas Feld, spokesman of the ministry, told Radio Osterau “The dam has \
          in fact largely reached its safety targets”, according to Velden Daily. Hedge: ~in fact \
          largely~."
            .to_owned()
    ));
    assert!(said.iter().any(|line| line.starts_with("14 Nov [2036] | Water minister Ana Ruiz")));
    let told = [section(&brief, SectionKind::Figures), said].concat();
    let last = "undated, 1 Jan 2034 or later | Mirel Adan said ‹fewer than 900";
    assert!(told.iter().any(|line| line.starts_with(last)), "{told:#?}");
}

#[test]
fn a_reprint_is_named_and_never_counted() {
    let fiction = tolmere();
    let brief = brief(&fiction.corpus(), Length::Long);
    let told =
        [SectionKind::Recurring, SectionKind::Said].map(|kind| section(&brief, kind)).concat();
    let n = told.iter().filter(|line| line.contains("safe for everyone")).count();
    assert_eq!(n, 1, "{told:#?}");
    let origins = section(&brief, SectionKind::Origins);
    assert_eq!(origins[0], "undated | 6 articles, at most 5 independent origins.");
    assert!(origins[1].contains("go back to one origin, credited to Northwire"));
    assert!(origins[2].contains("share one sentence; counted as separate origins"));
}

#[test]
fn differences_are_told_without_a_winner() {
    let differs = section(&page(&tolmere()), SectionKind::Differs);
    assert!(differs[0].ends_with("In tension: the bounds exclude each other."));
    assert!(differs[1].contains("The headline of Brenmark Courier"));
    assert!(differs[1].ends_with("The second is stronger: the headline drops the hedge."));
}

#[test]
fn a_figure_belongs_to_whoever_states_it() {
    // Without claims no section takes a figure that was stated again.
    let fiction = Fiction { claims: Vec::new(), ..tolmere() };
    let figures = section(&page(&fiction), SectionKind::Figures);
    assert!(
        figures[0].contains("Water minister Ana Ruiz said ‹more than 1,200 families"),
        "{figures:#?}"
    );
    assert!(figures[1].contains("Brenmark Courier reports: ‹The dam was closed"));
}

#[test]
fn what_is_missing_is_told_of_the_corpus() {
    let missing = page(&tolmere()).missing.join("\n");
    assert!(missing.contains("1 of 6 articles carries no day of publication: Osterau Observer"));
    assert!(missing.contains("No evidence settles the day of 1 article: Velden Daily"));
    assert!(missing.contains("the longest stretch without an article is 16 Dec 2033 to 13 Nov"));
    let mut alone = tolmere();
    alone.articles.retain(|(article, _)| article.outlet_name() == "Harbor Post");
    let missing = page(&alone).missing.join("\n");
    assert!(missing.contains("The original credited to Northwire by Harbor Post is not among"));
}

#[test]
fn no_sentence_fails_the_check_and_none_rests_on_furniture() {
    let fiction = tolmere();
    let corpus = fiction.corpus();
    let index = Index::of(&corpus);
    for brief in [page(&fiction), timeline(&corpus, Length::Long)] {
        let (again, n_dropped) = cite::check(brief.clone(), &corpus);
        assert_eq!((&again, n_dropped), (&brief, 0));
        assert!(!brief.missing.iter().any(|words| words.contains("failed the check")));
        for passage in brief.notes() {
            let article = index.article(passage.article()).unwrap();
            let zone = article.zone_at(passage.span().start()).unwrap().kind;
            assert!(!matches!(zone, ZoneKind::Furniture | ZoneKind::Caption), "{passage}");
        }
    }
}

#[test]
fn lengths_are_kept_and_two_runs_are_equal() {
    let fiction = tolmere();
    let n = |length| {
        let brief = brief(&fiction.corpus(), length);
        brief.sections.iter().map(|section| section.sentences.len()).sum::<usize>()
    };
    assert!(n(Length::Short) <= 5 && n(Length::Short) < n(Length::Page));
    assert!(n(Length::Page) <= n(Length::Long));
    assert_eq!(page(&fiction), page(&tolmere()));
}

#[test]
fn only_the_days_asked_for_are_shown() {
    let fiction = tolmere();
    let corpus = Corpus { since: Some(date(2036, 1, 1)), ..fiction.corpus() };
    let said = section(&brief(&corpus, Length::Page), SectionKind::Said);
    assert!(!said.iter().any(|line| line.starts_with("2 May 2031")));
    // What may have been said since then, by what bounds it, is not hidden.
    assert!(said.iter().any(|line| line.contains("Mirel Adan")));
    let again = section(&brief(&corpus, Length::Page), SectionKind::Recurring);
    assert!(again[0].starts_with("14 Nov [2036] | 3 of 3. ") && again[0].contains("every stone"));
}

#[test]
fn denied_and_possible_words_are_shown_as_the_whole_sentence() {
    let articles = vec![article(
        "Brenmark Courier",
        on(2031, 5, 2),
        "TCouncil
         B{name|Ana Ruiz} did not {cue|say} {i|that the dam would ever be opened to visitors}.
         BThe council might {cue|announce} {i|a new date for the opening of the upper road}, {by|Ruiz}.",
    )];
    let origins = Origins { articles: vec![], groups: vec![], copies: vec![] };
    let fiction = Fiction { query: String::new(), articles, claims: vec![], origins };
    let said = section(&page(&fiction), SectionKind::Said);
    assert_eq!(said.len(), 2);
    assert!(said[0].contains(
        "Brenmark Courier reports: ‹Ana Ruiz did not say that the dam would ever be opened"
    ));
    assert!(said[1].contains("Brenmark Courier reports: ‹The council might announce"));
}

#[test]
fn an_empty_corpus_is_no_data() {
    let origins = Origins { articles: vec![], groups: vec![], copies: vec![] };
    let fiction = Fiction { query: "x".to_owned(), articles: vec![], claims: vec![], origins };
    let brief = page(&fiction);
    assert!(brief.sections.is_empty() && brief.sources.is_empty());
    assert_eq!(brief.missing, ["No article answers the query: this is no data, not a finding."]);
}

#[test]
fn a_timeline_is_attributed_and_ends_with_what_has_no_day() {
    let lines = section(&timeline(&tolmere().corpus(), Length::Page), SectionKind::Timeline);
    assert!(
        lines[0].starts_with("2 May 2031 | Brenmark Courier reports that day: ‹"),
        "{lines:#?}"
    );
    assert!(lines.last().unwrap().starts_with("undated, 1 Jan 2034 or later | Osterau Observer"));
}

#[test]
fn a_sentence_stands_on_the_day_it_names_with_the_day_of_its_report() {
    let lines = "B The old weir gave way on May 7 and flooded forty houses below it.";
    let (article, mut findings) = article("Brenmark Courier", on(2031, 5, 9), lines);
    let start = article.text.find("May 7").unwrap();
    let day = date(2031, 5, 7);
    findings.timexes.push(Timex {
        span: Span::new(start, start + "May 7".len()),
        kind: TimexKind::Date,
        symbol: "XXXX-05-07".to_owned(),
        value: "2031-05-07".to_owned(),
        days: Some((day, day)),
        is_relative: false,
    });
    let fiction =
        Fiction { query: String::new(), articles: vec![(article, findings)], ..tolmere() };
    let lines = section(&timeline(&fiction.corpus(), Length::Own), SectionKind::Timeline);
    let told = "7 May 2031 | Brenmark Courier reports on 9 May 2031: ‹The old weir gave way on May 7 \
                and flooded forty houses below it›.";
    assert_eq!(lines, [told]);
}

/// Writes every form into the folder that `ONRECORD_LOOK` names, to be looked at.
#[test]
fn forms_can_be_looked_at() {
    use onrecord_summarize::render;
    let Ok(folder) = std::env::var("ONRECORD_LOOK") else { return };
    let fiction = tolmere();
    let brief = page(&fiction);
    let forms = [
        ("brief.md", render::markdown(&brief)),
        ("brief.html", render::html(&brief, &fiction.articles())),
        ("brief.json", render::json(&brief, &fiction.articles())),
        ("wide.txt", render::terminal(&brief, 88, true)),
        ("narrow.txt", render::terminal(&brief, 40, false)),
    ];
    for (name, text) in forms {
        std::fs::write(format!("{folder}/{name}"), text).unwrap();
    }
}

#[test]
fn only_what_is_new_is_shown_and_what_was_told_before_is_counted() {
    let fiction = tolmere();
    let corpus = Corpus { new_since: Some(date(2031, 5, 3)), ..fiction.corpus() };
    let brief = brief(&corpus, Length::Long);
    let all: Vec<String> = brief
        .sections
        .iter()
        .filter(|section| {
            section.kind != SectionKind::Differs && section.kind != SectionKind::Origins
        })
        .flat_map(|section| &section.sentences)
        .map(read)
        .collect();
    // Harbor Post reprinted it on 3 May: new there, told on 2 May.
    assert!(!all.iter().any(|line| line.contains("safe for everyone")), "{all:#?}");
    assert!(all.iter().any(|line| line.starts_with("2 of 3. ")), "{all:#?}");
    assert!(
        brief.missing[0].starts_with("Only what is new since 3 May 2031: 5 of 6 articles"),
        "{:?}",
        brief.missing
    );
}

#[test]
fn a_length_in_sentences_is_kept_and_filled() {
    let fiction = tolmere();
    let n = |wanted| {
        let brief = brief(&fiction.corpus(), Length::Sentences(wanted));
        brief.sections.iter().map(|section| section.sentences.len()).sum::<usize>()
    };
    let counts: Vec<usize> = (1..=12).map(n).collect();
    assert!(counts.iter().zip(1..).all(|(n, wanted)| *n <= wanted), "{counts:?}");
    assert!(counts.is_sorted() && counts[..5] == [1, 2, 3, 4, 5], "{counts:?}");
}

#[test]
fn what_rests_on_one_origin_is_told() {
    let brief = brief(&tolmere().corpus(), Length::Long);
    let told = |start: &str| -> Vec<&str> {
        let lines = brief.missing.iter().filter(|line| line.starts_with(start));
        lines.map(String::as_str).collect()
    };
    let flooded = "No second origin among these articles states the amount of ‘40 homes were \
                   flooded’ (Brenmark Courier).";
    assert_eq!(told("No second origin"), [flooded]);
    let two = "What is told here as stated on 3 occasions is stated by Ana Ruiz and Jonas Feld \
               alone; nobody else was found to state it in these articles.";
    assert_eq!(told("What is told here"), [two]);
}

/// Articles of an island dispute in which one side speaks: what the brief says of the other is data.
fn island() -> Fiction {
    let lines = [
        (
            "Brenmark Courier",
            "
            TNavy clears the strait
            B{role|Defense minister} {by|{name|Ana Ruiz}} {cue|said} {i|the strait was open to all ships again}.
            B“{d|The strait has been cleared of mines and every ship may pass},” {by|Ruiz} {cue|said}.
            BMore than {fig|{num|40} {counted|boats}} of the Selk Front were sunk, the navy reported.
            BThe Northern Watch Mission left the island in May.",
        ),
        (
            "Harbor Post",
            "
            TStrait open, says minister
            B{role|Defense minister} {by|{name|Ana Ruiz}} {cue|said} {i|the operation would last no longer than a month}.
            B{by|A Velden Admiralty spokesman} {cue|said} {i|the strait had never been closed to its ships}.
            BThe Selk Front and the Northern Watch Mission are on the island, too.",
        ),
        (
            "Velden Daily",
            "
            TMinister praises the navy
            B“{d|Our sailors have done what was asked of them in the strait},” {role|Defense minister} {by|{name|Ana Ruiz}} {cue|said}.
            B“{d|The island is quiet and the ferries run on time again},” {by|Ruiz} {cue|said}.
            BThe Selk Front denies nothing and says nothing.",
        ),
    ];
    let mut articles: Vec<_> = lines
        .iter()
        .enumerate()
        .map(|(day, (outlet, text))| article(outlet, on(2031, 5, 2 + day as i8), text))
        .collect();
    for (article, findings) in &mut articles {
        findings
            .entities
            .extend(fiction::bodies(article, &["Selk Front", "Northern Watch Mission"]));
    }
    let ids = articles.iter().map(|(article, _)| article.id).collect();
    let origins = Origins { articles: ids, groups: vec![], copies: vec![] };
    Fiction { query: String::new(), articles, claims: vec![], origins }
}

#[test]
fn sides_without_a_voice_are_told() {
    let missing = page(&island()).missing;
    let line = |start: &str| missing.iter().find(|line| line.starts_with(start)).cloned();
    assert_eq!(
        line("Named in several articles or beside a figure").unwrap(),
        "Named in several articles or beside a figure, and no statement of theirs was found: Selk \
         Front and Northern Watch Mission."
    );
    assert_eq!(
        line("Heard only").unwrap(),
        "Heard only as others retell it, never in their own words: a Velden Admiralty spokesman (by \
         Harbor Post)."
    );
    assert_eq!(
        line("Of 5 statements").unwrap(),
        "Of 5 statements whose source is described, 5 of offices of state; none was found of an \
         opposition or armed group, nor of an international body, nor of researchers, nor of \
         monitors, relief or rights groups, nor of residents and witnesses."
    );
}

#[test]
fn an_open_day_is_told_with_its_grounds() {
    use onrecord_model::dating::{Candidate, Dating, Evidence, EvidenceKind, Says};
    let mut fiction = island();
    let evidence = |kind, quoted: &str, place: &str| Evidence {
        kind,
        says: Says::YearAtLeast(2030),
        place: place.to_owned(),
        quoted: quoted.to_owned(),
        span: None,
        reliability: 700,
        refused: None,
    };
    let day = |day, weight| Candidate { day, weight };
    fiction.articles[0].0.published = Dating {
        not_before: Some(date(2031, 5, 1)),
        not_after: Some(date(2031, 5, 31)),
        candidates: vec![
            day(date(2031, 5, 8), 400),
            day(date(2031, 5, 15), 350),
            day(date(2031, 5, 22), 20),
        ],
        evidence: vec![
            evidence(EvidenceKind::WeekdayWord, "Thursday", "lead"),
            evidence(EvidenceKind::CaptureTime, "2031-05-31", "capture"),
        ],
        ..Dating::default()
    };
    let missing = page(&fiction).missing.join("\n");
    assert!(
        missing.contains(
            "Brenmark Courier (May 2031, likeliest 8 May 2031 and 15 May 2031; by \
             ‘Thursday’ in the lead)"
        ),
        "{missing}"
    );
}

#[test]
fn many_statements_are_parted_by_speaker() {
    let said: String = (1..=6)
        .map(|n| format!("B“{{d|Pier {n} will be painted and opened before the summer}},” {{role|Mayor}} {{by|{{name|Ana Ruiz}}}} {{cue|said}}.\n"))
        .chain((1..=6).map(|n| {
            format!("B“{{d|Nobody asked the fishers of quay {n} about any of this work}},” {{role|Skipper}} {{by|{{name|Jan Okafor}}}} {{cue|said}}.\n")
        }))
        .collect();
    let articles = vec![article("Harbor Post", on(2031, 5, 2), &format!("TPiers\n{said}"))];
    let ids = articles.iter().map(|(article, _)| article.id).collect();
    let origins = Origins { articles: ids, groups: vec![], copies: vec![] };
    let fiction = Fiction { query: String::new(), articles, claims: vec![], origins };
    let groups = |length| {
        let brief = brief(&fiction.corpus(), length);
        let said = brief.sections.into_iter().find(|one| one.kind == SectionKind::Said).unwrap();
        said.sentences.into_iter().map(|one| one.group).collect::<Vec<_>>()
    };
    let long = groups(Length::Long);
    let (first, rest) = long.split_at(long.iter().filter(|one| **one == long[0]).count());
    assert!(first.len() > 3 && rest.len() > 3, "{long:?}");
    assert!(first.iter().all(|one| *one == long[0]), "each speaker stands together: {long:?}");
    assert!(
        rest.iter()
            .all(|one| one.as_deref() == Some("Jan Okafor") || one.as_deref() == Some("Ana Ruiz"))
    );
    assert!(groups(Length::Sentences(5)).iter().all(Option::is_none));
}
