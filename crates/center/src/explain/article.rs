//! Why an article is read as it is: its day, its fields, its credits, and the names in it.

use super::why::{Why, cut, place_words};
use onrecord_model::{
    article::{Article, Field},
    copy::percent,
    dating::{Dating, Evidence, EvidenceKind, Says},
    findings::Findings,
};

/// Every field of an article with its evidence, the day first.
pub fn explain_article(article: &Article) -> Vec<Why> {
    let mut why = vec![explain_dating("published", &article.published)];
    if !article.modified.evidence.is_empty() {
        why.push(explain_dating("modified", &article.modified));
    }
    let text = &article.text;
    why.extend(article.title.iter().map(|title| explain_field("title", title, text, Clone::clone)));
    for author in &article.authors {
        why.push(explain_field("author", author, text, Clone::clone));
    }
    let outlet = article.outlet.iter();
    why.extend(outlet.map(|outlet| explain_field("outlet", outlet, text, |o| o.name.clone())));
    let section = article.section.iter();
    why.extend(section.map(|section| explain_field("section", section, text, Clone::clone)));
    let address = article.address.iter();
    why.extend(address.map(|address| explain_field("address", address, text, Clone::clone)));
    for credit in &article.credits {
        let words = credit.span.get(text).unwrap_or_default();
        use onrecord_model::article::CreditReach::*;
        let reach = match credit.reach {
            Article => "credits the whole article",
            Sentence => "credits one sentence; for the article a hint only",
            Picture => "credits a picture; says nothing about the text",
        };
        why.push(Why {
            about: "credit".to_owned(),
            decided: credit.name.clone(),
            because: vec![format!("“{words}” at {} {reach}", credit.span)],
        });
    }
    why
}

/// A value with where it was found and what lost against it.
fn explain_field<T>(about: &str, field: &Field<T>, text: &str, show: impl Fn(&T) -> String) -> Why {
    let mut because = vec![format!("found in {}", place_words(&field.place, text))];
    for (value, place) in &field.others {
        because.push(format!("not taken: “{}” in {}", show(value), place_words(place, text)));
    }
    Why { about: about.to_owned(), decided: show(&field.value), because }
}

/// A day with the evidence that names it.
pub fn explain_dating(about: &str, dating: &Dating) -> Why {
    let mut because: Vec<String> = dating.evidence.iter().map(evidence_words).collect();
    if dating.candidates.len() > 1 {
        let days = dating
            .candidates
            .iter()
            .map(|c| format!("{} ({})", c.day, percent(usize::from(c.weight))));
        because.push(format!("possible days: {}", days.collect::<Vec<_>>().join(", ")));
    }
    if dating.has_conflict {
        because.push("trusted evidence names different days".to_owned());
    }
    if because.is_empty() {
        because.push("no evidence was found".to_owned());
    }
    Why { about: about.to_owned(), decided: dating.label(), because }
}

fn evidence_words(evidence: &Evidence) -> String {
    if evidence.kind == EvidenceKind::Decision {
        return evidence.place.clone();
    }
    let at = evidence.span.map(|span| format!(" at {span}")).unwrap_or_default();
    let refused = evidence.refused.as_ref();
    let refused = refused.map(|reason| format!(" · refused: {reason}")).unwrap_or_default();
    format!(
        "{}: “{}”{at} says {} (trusted {}){refused}",
        evidence.place,
        cut(&evidence.quoted, 60),
        says_words(&evidence.says),
        percent(usize::from(evidence.reliability))
    )
}

fn says_words(says: &Says) -> String {
    use onrecord_model::dating::MONTHS;
    let month = |month: i8| MONTHS[(month.clamp(1, 12) - 1) as usize];
    match says {
        Says::Equals(day) => format!("{day}"),
        Says::NotBefore(day) => format!("{day} or later"),
        Says::NotAfter(day) => format!("{day} or earlier"),
        Says::Weekday(day) => format!("a {day:?}"),
        Says::MonthDay(m, day) => format!("{day} {} of some year", month(*m)),
        Says::Month(m) => format!("{} of some year", month(*m)),
        Says::YearAtLeast(year) => format!("{year} or later"),
        Says::WithinDaysAfter(day, days) => format!("within {days} days after {day}"),
    }
}

/// Those who are mentioned more than once, with what joins the mentions.
pub fn entities(article: &Article, findings: &Findings) -> Vec<Why> {
    let joined = findings.entities.iter().filter(|entity| entity.mentions.len() > 1);
    let why = joined.map(|entity| Why {
        about: format!("{:?}", entity.kind).to_lowercase(),
        decided: entity.name.clone(),
        because: entity
            .mentions
            .iter()
            .map(|mention| {
                let words = mention.span.get(&article.text).unwrap_or_default();
                format!("“{words}” at {} · {}", mention.span, form_words(mention.form))
            })
            .collect(),
    });
    why.collect()
}

fn form_words(form: onrecord_model::entity::MentionForm) -> &'static str {
    use onrecord_model::entity::MentionForm::*;
    match form {
        FullName => "the full name",
        PartName => "a part of the name",
        Acronym => "initials of the name",
        Role => "the role the article gives it",
        Pronoun => "a pronoun after it",
    }
}
