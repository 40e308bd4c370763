//! Text of a page line by line: which elements begin a line, and which hold no text at all.

use html5ever::{LocalName, local_name};

/// Whether an element starts and ends a line of text.
#[must_use]
pub fn is_block(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("address")
            | local_name!("article")
            | local_name!("aside")
            | local_name!("blockquote")
            | local_name!("body")
            | local_name!("br")
            | local_name!("button")
            | local_name!("caption")
            | local_name!("center")
            | local_name!("dd")
            | local_name!("details")
            | local_name!("dialog")
            | local_name!("div")
            | local_name!("dl")
            | local_name!("dt")
            | local_name!("fieldset")
            | local_name!("figcaption")
            | local_name!("figure")
            | local_name!("footer")
            | local_name!("form")
            | local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6")
            | local_name!("head")
            | local_name!("header")
            | local_name!("hgroup")
            | local_name!("hr")
            | local_name!("html")
            | local_name!("iframe")
            | local_name!("legend")
            | local_name!("li")
            | local_name!("main")
            | local_name!("nav")
            | local_name!("ol")
            | local_name!("option")
            | local_name!("p")
            | local_name!("pre")
            | local_name!("section")
            | local_name!("select")
            | local_name!("summary")
            | local_name!("table")
            | local_name!("tbody")
            | local_name!("td")
            | local_name!("textarea")
            | local_name!("tfoot")
            | local_name!("th")
            | local_name!("thead")
            | local_name!("title")
            | local_name!("tr")
            | local_name!("ul")
            | local_name!("video")
    )
}

/// Whether an element holds nothing that a reader sees.
#[must_use]
pub fn is_silent(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("noscript")
            | local_name!("template")
            | local_name!("iframe")
            | local_name!("object")
            | local_name!("noframes")
            | local_name!("noembed")
    )
}

/// Text put together line by line, white space folded.
#[derive(Debug, Default)]
pub struct Lines {
    text: String,
    has_blank: bool,
}

impl Lines {
    /// Adds text to the line at hand; any white space in it counts as one blank.
    pub fn push(&mut self, text: &str) {
        for (idx, word) in text.split(char::is_whitespace).enumerate() {
            self.has_blank |= idx > 0;
            if word.is_empty() {
                continue;
            }
            if self.has_blank && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.has_blank = false;
            self.text.push_str(word);
        }
    }

    /// Ends the line at hand, if it holds anything.
    pub fn end_line(&mut self) {
        self.has_blank = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The lines, without a break at the end.
    #[must_use]
    pub fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }
}
