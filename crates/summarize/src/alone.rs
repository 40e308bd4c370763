//! Whether words can stand alone in a brief: what an editor would leave out, and what only weighs less.

use crate::{
    cite::is_quotation_mark,
    select::{Candidate, What},
    shown::around,
    verb::{Form, form},
};
use onrecord_model::{article::Article, quotation::Mode};
use onrecord_text::{Span, lists::List};
use std::sync::LazyLock;

/// Words that open sentences, point back or speak of the speaker.
static WORDS: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../lang/en/alone.txt")).expect("a checked list")
});

/// Whose words a reader takes them for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Voice {
    /// The speaker's own, in quotation marks.
    Own,
    /// The speaker's, as the article retells them after the verb.
    Retold,
    /// The article's: a whole sentence of it.
    Article,
}

/// What words that point back to a name that is not shown cost, in points of a candidate's score.
const POINTING: i64 = 220;

/// What a speaker's words cost that are a part of a sentence only.
const PART: i64 = 100;

/// What a sentence too long to be read at once costs, and from how many bytes on.
const LONG: i64 = 150;
const LONG_BYTES: usize = 400;

/// A sentence of an article has at least so many words; what is shorter is a label.
const LEAST_WORDS: usize = 5;

/// What a candidate's words cost for standing alone, in points of its score; `None` for words that
/// should not stand in a brief at all: a question, two sentences run together, words of a speaker
/// that would pass for the outlet's.
#[must_use]
pub fn cost(one: &Candidate) -> Option<i64> {
    let article = one.article;
    if one.passage.get(&article.text).is_some_and(is_spoilt) {
        return None;
    }
    match one.what {
        What::Stated(figure) => {
            let within =
                one.findings.quotations.iter().find(|quotation| {
                    quotation.content.iter().any(|part| part.contains(figure.span))
                });
            match within.filter(|quotation| !matches!(form(article, quotation), Form::Whole)) {
                Some(quotation) => cost_of(article, &quotation.content, voice(quotation.mode)),
                None => cost_of(article, &[around(article, figure)], Voice::Article),
            }
        }
        What::Said(quotation) => match form(article, quotation) {
            Form::Whole => cost_of(article, &[quotation.passage], Voice::Article),
            _ => cost_of(article, &quotation.content, voice(quotation.mode)),
        },
    }
}

/// Whether a whole sentence of an article may stand alone as the outlet's.
#[must_use]
pub fn stands(article: &Article, sentence: Span) -> bool {
    cost_of(article, &[sentence], Voice::Article).is_some()
}

/// Whether it may, and points at nobody and nothing named before it.
#[must_use]
pub fn stands_well(article: &Article, sentence: Span) -> bool {
    cost_of(article, &[sentence], Voice::Article).is_some_and(|cost| cost < POINTING)
}

fn voice(mode: Mode) -> Voice {
    if mode == Mode::Direct { Voice::Own } else { Voice::Retold }
}

fn cost_of(article: &Article, spans: &[Span], voice: Voice) -> Option<i64> {
    let mut sum = 0;
    for (idx, span) in spans.iter().enumerate() {
        let words = span.get(&article.text)?;
        if is_question(words) || is_run_together(words) || is_shouted(words) || is_spoilt(words) {
            return None;
        }
        if voice != Voice::Own && is_furniture(words) {
            return None;
        }
        let outside = outside_marks(words);
        let is_cut = words.starts_with(char::is_lowercase);
        let is_label = words.split_whitespace().count() < LEAST_WORDS;
        if voice == Voice::Article && (is_cut || is_label) {
            return None;
        }
        if voice == Voice::Retold && outside.as_deref().is_some_and(speaks_of_itself) {
            return None;
        }
        if voice == Voice::Article && (outside.is_none() || speaks_of_itself(outside.as_deref()?)) {
            return None;
        }
        let is_start = idx == 0 && voice != Voice::Own;
        // Words in marks that begin small are a part of a sentence.
        if voice == Voice::Own && idx == 0 && words.starts_with(char::is_lowercase) {
            sum += PART;
        }
        if voice == Voice::Own && idx == 0 && names_nobody(words) {
            sum += POINTING;
        }
        let outside = outside.as_deref().unwrap_or(words);
        if voice == Voice::Article && is_start && opens_with_pronoun(outside) {
            return None;
        }
        if is_start && points_back(outside, voice) {
            sum += POINTING;
        }
    }
    let n_bytes: usize = spans.iter().map(|span| span.len()).sum();
    Some(sum + if n_bytes > LONG_BYTES { LONG } else { 0 })
}

fn is_question(words: &str) -> bool {
    let end = words.trim_end().trim_end_matches(|c| is_quotation_mark(c) || c == '’' || c == '\'');
    end.ends_with('?')
}

/// Whether a word that begins sentences stands inside one, right after a word in lower case: the
/// mark between them was lost, as where a caption or a headline runs into the text.
fn is_run_together(words: &str) -> bool {
    let all: Vec<&str> = words.split_whitespace().collect();
    all.windows(3).any(|three| {
        let is_lower = |word: &str| word.chars().all(|c| c.is_lowercase());
        // A work's title goes on with a capital: "The Long Dam".
        let goes_on = three[2].chars().skip(1).all(|c| c.is_lowercase() || !c.is_alphabetic());
        let is_title = three[2].starts_with(char::is_uppercase) && goes_on;
        is_lower(three[0]) && starts(three[1]) && !is_title
    })
}

/// Whether words were read in a wrong encoding somewhere on their way to the page.
#[must_use]
pub fn is_spoilt(words: &str) -> bool {
    words.contains(['\u{fffd}', '\u{80}', '\u{9d}']) || words.contains("â€") || words.contains("Ã©")
}

/// Phrases that a site adds to any article.
static FURNITURE: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../lang/en/boilerplate.txt")).expect("a checked list")
});

/// Whether a sentence is a site's rather than a report's: `for the results, click here`.
fn is_furniture(words: &str) -> bool {
    let low = words.to_lowercase();
    FURNITURE.iter().any(|(phrase, _)| low.contains(phrase))
}

/// Whether somebody's own words begin with a pronoun: of whom or of what, nothing beside them tells.
fn names_nobody(words: &str) -> bool {
    let first = words.split_whitespace().next().map(bare).unwrap_or_default();
    let first = first.split(['\'', '’']).next().unwrap_or_default();
    NOBODY.contains(&first)
}

/// Whether a sentence of an article opens with a pronoun for somebody, or with `but` and `and`.
fn opens_with_pronoun(outside: &str) -> bool {
    let first = outside.split_whitespace().next().map(bare).unwrap_or_default();
    matches!(first.as_str(), "he" | "she" | "they" | "his" | "her" | "their" | "these" | "those")
}

/// Pronouns that stand for somebody or something told before. `It` mostly stands for nothing.
const NOBODY: [&str; 11] =
    ["he", "she", "they", "him", "her", "his", "their", "them", "that", "those", "these"];

fn starts(word: &str) -> bool {
    WORDS.get(word) == Some("starts")
}

/// Whether most letters are capitals.
fn is_shouted(words: &str) -> bool {
    let n_letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let n_capitals = words.chars().filter(|c| c.is_uppercase()).count();
    n_letters >= 20 && n_capitals * 2 > n_letters
}

/// The words outside quotation marks; `None` where a mark has no partner.
fn outside_marks(words: &str) -> Option<String> {
    let n_marks = words.chars().filter(|c| is_quotation_mark(*c)).count();
    let outside = words.split(is_quotation_mark).step_by(2);
    // A single mark between blanks opens or closes something that is cut off.
    let is_whole = n_marks % 2 == 0 && !words.contains(" ' ");
    is_whole.then(|| outside.collect::<Vec<_>>().join(" "))
}

/// Whether somebody speaks of himself here: words of a speaker that lost their quotation marks.
fn speaks_of_itself(outside: &str) -> bool {
    outside.split_whitespace().any(|word| is(word, "self") && word != "US" && word != "ME")
}

/// Whether words begin by pointing at somebody or something named before them.
fn points_back(outside: &str, voice: Voice) -> bool {
    let mut words = outside.split_whitespace().filter(|word| *word != "that,").peekable();
    // "that" opens what is retold.
    if voice == Voice::Retold {
        words.next_if(|word| *word == "that");
    }
    let mut before_name = words.take_while(|word| !is_name(word)).take(12).collect::<Vec<_>>();
    if voice == Voice::Retold {
        before_name.truncate(2);
    }
    let first = before_name
        .iter()
        .find(|word| !word.ends_with(','))
        .is_some_and(|word| is(word, "points") || is(word, "joins"));
    let person = ["he", "she", "they", "his", "her", "their"];
    let inside = before_name.iter().any(|word| person.contains(&bare(word).as_str()));
    let opener = outside.split_whitespace().next().unwrap_or_default();
    let low = outside.trim_start().to_lowercase();
    if voice == Voice::Article
        && (is(opener, "joins") || OPENERS.iter().any(|words| low.starts_with(words)))
    {
        return true;
    }
    let is_sequel = outside.split_whitespace().next().is_some_and(|word| word == "The")
        && outside.split_whitespace().nth(1).is_some_and(|word| SEQUELS.contains(&word));
    first || (voice == Voice::Article && (inside || is_sequel))
}

/// Words that tie a sentence to what stood before it, with their first letter small.
const OPENERS: [&str; 20] = [
    "after that",
    "another ",
    "here, ",
    "as a result",
    "as such",
    "at the same time",
    "at the time",
    "by contrast",
    "by then",
    "each time",
    "for example",
    "for instance",
    "in addition",
    "in contrast",
    "in other words",
    "in response",
    "on the other hand",
    "since then",
    "the day after",
    "until then",
];

/// Words that after "The" stand for something told before: the following year, the latter.
const SEQUELS: [&str; 8] =
    ["following", "next", "same", "latter", "former", "pair", "duo", "other"];

/// A word with a capital that does not only begin a sentence.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && !word.ends_with(',')
        && WORDS.get(&bare(word)).is_none()
        && !starts(word)
}

fn is(word: &str, class: &str) -> bool {
    WORDS.get(&bare(word)) == Some(class)
}

/// A word in lower case without the marks at its edges.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn run_together_sentences_are_seen() {
        assert!(is_run_together("He denies any part in it The dam was closed in May"));
        assert!(!is_run_together("He watched The Long Dam in May"));
        assert!(!is_run_together("the dam, In truth, is closed"));
    }

    #[test]
    fn words_that_point_back_are_seen() {
        let article = |words| points_back(words, Voice::Article);
        assert!(article("He said another five were hurt."));
        assert!(article("Later, she said they met."));
        assert!(article("But the dam held."));
        assert!(article("Instead, Ruiz closed the dam."));
        assert!(article("The following year, Ruiz closed the dam."));
        assert!(article("Each time, Ruiz closed the dam."));
        assert!(!article("Ruiz said she had met them."));
        assert!(!article("The dam held, its engineers said."));
        assert!(points_back("that she would stay", Voice::Retold));
        assert!(!points_back("that the dam would hold", Voice::Retold));
    }

    #[test]
    fn a_speaker_without_marks_is_not_the_outlet() {
        assert!(speaks_of_itself("I ride my bike six hours a day."));
        assert!(!speaks_of_itself("The US sent help."));
        assert_eq!(outside_marks("a “b c” d").as_deref(), Some("a   d"));
        assert_eq!(outside_marks("says: “The dam"), None);
    }

    #[test]
    fn questions_and_shouts_are_seen() {
        assert!(is_question("is the dam safe?”"));
        assert!(is_shouted("NOBODY WAS THERE WHEN WE NEEDED THEM"));
        assert!(!is_shouted("NATO and the UN met in Brenmark"));
    }
}
