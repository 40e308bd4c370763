//! A brief reworded by a language model, sentence by sentence through the gate.

use crate::{
    choose::{Chosen, Window},
    config::Config,
    error::{Error, Result},
    row::Row,
};
use onrecord_collect::chat::Chat;
use onrecord_model::brief::{Brief, Original, Rephrased, Sentence};
use onrecord_summarize::{
    cite,
    corpus::Index,
    gate::{Group, INSTRUCTION, Reworded, groups, judge},
};

/// After so many questions in a row without an answer, no more are asked.
const MAX_FAILURES: usize = 2;

/// What came of one question.
enum Verdict {
    Passed(Vec<Reworded>),
    Unchanged,
    Dropped(String),
    Unanswered(String),
}

/// Asks the model of the settings about the sentences of a brief, and puts those rewordings in that
/// pass the gate. Without an answer the brief stands as it was, and says so.
///
/// `log` is given every question with its answer and verdict, as a row.
///
/// # Errors
///
/// When the settings name no model or one that may not be asked, or `log` fails.
pub fn rephrase(
    config: &Config,
    chosen: &Chosen,
    mut brief: Brief,
    log: &mut dyn FnMut(&Row) -> Result<()>,
) -> Result<Brief> {
    let Some(settings) = &config.model else {
        return Err(Error::settings(
            "no language model is set: add a table [model] with `endpoint` and `name`, as in \
             docs/guide.md, \"Reword a brief\"",
        ));
    };
    let chat = Chat::new(settings.server()?).map_err(|problem| Error::settings(problem.detail))?;
    let mut groups = groups(&brief);
    groups.truncate(settings.max_requests);
    let index = Index::of(&chosen.corpus(Window::default()));
    let mut report = Rephrased { model: settings.name.clone(), ..Rephrased::default() };
    let (mut verdicts, mut n_failures) = (Vec::with_capacity(groups.len()), 0);
    for group in &groups {
        let n_sentences = group.statements.len();
        report.n_asked += n_sentences;
        if n_failures == MAX_FAILURES {
            report.n_unanswered += n_sentences;
            verdicts.push(Verdict::Unchanged);
            continue;
        }
        let question = group.shown();
        let answer = chat.ask(INSTRUCTION, &question);
        let verdict = match &answer {
            Ok(answer) => weigh(&brief, group, answer, &index),
            Err(problem) => Verdict::Unanswered(problem.detail.clone()),
        };
        log(&logged(&settings.name, &question, answer.as_deref().ok(), &verdict))?;
        n_failures = if answer.is_ok() { 0 } else { n_failures + 1 };
        match &verdict {
            Verdict::Passed(_) => report.n_rephrased += n_sentences,
            Verdict::Dropped(_) => report.n_dropped += n_sentences,
            Verdict::Unchanged => (),
            Verdict::Unanswered(why) => {
                report.n_unanswered += n_sentences;
                report.problem = Some(why.clone());
            }
        }
        verdicts.push(verdict);
    }
    put_in(&mut brief, &groups, verdicts, &mut report);
    brief.rephrased = Some(report);
    Ok(brief)
}

/// The gate, and then the check that every sentence of a brief passes.
fn weigh(brief: &Brief, group: &Group, answer: &str, index: &Index) -> Verdict {
    if group.is_unchanged(answer) {
        return Verdict::Unchanged;
    }
    let reworded = match judge(&group.statements, answer) {
        Ok(reworded) => reworded,
        Err(refusal) => return Verdict::Dropped(refusal.to_string()),
    };
    let kind = brief.sections[group.section].kind;
    let fault = reworded.iter().find_map(|one| cite::fault(&one.sentence, kind, index));
    match fault {
        Some(fault) => Verdict::Dropped(fault),
        None => Verdict::Passed(reworded),
    }
}

/// Puts accepted sentences in the places of those that they reword, and keeps the latter.
fn put_in(brief: &mut Brief, groups: &[Group], verdicts: Vec<Verdict>, report: &mut Rephrased) {
    // How far the places of the section at hand have moved: joined sentences leave fewer.
    let (mut section, mut n_gone) = (0, 0);
    for (group, verdict) in groups.iter().zip(verdicts) {
        let Verdict::Passed(reworded) = verdict else { continue };
        if group.section != section {
            (section, n_gone) = (group.section, 0);
        }
        let own = &mut brief.sections[group.section];
        let first = group.first - n_gone;
        let range = first..first + group.statements.len();
        n_gone += range.len() - reworded.len();
        let (tells, sentences): (Vec<_>, Vec<_>) =
            reworded.into_iter().map(|one| (one.tells, one.sentence)).unzip();
        // What is joined stands where the first of it stood.
        let n_new = sentences.len();
        let was: Vec<Sentence> = own.sentences.splice(range, sentences).collect();
        let over: Vec<Option<String>> = tells
            .iter()
            .map(|tells: &Vec<usize>| was.get(*tells.first()?)?.group.clone())
            .collect();
        own.sentences[first..first + n_new]
            .iter_mut()
            .zip(over)
            .for_each(|(sentence, group)| sentence.group = group);
        for (idx, tells) in tells.into_iter().enumerate() {
            let was = tells.into_iter().filter_map(|at| was.get(at).cloned()).collect();
            report.originals.push(Original { section: own.kind, place: first + idx, was });
        }
    }
}

/// A row of the log.
fn logged(model: &str, question: &str, answer: Option<&str>, verdict: &Verdict) -> Row {
    let (word, reason) = match verdict {
        Verdict::Passed(_) => ("passed", None),
        Verdict::Unchanged => ("unchanged", None),
        Verdict::Dropped(reason) => ("dropped", Some(reason.as_str())),
        Verdict::Unanswered(reason) => ("no answer", Some(reason.as_str())),
    };
    Row::default()
        .with("model", model)
        .with("instruction", INSTRUCTION)
        .with("question", question)
        .with("answer", answer)
        .with("verdict", word)
        .with("reason", reason)
}

/// What the model did to a brief, in a sentence; `None` where none was asked.
#[must_use]
pub fn told(brief: &Brief) -> Option<String> {
    onrecord_summarize::render::rephrased(brief)
}
