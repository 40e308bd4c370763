//! What can be asked: one query language, used by every command.
//!
//! ```text
//! bridge "will be rebuilt" -toll   words, a phrase, a word that must not occur
//! outlet:courier who:ruiz          who published it; who speaks in it or is named
//! from:2019 to:2020-06             days, months or years, both ends included
//! lang:en  undated                 language; only articles without a day
//! ```

use crate::{
    error::{Error, Result},
    kinds::Kinds,
    precision::Precision,
};
use jiff::civil::{Date, date};
use onrecord_store::{Filter, Term, fold};

/// A query as written and as understood.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// As the user wrote it.
    pub text: String,
    /// As the store takes it.
    pub filter: Filter,
    /// Of quotations: only those by such a speaker, by name or office or parts of them; one must match.
    pub by: Vec<String>,
    /// Of quotations: only those whose content holds these words.
    pub about: Vec<Term>,
    /// Which quotations count; the setting where nothing is given.
    pub precision: Option<Precision>,
    /// Of quotations: which kinds are listed.
    pub kinds: Kinds,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    ///
    /// When a field has no value, a date is none, or a quotation mark is left open; the message says
    /// what would be right.
    pub fn parse(text: &str) -> Result<Self> {
        let mut filter = Filter::default();
        for piece in pieces(text)? {
            read_piece(&piece, &mut filter)?;
        }
        if let (Some(from), Some(to)) = (filter.from, filter.to)
            && from > to
        {
            return Err(Error::query(format!("`from:{from}` is later than `to:{to}`")));
        }
        Ok(Self { text: text.trim().to_owned(), filter, ..Self::default() })
    }

    /// The words and phrases of a subject, for `about`.
    ///
    /// # Errors
    ///
    /// When a quotation mark is left open or a field is among them: a subject has none.
    pub fn subject(text: &str) -> Result<Vec<Term>> {
        let filter = Self::parse(text)?.filter;
        let words = filter.words.clone();
        if filter != (Filter { words: words.clone(), ..Filter::default() }) {
            return Err(Error::query(format!(
                "a subject is words and \"phrases\", not fields; write them beside it, not in `{text}`"
            )));
        }
        Ok(words)
    }

    /// The fields of a query that chooses articles for words given elsewhere.
    ///
    /// # Errors
    ///
    /// As [`Query::parse`], and when there are words among the fields.
    pub fn fields(text: &str) -> Result<Self> {
        let query = Self::parse(text)?;
        match query.filter.words.first() {
            None => Ok(query),
            Some(term) => Err(Error::query(format!(
                "only fields such as outlet: or from: choose articles here, not `{}`",
                term.text()
            ))),
        }
    }

    /// Words and phrases that must occur, folded, for finding the sentences that matched.
    #[must_use]
    pub fn wanted(&self) -> Vec<String> {
        let wanted = self.filter.words.iter().filter_map(|term| match term {
            Term::Word(word) | Term::Phrase(word) => Some(fold(word)),
            Term::Not(_) => None,
        });
        wanted.collect()
    }
}

/// Splits at white space outside quotation marks; `field:"two words"` stays one piece.
fn pieces(text: &str) -> Result<Vec<String>> {
    let (mut pieces, mut piece, mut is_open) = (Vec::new(), String::new(), false);
    for c in text.chars() {
        let c = if matches!(c, '“' | '”' | '„') { '"' } else { c };
        if c == '"' {
            is_open = !is_open;
        }
        if c.is_whitespace() && !is_open {
            pieces.push(std::mem::take(&mut piece));
        } else {
            piece.push(c);
        }
    }
    if is_open {
        return Err(Error::query(format!("a quotation mark is left open in `{text}`")));
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.is_empty());
    Ok(pieces)
}

fn read_piece(piece: &str, filter: &mut Filter) -> Result<()> {
    if piece == "undated" {
        filter.undated = true;
        return Ok(());
    }
    if let Some(rest) = piece.strip_prefix('-').filter(|rest| !rest.is_empty()) {
        if let Some(term) = term(rest) {
            filter.words.push(Term::Not(Box::new(term)));
        }
        return Ok(());
    }
    let field = piece.split_once(':').filter(|(name, _)| {
        // A pasted address is a word, not a field called `https`.
        let is_address = matches!(*name, "http" | "https");
        !is_address && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase())
    });
    let Some((name, value)) = field else {
        filter.words.extend(term(piece));
        return Ok(());
    };
    let value = value.trim_matches('"');
    if value.is_empty() {
        return Err(Error::query(format!("`{name}:` has no value; write {name}:something")));
    }
    match name {
        "outlet" => filter.outlet.push(value.to_owned()),
        "who" => filter.who.push(value.to_owned()),
        "lang" => filter.lang.push(value.to_ascii_lowercase()),
        "from" => filter.from = Some(days(value)?.0),
        "to" => filter.to = Some(days(value)?.1),
        _ => {
            return Err(Error::query(format!(
                "unknown field `{name}:`; known are outlet:, who:, from:, to:, lang:; \
                 to search for the text itself, write \"{piece}\""
            )));
        }
    }
    Ok(())
}

fn term(piece: &str) -> Option<Term> {
    let bare = piece.trim_matches('"');
    if bare.trim().is_empty() {
        return None;
    }
    if piece.starts_with('"') {
        return Some(Term::Phrase(bare.to_owned()));
    }
    Some(Term::Word(bare.to_owned()))
}

/// The first and the last day of `2019`, `2019-06` or `2019-06-30`.
///
/// # Errors
///
/// When `text` is none of these.
pub fn days(text: &str) -> Result<(Date, Date)> {
    let refused =
        || Error::query(format!("`{text}` is no date; write 2019, 2019-06 or 2019-06-30"));
    let numbers: Option<Vec<i16>> = text.split('-').map(|part| part.parse().ok()).collect();
    let year_is_whole = text.split('-').next().is_some_and(|year| year.len() == 4);
    let numbers = numbers.filter(|_| year_is_whole).ok_or_else(refused)?;
    let made = |year, month: i16, day: i16| {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(year, month, day).ok()
    };
    match numbers[..] {
        [year] => Ok((date(year, 1, 1), date(year, 12, 31))),
        [year, month] => {
            let first = made(year, month, 1).ok_or_else(refused)?;
            Ok((first, first.last_of_month()))
        }
        [year, month, day] => {
            let day = made(year, month, day).ok_or_else(refused)?;
            Ok((day, day))
        }
        _ => Err(refused()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_the_language_is_understood() {
        let query =
            Query::parse(r#"bridge “will be rebuilt” -toll outlet:"Brenmark Courier" who:Ruiz from:2019 to:2020-06 lang:EN undated"#)
                .unwrap();
        let filter = query.filter;
        assert_eq!(filter.words.len(), 3);
        assert_eq!(filter.outlet, ["Brenmark Courier"]);
        assert_eq!(filter.who, ["Ruiz"]);
        assert_eq!(filter.lang, ["en"]);
        assert_eq!((filter.from, filter.to), (Some(date(2019, 1, 1)), Some(date(2020, 6, 30))));
        assert!(filter.undated);
    }

    #[test]
    fn slips_are_named_with_what_would_be_right() {
        for (text, message) in [
            ("from:yesterday", "query: `yesterday` is no date; write 2019, 2019-06 or 2019-06-30"),
            ("who:", "query: `who:` has no value; write who:something"),
            ("say \"what", "query: a quotation mark is left open in `say \"what`"),
            ("from:2020 to:2019", "query: `from:2020-01-01` is later than `to:2019-12-31`"),
            ("from:2019-13", "query: `2019-13` is no date; write 2019, 2019-06 or 2019-06-30"),
        ] {
            assert_eq!(Query::parse(text).unwrap_err().to_string(), message);
        }
        let unknown = Query::parse("author:ruiz").unwrap_err().to_string();
        assert!(unknown.starts_with("query: unknown field `author:`"), "{unknown}");
        assert_eq!(Query::parse("10:30 http://a.example/b").unwrap().filter.words.len(), 2);
    }
}
