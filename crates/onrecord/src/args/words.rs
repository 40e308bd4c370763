//! Commands on what is said and stated: by whom, in which words, and how much.

use super::query::{QUERY_HELP, Query, Sureness};
use clap::Args as Arguments;
use std::path::PathBuf;

#[derive(Arguments)]
#[command(after_help = SAID_HELP)]
pub struct Said {
    #[command(flatten)]
    pub query: Query,
    /// Only by this speaker: a name, an office, a part
    ///
    /// As the article establishes it: `ruiz`, `Ana Ruiz`, `mayor`. Several times: by one of them.
    #[arg(long, value_name = "NAME")]
    pub who: Vec<String>,
    /// Only if the content itself holds these words
    ///
    /// Words and "phrases", all of which must stand in what is said and not only near it; words of
    /// English articles in any of their forms.
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub about: Option<String>,
    /// says, writes, finds, asks, plans, …, or all
    ///
    /// What the source does, by the words that introduce it: says, writes, finds, asks, plans, believes,
    /// sides (is for or against it), does (something else), or all; several times: one of them. Default:
    /// statements, which is what was uttered (says, writes, finds, asks) and whatever is told in some of
    /// the source's own words; not what an article tells of plans, beliefs, stands and other doings.
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    #[command(flatten)]
    pub sureness: Sureness,
}

const SAID_HELP: &str = "Examples:\n  onrecord said --who ruiz --about dam\n  \
    onrecord said --who \"foreign minister\" from:2022\n  \
    onrecord said who:ruiz --precision high --json\n  \
    onrecord said --who ruiz --kind plans --kind asks\n\n\
    The query chooses articles and passages as everywhere; see onrecord search --help.";

#[derive(Arguments)]
#[command(after_help = "Examples:\n  onrecord who ruiz\n  onrecord who \"foreign minister\"\n  \
    onrecord who kiev --json\n\n\
    Articles that give the same full name are joined to one person, unless the roles they state\n\
    speak against it; namesakes and surnames alone are listed with those whom they may mean.\n\
    Countries and cities are known by their other names and a country by its people.")]
pub struct Who {
    /// A name, an office, or a part of one
    #[arg(value_name = "NAME", required = true)]
    pub name: Vec<String>,
}

#[derive(Arguments)]
#[command(after_help = "Examples:\n  onrecord quoted \"the danger has passed\"\n  \
    onrecord quoted --in \"outlet:courier from:2021\" \"days, not weeks\"\n\n\
    Answers, best first: the words stand in a quotation; in a quotation that is retold, so\n\
    that the wording may be the outlet's; nearly so in a quotation, with the words that differ;\n\
    in the text only. Case, punctuation, white space and the style of quotation marks and\n\
    apostrophes are not compared; 1,200 is 1200.\n\n\
    Exit status: 0 found in one of these ways, 1 nothing found, 2 an error. Nothing found does\n\
    not say that it was never said.")]
pub struct Quoted {
    /// The words, a sentence or a part of one
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    /// Only in these articles: fields of a query
    #[arg(long = "in", value_name = "QUERY")]
    pub within: Option<String>,
    #[command(flatten)]
    pub sureness: Sureness,
}

#[derive(Arguments)]
#[command(after_help = format!(
    "Examples:\n  onrecord figures flood              who states how much, by what is counted\n  \
    onrecord figures --chart toll.svg flood who:ruiz\n  \
    onrecord figures --json homes       every figure as a row\n\n{QUERY_HELP}"
))]
pub struct Figures {
    /// Words, "phrases", -words, fields; see below
    #[arg(value_name = "QUERY")]
    pub words: Vec<String>,
    /// Draw what is stated over time into an SVG file
    ///
    /// One panel for each set of figures that can be compared, and why the others cannot. Every mark
    /// has a row with its words, who states it and when.
    #[arg(long, value_name = "FILE")]
    pub chart: Option<PathBuf>,
}
