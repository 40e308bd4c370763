//! Briefs of a fictional corpus, in every form: what they say, what they never say.

mod fiction;

use fiction::{Fiction, tolmere};
use onrecord_model::{
    brief::{Brief, Part, SectionKind},
    wire,
};
use onrecord_summarize::{
    brief::brief,
    render,
    timeline::{Length, timeline},
};

fn page(fiction: &Fiction) -> Brief {
    brief(&fiction.corpus(), Length::Page)
}

#[test]
fn look() {
    let fiction = tolmere();
    let brief = page(&fiction);
    if let Ok(folder) = std::env::var("ONRECORD_LOOK") {
        let write =
            |name: &str, text: String| std::fs::write(format!("{folder}/{name}"), text).unwrap();
        write("b.md", render::markdown(&brief));
        write("b.html", render::html(&brief, &fiction.articles()));
        write("b.json", render::json(&brief, &fiction.articles()));
        write("b.txt", render::terminal(&brief, 88, false));
        write("c.txt", render::terminal(&brief, 88, true));
        write("n.txt", render::terminal(&brief, 40, false));
        write("t.txt", render::terminal(&timeline(&fiction.corpus(), Length::Long), 88, false));
        write("s.txt", render::terminal(&brief_short(&fiction), 88, false));
        write("bib", render::bibtex(&brief) + &render::ris(&brief) + &render::csl_json(&brief));
    }
}

fn brief_short(fiction: &Fiction) -> Brief {
    brief(&fiction.corpus(), Length::Short)
}
