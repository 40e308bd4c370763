//! What an element of a page may be, as a set: navigation, caption, byline, the body.

use std::{fmt, ops};

/// What an element's names say about it, as a set.
#[derive(Clone, Copy, Default, Eq, PartialEq)]
pub struct Marks(u32);

macro_rules! marks {
    ($($name:ident $bit:literal $doc:literal),* $(,)?) => {
        impl Marks { $(#[doc = $doc] pub const $name: Marks = Marks(1 << $bit);)* }

        impl fmt::Debug for Marks {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let all = [$((Marks::$name, stringify!($name))),*];
                let names = all.iter().filter(|(mark, _)| self.has(*mark)).map(|(_, name)| name);
                f.debug_set().entries(names).finish()
            }
        }
    };
}

marks! {
    AD 0 "An advertisement.",
    SHARE 1 "Buttons for sharing and following.",
    RELATED 2 "Links to other articles.",
    NAV 3 "Navigation.",
    COMMENTS 4 "Comments by readers.",
    FOOTER 5 "The foot of the page.",
    ASIDE 6 "A column or box beside the text.",
    OFFER 7 "Offers of newsletters, subscriptions, apps; cookie lines.",
    BYLINE 8 "Who wrote it.",
    DATE 9 "When it was published.",
    BIO 10 "About the author.",
    TAGS 11 "Tags and categories.",
    CAPTION 12 "The caption or credit of a picture.",
    HIDDEN 13 "Not shown.",
    BODY 14 "The text of the article.",
    LEAD 15 "The standfirst.",
    TITLE 16 "The title.",
    LIVE 17 "An entry of a live blog.",
    HEADER 18 "The head of the page or article.",
    TEASER 19 "The announcement of another article.",
    FACTS 20 "A box of facts beside the text.",
    ARTICLE 21 "An `<article>` or its like.",
    TIME 22 "A time.",
    PLAYER 23 "A player of video or sound.",
    PICTURE 24 "A picture and what stands with it.",
}

impl Marks {
    /// None.
    pub const NONE: Marks = Marks(0);

    /// Marks of what is no part of an article.
    pub const FURNITURE: Marks = Marks(
        Self::AD.0
            | Self::SHARE.0
            | Self::RELATED.0
            | Self::NAV.0
            | Self::COMMENTS.0
            | Self::FOOTER.0
            | Self::ASIDE.0
            | Self::OFFER.0
            | Self::BIO.0
            | Self::TAGS.0
            | Self::HIDDEN.0
            | Self::TEASER.0
            | Self::FACTS.0
            | Self::PLAYER.0,
    );

    /// Marks of boxes whose headings are not the page's own.
    pub const NAV_OR_OTHERS: Marks = Marks(
        Self::NAV.0
            | Self::RELATED.0
            | Self::FOOTER.0
            | Self::ASIDE.0
            | Self::HIDDEN.0
            | Self::OFFER.0
            | Self::COMMENTS.0,
    );

    /// Marks that mean little beside [`Marks::BODY`]: `article-body pagination-first`.
    pub const WEAKER_THAN_BODY: Marks = Marks(
        Self::AD.0
            | Self::SHARE.0
            | Self::NAV.0
            | Self::ASIDE.0
            | Self::OFFER.0
            | Self::TAGS.0
            | Self::HIDDEN.0
            | Self::PLAYER.0
            | Self::FACTS.0,
    );

    /// Marks by names that are often given to what is no such thing: layouts, whole articles.
    pub const LOOSE: Marks = Marks(
        Self::AD.0
            | Self::SHARE.0
            | Self::RELATED.0
            | Self::ASIDE.0
            | Self::OFFER.0
            | Self::BIO.0
            | Self::TAGS.0
            | Self::TEASER.0
            | Self::PLAYER.0
            | Self::FACTS.0
            | Self::CAPTION.0
            | Self::HIDDEN.0,
    );

    /// Whether any of `other` is in the set.
    #[must_use]
    pub fn has(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }

    /// The set with `other`.
    #[must_use]
    pub const fn with(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    /// The set without `other`.
    #[must_use]
    pub fn without(self, other: Marks) -> Marks {
        Marks(self.0 & !other.0)
    }
}

impl ops::BitOr for Marks {
    type Output = Marks;

    fn bitor(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }
}

impl ops::BitOrAssign for Marks {
    fn bitor_assign(&mut self, other: Marks) {
        self.0 |= other.0;
    }
}
