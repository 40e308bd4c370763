//! What a decision says, in words.

use onrecord_model::{
    decision::{About, What, Whole},
    passage::Passage,
};

/// What a decision says, in words.
#[must_use]
pub fn says(what: &What) -> String {
    let named = |articles: &[Whole]| {
        let names: Vec<String> = articles.iter().map(|one| format!("{:#}", one.article)).collect();
        names.join(", ")
    };
    let several = |names: &[Passage]| {
        let names: Vec<String> =
            names.iter().map(|one| format!("“{}” at {one}", one.exact())).collect();
        names.join(", ")
    };
    match what {
        What::Same(names) => format!("one person, body or place: {}", several(names)),
        What::Different(names) => format!("each is another: {}", several(names)),
        What::Join(articles) => format!("one origin: {}", named(articles)),
        What::Split(articles) => format!("no copies of each other: {}", named(articles)),
        What::Date { article, days: None } => {
            format!("{:#} was published on no known day", article.article)
        }
        What::Date { article, days: Some((first, last)) } if first == last => {
            format!("{:#} was published on {first}", article.article)
        }
        What::Date { article, days: Some((first, last)) } => {
            format!("{:#} was published between {first} and {last}", article.article)
        }
        What::Speaker { passage, name } => {
            let name = name.as_deref().unwrap_or("not established");
            format!("speaker of “{}” at {passage}: {name}", passage.exact())
        }
        What::Drop { passage } => {
            format!("no quotation or figure: “{}” at {passage}", passage.exact())
        }
        What::Note { about: About::Article(article), text } => {
            format!("note on {:#}: {text}", article.article)
        }
        What::Note { about: About::Passage(passage), text } => format!("note on {passage}: {text}"),
        What::Undo { decision } => format!("{decision:#} is taken back"),
    }
}
