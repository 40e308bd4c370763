//! The check on citations, by properties: true passages stand, anything altered falls.

mod fiction;

use fiction::{Fiction, article, on};
use onrecord_model::{
    article::Article,
    brief::{Basis, Brief, Part, Section, SectionKind, Sentence},
    copy::Origins,
    passage::Passage,
};
use onrecord_summarize::cite::check;
use onrecord_text::Span;
use proptest::prelude::*;

fn fiction(body: &str) -> Fiction {
    let lines = format!("TA title\nB{body}");
    let articles = vec![article("Brenmark Courier", on(2031, 5, 2), &lines)];
    let origins = Origins { articles: vec![], groups: vec![], copies: vec![] };
    Fiction { query: String::new(), articles, claims: vec![], origins }
}

fn brief(kind: SectionKind, parts: Vec<Part>) -> Brief {
    Brief {
        title: vec![],
        query: String::new(),
        basis: Basis::default(),
        sections: vec![Section {
            kind,
            sentences: vec![Sentence { when: on(2031, 5, 2), group: None, parts }],
        }],
        missing: vec![],
        sources: vec![],
        rephrased: None,
    }
}

fn n_dropped(fiction: &Fiction, kind: SectionKind, parts: Vec<Part>) -> usize {
    check(brief(kind, parts), &fiction.corpus()).1
}

fn lead() -> Part {
    Part::Ours("Brenmark Courier reports: ".to_owned())
}

fn some_passage(article: &Article, start: usize, end: usize) -> Option<Passage> {
    let title = article.zones[0].span.end() + 1;
    let (start, end) = (start.min(end), start.max(end));
    let at =
        |offset: usize| article.text.floor_char_boundary((title + offset).min(article.text.len()));
    Passage::of(article, Span::new(at(start), at(end)))
}

proptest! {
    #[test]
    fn a_true_passage_stands_and_an_altered_one_falls(
        body in "[a-zé市 .,“”]{30,90}", start in 0usize..60, end in 0usize..60, extra in "[a-z]{1,3}",
    ) {
        let fiction = fiction(&body);
        let article = &fiction.articles[0].0;
        let Some(passage) = some_passage(article, start, end) else { return Ok(()) };
        for make in [Part::Direct, Part::Retold, Part::Hedge, Part::Proof] {
            let parts = vec![lead(), make(passage.clone())];
            prop_assert_eq!(n_dropped(&fiction, SectionKind::Said, parts), 0);
            let texts = [
                [passage.prefix(), &format!("{}{extra}", passage.exact()), passage.suffix()],
                [&format!("{}{extra}", passage.prefix()), passage.exact(), passage.suffix()],
            ];
            for text in texts {
                let [prefix, exact, suffix] = text.map(str::to_owned);
                let altered = Passage::recall(
                    passage.article(), passage.capture(), passage.span(), [prefix, exact, suffix],
                );
                let parts = vec![lead(), make(altered)];
                prop_assert_eq!(n_dropped(&fiction, SectionKind::Said, parts), 1);
            }
        }
    }

    #[test]
    fn words_in_our_quotation_marks_must_stand_in_a_passage(
        words in "[a-z]{1,12}", marks in prop::sample::select(vec![('“', '”'), ('"', '"'), ('«', '»')]),
    ) {
        let fiction = fiction("the bridge will be rebuilt before the winter comes to the valley");
        let article = &fiction.articles[0].0;
        let passage = some_passage(article, 0, 60).unwrap();
        let is_held = passage.exact().contains(&words);
        let ours = Part::Ours(format!("Brenmark Courier: {}{words}{}.", marks.0, marks.1));
        let parts = vec![ours, Part::Proof(passage.clone())];
        prop_assert_eq!(n_dropped(&fiction, SectionKind::Said, parts), usize::from(!is_held));
        let open = Part::Ours(format!("Brenmark Courier: {}bridge", marks.0));
        prop_assert_eq!(n_dropped(&fiction, SectionKind::Said, vec![open, Part::Proof(passage)]), 1);
    }
}

#[test]
fn a_sentence_needs_a_passage_and_an_outlet_it_cites() {
    let fiction = fiction("The bridge is safe.");
    let passage = some_passage(&fiction.articles[0].0, 0, 19).unwrap();
    let retold = || Part::Retold(passage.clone());
    for kind in
        [SectionKind::Said, SectionKind::Recurring, SectionKind::Figures, SectionKind::Timeline]
    {
        assert_eq!(n_dropped(&fiction, kind, vec![lead()]), 1);
        assert_eq!(n_dropped(&fiction, kind, vec![retold()]), 1);
        let other = Part::Ours("Harbor Post reports: ".to_owned());
        assert_eq!(n_dropped(&fiction, kind, vec![other, retold()]), 1);
        assert_eq!(n_dropped(&fiction, kind, vec![lead(), retold()]), 0);
        assert_eq!(n_dropped(&fiction, kind, vec![]), 1);
    }
    assert_eq!(n_dropped(&fiction, SectionKind::Origins, vec![lead()]), 0);
}
