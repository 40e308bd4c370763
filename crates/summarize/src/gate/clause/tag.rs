//! Outlet and day of a clause, before, within and behind its words.

use super::{
    super::{atom::Piece, refusal::Refusal},
    reader::Reader,
    told::Clause,
};

impl Reader<'_> {
    /// What stands before the first clause: a day, an outlet.
    pub(super) fn lead(&mut self) -> Result<Clause, Refusal> {
        let mut lead = Clause::default();
        loop {
            let on = usize::from(self.is_joining(0, "on"));
            if let Some(Piece::Day(day)) = self.peek(on).cloned() {
                if lead.day.replace(day).is_some() {
                    return Err(self.fault());
                }
                self.at += on + 1;
                let _ = self.mark(',') || self.mark(':');
            } else if self.is_joining(0, "same day") {
                self.at += 1;
                lead.is_same_day = true;
                self.mark(',');
            } else if let Some(outlet) = self.lead_outlet() {
                if lead.outlet.replace(outlet).is_some() {
                    return Err(self.fault());
                }
            } else {
                return Ok(lead);
            }
        }
    }

    /// `According to O,` · `As reported by O,` · `O reported that` · `O reports:`
    fn lead_outlet(&mut self) -> Option<String> {
        if self.is_joining(0, "according") || self.is_joining(0, "by") {
            let outlet = self.outlet(1)?;
            let _ = self.mark(',') || self.mark(':');
            return Some(outlet);
        }
        let Some(Piece::Outlet(_)) = self.peek(0) else { return None };
        if !self.is_joining(1, "reported") {
            return None;
        }
        let outlet = self.outlet(0);
        self.at += 1;
        let _ = self.joining("that");
        let _ = self.mark(':');
        outlet
    }

    /// `also` and `the same day`, wherever they may stand.
    pub(super) fn small_words(&mut self, clause: &mut Clause) {
        loop {
            if self.joining("also") {
                clause.is_also = true;
            } else if self.is_joining(0, "same day") {
                self.at += 1;
                clause.is_same_day = true;
                self.mark(',');
            } else if self.is_joining(0, "on") && matches!(self.peek(1), Some(Piece::Day(_))) {
                let Some(Piece::Day(day)) = self.peek(1).cloned() else { return };
                clause.day = Some(day);
                self.at += 2;
            } else {
                return;
            }
        }
    }

    /// `, as reported by O,` behind a speaker.
    pub(super) fn reported_by(&mut self, clause: &mut Clause) {
        let comma = usize::from(self.is_mark(0, ','));
        if self.is_joining(comma, "by")
            && let Some(outlet) = self.outlet(comma + 1)
        {
            clause.outlet = Some(outlet);
            self.mark(',');
        }
    }

    /// Outlet and day behind the words, in any order, each once.
    pub(super) fn tags(&mut self, clause: &mut Clause) -> Result<(), Refusal> {
        loop {
            let comma = usize::from(self.is_mark(0, ','));
            let start = self.at;
            let is_led =
                ["according", "by", "reported"].iter().any(|part| self.is_joining(comma, part));
            let outlet = if is_led {
                self.outlet(comma + 1)
            } else if self.is_joining(comma + 1, "reported") {
                let outlet = self.outlet(comma);
                self.at += usize::from(outlet.is_some());
                outlet
            } else {
                None
            };
            if let Some(outlet) = outlet {
                if clause.outlet.replace(outlet).is_some() {
                    self.at = start;
                    return Err(self.fault());
                }
                continue;
            }
            if !self.day_tag(clause)? {
                return Ok(());
            }
        }
    }

    /// `on 2 May 2031`, `(2 May 2031)`, `the same day`.
    fn day_tag(&mut self, clause: &mut Clause) -> Result<bool, Refusal> {
        let comma = usize::from(self.is_mark(0, ','));
        if self.is_joining(comma, "same day") {
            self.at += comma + 1;
            clause.is_same_day = true;
            return Ok(true);
        }
        let is_on = self.is_joining(comma, "on");
        let is_bracketed = self.is_mark(comma, '(');
        let Some(Piece::Day(day)) = self.peek(comma + 1).cloned() else { return Ok(false) };
        if !(is_on || (is_bracketed && self.is_mark(comma + 2, ')'))) {
            return Ok(false);
        }
        if clause.day.replace(day).is_some() {
            return Err(self.fault());
        }
        self.at += comma + 2 + usize::from(is_bracketed);
        Ok(true)
    }
}
