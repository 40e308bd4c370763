//! A retold sentence that names its speaker itself: `Ruiz said that the dam is safe` read as what
//! Ruiz said.

use super::{
    statement::{Content, Joint, Statement},
    words::{SAID, Word, words},
};
use onrecord_text::Span;

/// Fewest words of what is said; less is no statement.
const MIN_WORDS: usize = 3;

/// Words that stand for a speaker at the start of a sentence.
const PRONOUNS: [&str; 3] = ["He", "She", "They"];

/// The statement with what its speaker says alone as content, where a retold sentence names the
/// speaker and one verb at its start or its end; `None` for any other.
///
/// The sentence of the article ties speaker, verb and words together; nothing is taken from elsewhere.
#[must_use]
pub fn inner(statement: &Statement) -> Option<Statement> {
    let [content] = statement.contents.as_slice() else { return None };
    if content.is_direct || statement.joint != Joint::According {
        return None;
    }
    let text = content.passage.exact();
    let all = words(text);
    let forms: Vec<Vec<Word>> = statement
        .speaker
        .as_ref()?
        .forms()
        .iter()
        .filter(|form| !form.words.ends_with(','))
        .map(|form| words(&form.words))
        .collect();
    let (joint, from, to) = at_start(&all, &forms).or_else(|| at_end(&all, &forms, text))?;
    let span = Span::new(all.get(from)?.span.start(), all.get(to.checked_sub(1)?)?.span.end());
    let is_marked = all[from..to].iter().filter(|word| word.text == "\"").count() % 2 == 1;
    if to - from < MIN_WORDS || is_marked {
        return None;
    }
    let passage = content.passage.inside(span)?;
    Some(Statement {
        joint,
        contents: vec![Content { passage, is_direct: false }],
        ..statement.clone()
    })
}

/// `Ruiz said that …` · `According to Ruiz, …`: what joins, and from which word to which the content
/// reaches.
fn at_start(all: &[Word], forms: &[Vec<Word>]) -> Option<(Joint, usize, usize)> {
    let is_according = all.len() > 2 && all[0].text == "According" && all[1].text == "to";
    if is_according {
        let n_name = longest(&all[2..], forms)?;
        let comma = all.get(2 + n_name).filter(|word| word.text == ",");
        return comma.map(|_| (Joint::According, 3 + n_name, all.len()));
    }
    let is_pronoun = all.first().is_some_and(|word| PRONOUNS.contains(&word.text.as_str()));
    let n_name = longest(all, forms).or_else(|| is_pronoun.then_some(1))?;
    let verb = all.get(n_name).filter(|word| SAID.has(&word.text) && !needs_object(&word.text))?;
    let that = usize::from(all.get(n_name + 1).is_some_and(|word| word.text == "that"));
    let from = n_name + 1 + that;
    let is_clause = all.get(from).is_some_and(|word| opens_clause(word, all.get(from + 1)));
    // Without `that`, only after `said`: other verbs may take an object instead of a clause.
    let is_sure = that == 1 || verb.text == "said";
    (is_clause && is_sure).then(|| (Joint::Verb(verb.text.clone()), from, all.len()))
}

/// Whether a word after the verb can open what is said: not `said in May that …`, but `said at least`.
fn opens_clause(word: &Word, next: Option<&Word>) -> bool {
    let is_preposition =
        ["to", "on", "in", "at", "by", "of", "it", "so"].contains(&word.text.as_str());
    let is_bound = next.is_some_and(|next| matches!(next.text.as_str(), "least" | "most"));
    word.text.chars().all(char::is_alphanumeric) && (!is_preposition || is_bound)
}

/// `…, mayor Ana Ruiz told the Courier` · `…, said Ruiz`.
fn at_end(all: &[Word], forms: &[Vec<Word>], text: &str) -> Option<(Joint, usize, usize)> {
    let comma = all.iter().rposition(|word| word.text == ",")?;
    let tail = &all[comma + 1..];
    let n_verbs = tail.iter().filter(|word| SAID.has(&word.text)).count();
    if n_verbs != 1 || tail.iter().any(|word| word.text == "\"") {
        return None;
    }
    let verb = tail.iter().position(|word| SAID.has(&word.text))?;
    let is_front = longest(&tail[..verb], forms) == Some(verb) && verb > 0;
    let is_back = verb == 0 && longest(&tail[1..], forms) == Some(tail.len() - 1);
    let is_told = !needs_object(&tail[verb].text) || verb + 1 < tail.len();
    let words = match (is_front, is_back) {
        (true, _) if is_told => Span::new(tail[verb].span.start(), tail.last()?.span.end()),
        (_, true) if !needs_object(&tail[verb].text) => tail[verb].span,
        _ => return None,
    };
    Some((Joint::Verb(words.of(text).to_owned()), 0, comma))
}

fn needs_object(verb: &str) -> bool {
    SAID.get(verb) == Some("object")
}

/// How many words the longest form of a name takes up at the start of `words`.
fn longest(words: &[Word], forms: &[Vec<Word>]) -> Option<usize> {
    let stands = |form: &&Vec<Word>| {
        words.len() >= form.len()
            && form.iter().zip(words).all(|(a, b)| a.text.to_lowercase() == b.text.to_lowercase())
    };
    forms.iter().filter(stands).map(Vec::len).max()
}
