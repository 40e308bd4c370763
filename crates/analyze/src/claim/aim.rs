//! What a clause does with what it says: states, intends, demands, supposes or asks it.

/// What a clause does with what it says. A plan is no achievement and a demand no fact, so clauses of
/// different aims do not say the same.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Aim {
    /// States it as so.
    #[default]
    States,
    /// Says that it is to be: `will`, `plans to`.
    Intends,
    /// Asks for it: `must`, `should`.
    Demands,
    /// Supposes it: `if`, `unless`.
    Supposes,
    /// Asks whether it is so.
    Questions,
}

impl Aim {
    /// What the word before `to` says of a clause's aim: `has to`, `needs to`.
    pub(super) fn of_last(last: &str) -> Option<Self> {
        let demands = ["has", "have", "had", "need", "needs", "needed"];
        demands.contains(&last).then_some(Self::Demands)
    }

    /// What a folded word of a clause says of its aim.
    pub(super) fn of(word: &str) -> Option<Self> {
        Some(match word {
            "will" | "would" | "shall" | "won't" | "wouldn't" | "going" | "plan" | "plans"
            | "planned" | "planning" | "can" | "intend" | "intends" | "intended" | "aims"
            | "wants" | "want" | "wanted" | "hopes" | "hope" | "hoped" | "promised" | "promise"
            | "promises" | "vowed" | "pledged" => Self::Intends,
            "should" | "must" | "ought" | "let's" => Self::Demands,
            "if" | "unless" | "whether" => Self::Supposes,
            _ => return (word.len() > 3 && word.ends_with("'ll")).then_some(Self::Intends),
        })
    }
}
