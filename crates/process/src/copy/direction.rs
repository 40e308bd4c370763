//! Which of two articles came first: by credit, by date, or not established.

use crate::copy::credit;
use onrecord_model::{
    article::Article,
    copy::Direction,
    dating::{Dating, WrittenTime},
};
use std::cmp::Ordering;

/// Which of two articles took from which, and the reasons in words.
///
/// A credit beats a date: it is what the article itself says. Where the two speak against each
/// other, nothing is established.
#[must_use]
pub fn establish(a: &Article, b: &Article) -> (Direction, Vec<String>) {
    let mut reasons = Vec::new();
    let by_credit = by_credit(a, b, &mut reasons);
    let by_date = by_date(&a.published, &b.published, &mut reasons);
    let direction = match (by_credit, by_date) {
        (Some(Direction::FromThird), _) => Direction::FromThird,
        (Some(credit), Some(date)) if credit != date => {
            reasons.push("credit and dates speak against each other".to_owned());
            Direction::NotEstablished
        }
        (Some(found), _) | (None, Some(found)) => found,
        (None, None) => Direction::NotEstablished,
    };
    (direction, reasons)
}

fn by_credit(a: &Article, b: &Article, reasons: &mut Vec<String>) -> Option<Direction> {
    let mut one = |from: &Article, to: &Article, direction| {
        let name = credit::credits_outlet(to, from)?;
        reasons.push(format!("{:#} is credited to {name}, which published {:#}", to.id, from.id));
        Some(direction)
    };
    let from_a = one(a, b, Direction::FromA);
    let from_b = one(b, a, Direction::FromB);
    match (from_a, from_b) {
        (Some(_), Some(_)) => None,
        // An agency names itself in its own dateline; that is no credit to a third.
        (Some(found), None) | (None, Some(found)) => Some(found),
        (None, None) => {
            let name = credit::shared(a, b)?;
            reasons.push(format!("both are credited to {name}"));
            Some(Direction::FromThird)
        }
    }
}

fn by_date(a: &Dating, b: &Dating, reasons: &mut Vec<String>) -> Option<Direction> {
    let (Some(of_a), Some(of_b)) = (a.interval(), b.interval()) else {
        reasons.push("not both are dated".to_owned());
        return None;
    };
    let direction = if of_a.1 < of_b.0 {
        Direction::FromA
    } else if of_b.1 < of_a.0 {
        Direction::FromB
    } else {
        return by_time(a, b, reasons);
    };
    reasons.push(format!("the first is dated {}, the second {}", a.label(), b.label()));
    Some(direction)
}

/// Two articles of one known day, both with a time in the same zone.
fn by_time(a: &Dating, b: &Dating, reasons: &mut Vec<String>) -> Option<Direction> {
    let is_one_day = a.best.is_some() && a.interval() == b.interval() && a.best == b.best;
    let (Some(of_a), Some(of_b)) = (&a.time, &b.time) else {
        reasons.push("their dates overlap".to_owned());
        return None;
    };
    let minutes = |time: &WrittenTime| u16::from(time.hour) * 60 + u16::from(time.minute);
    let order = minutes(of_a).cmp(&minutes(of_b));
    if !is_one_day || of_a.zone.is_none() || of_a.zone != of_b.zone || order == Ordering::Equal {
        reasons.push("their dates overlap".to_owned());
        return None;
    }
    let at = |time: &WrittenTime| format!("{:02}:{:02}", time.hour, time.minute);
    reasons.push(format!("both are of {}, at {} and {}", a.label(), at(of_a), at(of_b)));
    Some(if order == Ordering::Less { Direction::FromA } else { Direction::FromB })
}
