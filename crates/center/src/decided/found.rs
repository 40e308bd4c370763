//! What a decision is about, found again in the articles of today.

use crate::error::Result;
use onrecord_model::{
    decision::{What, Whole},
    id::Id,
    passage::Passage,
};
use onrecord_store::Store;
use onrecord_text::Span;

/// What of a decision is here.
#[derive(Debug, Default)]
pub struct Again {
    /// The articles of today that it is about, in its order.
    pub articles: Vec<Id>,
    /// Where its passages stand today.
    pub places: Vec<(Id, Span)>,
    /// Why it cannot be applied, when it cannot.
    pub lost: Option<String>,
}

/// Looks for the articles and passages of a decision.
///
/// # Errors
///
/// When the store cannot be read.
pub fn found_again(store: &Store, what: &What) -> Result<Again> {
    if let What::Same(names) | What::Different(names) = what {
        return names_again(store, names);
    }
    if let Some(passage) = what.passage() {
        let Some(id) = today(store, Whole::of(passage))? else {
            let lost = Some(absent(passage.capture()));
            return Ok(Again { lost, ..Again::default() });
        };
        return Ok(match place(store, id, passage)? {
            Ok(span) => Again { articles: vec![id], places: vec![(id, span)], lost: None },
            Err(why) => Again { articles: vec![id], places: Vec::new(), lost: Some(why) },
        });
    }
    let (mut ids, mut lost) = (Vec::new(), None);
    for whole in what.articles() {
        match today(store, whole)? {
            Some(id) if !ids.contains(&id) => ids.push(id),
            Some(_) => (),
            None => lost = Some(absent(whole.capture)),
        }
    }
    // What joins or parts several holds for those that are here.
    let is_enough = if let What::Join(_) | What::Split(_) = what { ids.len() > 1 } else { false };
    Ok(Again { articles: ids, places: Vec::new(), lost: lost.filter(|_| !is_enough) })
}

/// The names that a decision is about, as far as two or more are here.
fn names_again(store: &Store, names: &[Passage]) -> Result<Again> {
    let mut again = Again::default();
    for passage in names {
        let Some(id) = today(store, Whole::of(passage))? else {
            again.lost = Some(absent(passage.capture()));
            continue;
        };
        if !again.articles.contains(&id) {
            again.articles.push(id);
        }
        match place(store, id, passage)? {
            Ok(span) => again.places.push((id, span)),
            Err(why) => again.lost = Some(why),
        }
    }
    if again.places.len() > 1 {
        again.lost = None;
    }
    Ok(again)
}

fn absent(capture: Id) -> String {
    format!("capture {capture:#} is not in this center")
}

/// The article that is made of a capture today.
fn today(store: &Store, whole: Whole) -> Result<Option<Id>> {
    Ok(store.articles_of(&[whole.capture])?.first().copied())
}

/// Where a passage stands in the article of today: at its place, else where its words stand; of several
/// places the one with most of the words around it.
fn place(store: &Store, id: Id, passage: &Passage) -> Result<std::result::Result<Span, String>> {
    if id == passage.article() {
        return Ok(Ok(passage.span()));
    }
    let text = store.article(id)?.map(|article| article.text).unwrap_or_default();
    Ok(find(&text, passage))
}

fn find(text: &str, passage: &Passage) -> std::result::Result<Span, String> {
    let exact = passage.exact();
    let mut best: Option<(usize, usize)> = None;
    let mut n_best = 0;
    for (at, _) in text.match_indices(exact).filter(|_| !exact.is_empty()) {
        let (before, after) = (&text[..at], &text[at + exact.len()..]);
        let back = before.bytes().rev().zip(passage.prefix().bytes().rev());
        let on = after.bytes().zip(passage.suffix().bytes());
        let n_around =
            back.take_while(|(a, b)| a == b).count() + on.take_while(|(a, b)| a == b).count();
        match best {
            Some((most, _)) if n_around < most => (),
            Some((most, _)) if n_around == most => n_best += 1,
            _ => (best, n_best) = (Some((n_around, at)), 1),
        }
    }
    match (best, n_best) {
        (Some((_, at)), 1) => Ok(Span::new(at, at + exact.len())),
        (None, _) => Err("its words stand no more in the article read anew".to_owned()),
        _ => Err(format!("its words stand at {n_best} places of the article read anew")),
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use onrecord_model::{article::Article, id::Id, passage::Passage};
    use onrecord_text::Span;

    #[test]
    fn words_are_found_again_by_those_around_them() {
        let old = "Talk. “We will stay,” she said. He added: “We will stay,” too.";
        let article = Article::bare(Id::of("test", []), 1, old.to_owned());
        let at = old.rfind("We will stay").unwrap();
        let passage = Passage::of(&article, Span::new(at, at + 12)).unwrap();
        let check = |text: &str, expected: Result<&str, &str>| {
            let found = find(text, &passage).map(|span| &text[..span.start()]);
            assert_eq!(found, expected.map_err(str::to_owned));
        };
        check("He added: “We will stay,” too.", Ok("He added: “"));
        check(
            "By Lea Vik\n“We will stay,” she said. He added: “We will stay,” too.",
            Ok("By Lea Vik\n“We will stay,” she said. He added: “"),
        );
        check("We stay.", Err("its words stand no more in the article read anew"));
        let twice = "x added: “We will stay,” to.\nx added: “We will stay,” to.";
        check(twice, Err("its words stand at 2 places of the article read anew"));
    }
}
