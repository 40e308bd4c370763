//! The command line: commands, options, and the help that goes with them.

use clap::{Args as Arguments, Parser, Subcommand, ValueEnum};
use onrecord_center::{
    ask::{Length, MAX_SENTENCES},
    differs::DifferenceKind,
};
use std::path::PathBuf;

/// Who said it, when, in which words, who merely repeated it, and the proof.
///
/// Onrecord keeps published news in a folder, the center, and answers from it offline. Every answer
/// names the passage it rests on, as `article/start-end`; `show` opens it, `explain` says why, and
/// `verify` checks it against the archived bytes.
#[derive(Parser)]
#[command(
    name = "onrecord",
    version,
    arg_required_else_help = true,
    after_help = "Start here:\n  onrecord try                      a sample, offline\n  \
                  onrecord add saved-pages/         a center from your own pages\n  \
                  onrecord brief -o brief.html      what they say, with footnotes that open\n\n\
                  Exit status: 0 found, 1 nothing found, 2 an error."
)]
pub struct Args {
    /// Folder of the center [default: ./center]
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "ONRECORD_CENTER",
        hide_env_values = true
    )]
    pub center: Option<PathBuf>,

    /// Answer in JSON Lines with stable keys
    #[arg(long, global = true)]
    pub json: bool,

    #[command(subcommand)]
    pub command: Command,
}

impl Args {
    /// The center's folder.
    pub fn folder(&self) -> PathBuf {
        self.center.clone().unwrap_or_else(|| PathBuf::from("center"))
    }
}

#[derive(Subcommand)]
pub enum Command {
    /// Make a center from the sample and print its brief
    ///
    /// About 30 pages of fictional outlets come with the program; nothing is downloaded. They are
    /// put into ./onrecord-try together with the center and brief.html.
    Try,
    /// Add pages, folders, archives or addresses
    Add(Add),
    /// What is in the center
    Status,
    /// Find articles and passages
    Search(Search),
    /// Show an article or a passage
    Show(Name),
    /// Quotations by speaker
    Said(Said),
    /// Whom a name means, and the passages that say so
    Who(Who),
    /// Did somebody really say that?
    Quoted(Quoted),
    /// Figures by what is counted, and who states them
    Figures(Figures),
    /// Who copied whom, counted by origin
    Origins(Query),
    /// What pages say otherwise than when first captured
    Changes(Changes),
    /// Articles grouped by event
    Stories(Stories),
    /// The same statement made again
    Recurring(Recurring),
    /// Where statements of one claim differ
    Differs(Differs),
    /// Attributed entries on the days they speak of
    Timeline(Write),
    /// A short text in which every sentence is cited
    Brief(Brief),
    /// Why: evidence of a date, speaker, copy or claim
    Explain(Name),
    /// Check citations against the archived bytes
    Verify(Verify),
    /// Correct what was found, undoably
    ///
    /// What people decide stands in decisions.jsonl, beside the archive: it survives a rebuild, counts
    /// in every answer, and every answer that rests on it says so.
    Decide(Decide),
    /// Every row of an answer as JSON Lines or CSV
    Export(Export),
    /// Make all derived data anew from the archive
    ///
    /// Articles, findings, search index: everything but archive/, decisions.jsonl and center.toml.
    /// The new data replaces the old only when it is complete.
    Rebuild,
    /// Check the integrity of everything
    ///
    /// Reads every archived record, checks its digest, and holds the database and the search index
    /// against the archive.
    Check,
    /// Copy the center while it runs
    Backup(Backup),
}

#[derive(Arguments)]
#[command(
    after_help = "Examples:\n  onrecord add pages/ notes.txt\n  onrecord add crawl.warc.gz\n  \
    onrecord add https://courier.example/2024/bridge\n  pbpaste | onrecord add -\n\n\
    The same page twice adds nothing; after Ctrl-C the same command goes on where it stopped."
)]
pub struct Add {
    /// Files, folders, WARC, WACZ, addresses; - for stdin
    #[arg(required = true, value_name = "PATH|URL")]
    pub seeds: Vec<String>,
    /// Say what each stage took
    #[arg(long)]
    pub timings: bool,
}

/// What is asked for.
#[derive(Arguments, Default)]
#[command(after_help = QUERY_HELP)]
pub struct Query {
    /// Words, "phrases", -words, fields; see below
    #[arg(value_name = "QUERY")]
    pub words: Vec<String>,
}

const QUERY_HELP: &str = "Query:\n  bridge \"will be rebuilt\" -- -toll   words, a phrase, a word that must \
    not occur\n  outlet:courier  who:ruiz          who published it; who speaks or is named\n  \
    from:2019  to:2020-06             days, months or years, both ends included\n  \
    lang:en  undated                  language; only articles without a day";

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

#[derive(Arguments)]
#[command(after_help = format!(
    "Examples:\n  onrecord stories                    all events, those of the most articles first\n  \
    onrecord stories bridge --since 2024-03\n  \
    onrecord stories --json who:ruiz    every article as a row\n\n{QUERY_HELP}"
))]
pub struct Stories {
    /// Words, "phrases", -words, fields; see below
    #[arg(value_name = "QUERY")]
    pub words: Vec<String>,
    /// Only articles of this day, month or year or later
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only articles of this day, month or year or earlier
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
}

impl Stories {
    /// The query as one text, the days as its fields.
    pub fn text(&self) -> String {
        let since = self.since.iter().map(|day| format!("from:{day}"));
        let until = self.until.iter().map(|day| format!("to:{day}"));
        self.words.iter().cloned().chain(since).chain(until).collect::<Vec<_>>().join(" ")
    }
}

impl Query {
    /// The query as one text.
    pub fn text(&self) -> String {
        self.words.join(" ")
    }
}

impl Sureness {
    /// As the center takes it; `None` where its setting decides.
    pub fn precision(&self) -> Option<onrecord_center::precision::Precision> {
        use onrecord_center::precision::Precision as Wanted;
        self.precision.map(|precision| match precision {
            Precision::All => Wanted::All,
            Precision::High => Wanted::High,
        })
    }
}

/// Which quotations count, wherever quotations are read.
#[derive(Arguments, Default)]
pub struct Sureness {
    /// all, or high: only quotations that were read surely
    ///
    /// high leaves out quotations with a confidence below 730 of 1000. Measured on 84 news articles
    /// (PolNeAR dev): of what is kept, 95.0 % of the content is right, against 84.2 % of all; but only
    /// 60.1 % of what was said is kept, against 80.9 %. Whoever would rather miss than misquote
    /// chooses high. Default: as `precision` in center.toml says, else all.
    #[arg(long, value_enum, value_name = "HOW", hide_possible_values = true)]
    pub precision: Option<Precision>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Precision {
    /// All that were found
    All,
    /// Those with a confidence of 730 of 1000 or more
    High,
}

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
#[command(
    after_help = "Examples:\n  onrecord changes                     every page captured more than once\n  \
    onrecord changes flood outlet:courier\n  \
    onrecord changes https://courier.example/2024/flood\n  \
    onrecord changes --since 2024-05-01 --json\n\n\
    Captures of one address are versions of one article. Weightiest first: notices of a correction,\n\
    articles taken away, headlines, figures, names, quotations, who said it, negations, hedges,\n\
    days, sentences taken out and put in. [-gone-] and {+new+} mark the words.\n\n\
    Exit status: 0 something changed, 1 nothing did, 2 an error."
)]
pub struct Changes {
    /// A query, an address, or an article; all pages
    #[arg(value_name = "QUERY|URL|ID")]
    pub words: Vec<String>,
    /// Also wording, order and typography
    #[arg(long)]
    pub all: bool,
    /// Only changes captured on or after this day
    ///
    /// By the moment of the later capture, in UTC: the page was changed before it, and after the
    /// earlier one.
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
}

#[derive(Arguments)]
pub struct Recurring {
    #[command(flatten)]
    pub query: Query,
    #[command(flatten)]
    pub sureness: Sureness,
}

#[derive(Arguments)]
#[command(
    after_help = "Examples:\n  onrecord differs bridge\n  onrecord differs --kind conflicts --kind headline\n\n\
                  A denial and what it denies conflict, and so do two amounts for one day; amounts of \
                  different days are updates. Figures that count different things are not comparable, \
                  with the reason. A headline is listed where it drops a bound, a hedge or the source."
)]
pub struct Differs {
    #[command(flatten)]
    pub query: Query,
    /// Only pairs of this kind; may be repeated
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<Kind>,
    #[command(flatten)]
    pub sureness: Sureness,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Kind {
    Conflicts,
    Headline,
    NotComparable,
    Stronger,
    Updates,
    Weaker,
}

impl Kind {
    pub fn wanted(self) -> DifferenceKind {
        match self {
            Self::Conflicts => DifferenceKind::Conflicts,
            Self::Headline => DifferenceKind::Headline,
            Self::NotComparable => DifferenceKind::NotComparable,
            Self::Stronger => DifferenceKind::Stronger,
            Self::Updates => DifferenceKind::Updates,
            Self::Weaker => DifferenceKind::Weaker,
        }
    }
}

#[derive(Arguments)]
pub struct Search {
    #[command(flatten)]
    pub query: Query,
    /// At most so many articles [default: 20]
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20, hide_default_value = true)]
    pub limit: usize,
}

#[derive(Arguments)]
#[command(
    after_help = "Examples:\n  onrecord show 1f90bcd500fc\n  onrecord show 1f90bcd500fc/277-454"
)]
pub struct Name {
    /// Article, claim, or passage as article/start-end
    #[arg(value_name = "ID")]
    pub id: String,
}

#[derive(Arguments)]
#[command(after_help = "Examples:\n  onrecord brief who:ruiz --since 2024\n  \
    onrecord brief bridge -o bridge.html\n  onrecord brief --new-since 2024-05-01 --length 12\n  \
    onrecord brief --from saved-pages/ -o brief.html\n\n\
    --since is about when something was said or happened, --new-since about when it was printed.")]
pub struct Brief {
    #[command(flatten)]
    pub write: Write,
    /// Only what is new in articles since this day
    ///
    /// An article is new that was published on or after the day; one without a day, when it can have
    /// been. What an older article said too is left out and counted; a claim made again is told with
    /// its place in the row, as in "3 of 4".
    #[arg(long, value_name = "DATE")]
    pub new_since: Option<String>,
}

#[derive(Arguments)]
#[command(after_help = "Examples:\n  onrecord timeline bridge --since 2024\n  \
    onrecord timeline bridge -o bridge.html")]
pub struct Write {
    #[command(flatten)]
    pub query: Query,
    /// Write to a file: .md, .html, .json, .bib, .ris
    ///
    /// The ending decides the form: .md, .html (one file, opens anywhere), .json (with W3C Web
    /// Annotation selectors), .bib, .ris and .csl.json (the sources only).
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub sureness: Sureness,
    /// Only what happened on or after this day
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only what happened on or before this day
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// short (5 lines), page, long, or sentences [page]
    ///
    /// short is at most five lines on a terminal of 80 columns, page about one printed page, long about
    /// three; a number is so many sentences, the weightiest first. A timeline whose length is not given
    /// has the days that matter in its articles, at most 60.
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    pub length: Option<Length>,
    /// Add these files first; write from them alone
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub from: Vec<String>,
    /// Let the language model of center.toml reword it
    ///
    /// Asks the model set under [model] to reword or join sentences. Each answer is held against the
    /// sentences that it rewords and dropped unless it says the same of the same; reworded sentences
    /// are marked. Without an answer the brief stands as it was. Off by default: nothing is sent.
    #[arg(long)]
    pub rephrase: bool,
    /// Write every question, answer and verdict to a file
    #[arg(long, value_name = "FILE", requires = "rephrase")]
    pub rephrase_log: Option<PathBuf>,
}

/// A length by its name, or as a number of sentences.
fn length(text: &str) -> Result<Length, String> {
    Ok(match text {
        "short" => Length::Short,
        "page" => Length::Page,
        "long" => Length::Long,
        _ => {
            let n = text.parse().ok().filter(|n| (1..=MAX_SENTENCES).contains(n));
            Length::Sentences(n.ok_or_else(|| {
                format!("give short, page, long or a number from 1 to {MAX_SENTENCES}")
            })?)
        }
    })
}

#[derive(Arguments)]
#[command(
    after_help = "Exit status: 0 when every citation holds, 1 when one fails, 2 on an error."
)]
pub struct Verify {
    /// A brief's file (.md, .html, .json), or an ID
    #[arg(value_name = "FILE|ID")]
    pub what: String,
}

#[derive(Arguments)]
#[command(after_help = "Examples:\n  onrecord export said who:ruiz > ruiz.jsonl\n  \
    onrecord export figures --format csv -o figures.csv")]
pub struct Export {
    /// What to export
    pub what: Rows,
    #[command(flatten)]
    pub query: Query,
    /// jsonl or csv [default: jsonl, or by -o's ending]
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Rows {
    Articles,
    Said,
    Figures,
    Origins,
    Recurring,
    Timeline,
    Brief,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Format {
    Jsonl,
    Csv,
}

#[derive(Arguments)]
#[command(
    after_help = "Examples:\n  onrecord decide join 1f90bcd500fc 88a1c0d2e3f4 --why \"same byline\"\n  \
    onrecord decide split 1f90bcd500fc 88a1c0d2e3f4\n  \
    onrecord decide date 1f90bcd500fc 2019-11-14\n  \
    onrecord decide speaker 1f90bcd500fc/277-454 \"Ana Ruiz\"\n  \
    onrecord decide drop 1f90bcd500fc/277-454\n  onrecord decide undo last\n\n\
    The later of two decisions about the same thing counts; nothing is ever removed."
)]
pub struct Decide {
    #[command(subcommand)]
    pub action: Action,
    /// Why, in a few words; shown wherever it counts
    #[arg(long, global = true, value_name = "TEXT")]
    pub why: Option<String>,
    /// Who decides [default: decided_by in center.toml]
    #[arg(long, global = true, value_name = "NAME")]
    pub by: Option<String>,
}

/// What is decided.
#[derive(Subcommand)]
pub enum Action {
    /// These articles go back to one origin
    Join {
        /// Articles, two or more
        #[arg(value_name = "ARTICLE", required = true, num_args = 2..)]
        articles: Vec<String>,
    },
    /// None of these articles is a copy of another
    Split {
        /// Articles, two or more
        #[arg(value_name = "ARTICLE", required = true, num_args = 2..)]
        articles: Vec<String>,
    },
    /// When an article was published
    Date {
        /// The article
        #[arg(value_name = "ARTICLE")]
        article: String,
        /// 2019-11-14, or 2019-11 or 2019
        #[arg(value_name = "DATE", required_unless_present = "unknown")]
        date: Option<String>,
        /// It is not known when
        #[arg(long, conflicts_with = "date")]
        unknown: bool,
    },
    /// Who speaks in a quotation or states a figure
    Speaker {
        /// The passage, as said and figures print it
        #[arg(value_name = "PASSAGE")]
        passage: String,
        /// The name
        #[arg(value_name = "NAME", required_unless_present = "unknown")]
        name: Option<String>,
        /// Nobody is established
        #[arg(long, conflicts_with = "name")]
        unknown: bool,
    },
    /// A passage is no quotation or figure
    Drop {
        /// The passage, as said and figures print it
        #[arg(value_name = "PASSAGE")]
        passage: String,
    },
    /// A note on an article or passage
    Note {
        /// Article, or passage as article/start-end
        #[arg(value_name = "ID")]
        id: String,
        /// The note
        #[arg(value_name = "TEXT", required = true)]
        text: Vec<String>,
    },
    /// Take a decision back; of an undo: restore
    Undo {
        /// Its first digits, or last
        #[arg(value_name = "DECISION")]
        decision: String,
    },
    /// Everything decided, with what became of it
    List,
    /// Take over another center's decisions
    Import {
        /// Its decisions.jsonl
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[derive(Arguments)]
pub struct Backup {
    /// Where to: a folder that does not exist yet
    #[arg(value_name = "DIR")]
    pub target: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }

    #[test]
    fn the_help_says_the_threshold_that_is_used() {
        let mut program = Args::command();
        let said = program.find_subcommand_mut("said").unwrap().render_long_help().to_string();
        let threshold = onrecord_center::precision::HIGH_CONFIDENCE;
        for figure in [&format!("{threshold} of 1000"), "95.0 %", "84.2 %", "60.1 %", "80.9 %"] {
            assert!(said.contains(figure), "{figure}: {said}");
        }
    }

    #[test]
    fn short_help_of_every_option_fits_one_line() {
        let program = Args::command();
        for command in program.get_subcommands() {
            for option in command.get_arguments() {
                let help = option.get_help().unwrap_or_default().to_string();
                assert!(!help.is_empty(), "{} {}", command.get_name(), option.get_id());
                assert!(help.chars().count() <= 52, "{} {}", command.get_name(), option.get_id());
            }
        }
    }
}
