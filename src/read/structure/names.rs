//! The zone that a heading's words name.
//!
//! Reviews never agree on headings, so each zone has many names. A name is a run of whole words; `^` binds it to
//! the start of the heading, `$` to the end, `=` to both, because "incident" as a heading is a zone and as part
//! of one is not. Where no name fits there is no zone, which is better than a wrong one.

use super::plain_words;
use crate::text::Zone;
use regex::Regex;
use std::sync::LazyLock;

/// A longer heading says too much to name a zone.
const MAX_NAME_CHARS: usize = 110;

/// Names of zones, the more telling first: "Family involvement in the review" is method, not family.
#[rustfmt::skip]
const NAMES: [(Zone, &[&str]); 16] = [
    (Zone::Contents, &["=contents", "=table of contents", "=list of contents", "=contents page", "=list of figures", "=list of tables", "=figures and tables", "=list of appendices"]),
    (Zone::Glossary, &["glossary", "acronyms", "abbreviations", "=key terms", "explanation of terms", "terminology", "=definitions", "words and initials", "list of terms", "^terms used", "^words used"]),
    (Zone::Appendix, &["^appendix", "^appendices", "^annex", "^annexe", "^annexes", "bibliography", "=references", "^references and", "=endnotes", "=notes and references", "further reading", "=sources", "=reading list"]),
    (Zone::Boilerplate, &["background documents", "=contact details", "contact details please", "about ofsted", "document control", "version control", "document history", "=revision history", "distribution list", "=circulation list", "copyright", "equality impact", "equality implications", "financial implications", "legal implications", "other corporate implications", "^about this document", "=document information", "=sign off", "=signed off", "=signatures", "=signatories", "=authorisation", "=approval", "agreement of the safeguarding partners", "sign off by", "=declaration", "=disclaimer", "=data protection statement", "privacy notice", "deposit notice", "accessibility statement", "=contact", "=contacts for more information"]),
    (Zone::Method, &["involvement in the review", "involved in the review", "contribution to the review", "contributions to the review", "part in the review", "participation in the review", "engagement in the review", "family contribution", "=family involvement", "=family engagement", "=family participation", "involvement of the family", "involvement of family", "involvement of parents", "practitioner involvement", "involvement of practitioners", "engagement with the family", "engagement with family", "^engaging the family", "^involving the family", "information about this inspection", "how the review was", "how this review was", "how the summary was made", "how this summary was made", "agencies involved in the review", "agencies contributing"]),
    (Zone::Recommendations, &["recommendation", "recommendations", "considerations for", "issues for consideration by", "questions for the board", "questions for the partnership", "questions for the safeguarding", "challenges for the board", "challenges for the partnership", "what i would ask the partnership", "action plan", "action plans", "=actions", "immediate actions", "immediate action", "actions already in hand", "actions in hand", "single agency actions", "agency actions", "multi agency actions", "actions arising", "actions required", "^actions for", "^actions to be", "next steps", "priorities for learning and change", "priorities for change", "what needs to improve", "need to improve", "needs to do to improve", "areas for improvement", "areas for priority action", "=decision", "^decision and", "^decision on", "decision of the rapid review", "decision making and rationale", "rationale for decision", "rationale for the decision", "outcome of the rapid review", "outcome of rapid review", "=outcome", "^outcome and", "way forward", "^what should happen", "what should change"]),
    (Zone::Analysis, &["previous local learning", "learning from previous", "learning from earlier", "^previous learning", "^earlier learning"]),
    (Zone::Findings, &["^finding", "^findings", "findings$", "findings in summary", "findings and", "of findings", "key findings", "key finding", "=conclusion", "^conclusion", "^conclusions", "conclusions$", "conclusion$", "^concluding", "^final thoughts", "=lessons", "lessons learned", "lessons learnt", "lessons to be learned", "lessons to be learnt", "^lessons from", "^lessons for", "learning points", "^learning point", "key learning", "summary of learning", "summary of the learning", "learning identified", "identified learning", "^learning from", "what we learned", "what we have learned", "what we learnt", "what have we learned", "what can we learn", "what can be learned", "^learning for", "^learning and", "learning themes", "themes of learning", "emerging learning", "^immediate learning", "main learning", "^multi agency learning", "^single agency learning", "^wider learning"]),
    (Zone::Method, &["^key lines of enquiry", "^lines of enquiry", "=key line of enquiry", "=kloes", "=kloe"]),
    (Zone::Analysis, &["analysis", "appraisal", "=critical", "=evaluation", "=critique", "key themes", "practice themes", "=themes", "^themes from", "thematic analysis", "key issues", "=issues", "issues arising", "issues identified", "=discussion", "^discussion of", "research questions", "research evidence", "^line of enquiry", "^key line of enquiry", "^kloe", "^consideration of", "good practice", "positive practice", "effective practice", "what worked", "worked well", "went well", "done well", "did well", "could be better", "could have been better", "could have gone better", "could have been done differently", "could be improved", "^what worries", "worried about", "voice of the child", "voice of child", "childs voice", "lived experience", "lived experiences", "daily lived", "daily life", "systems issues", "system issues", "systemic issues", "systemic factors", "contributory factors", "=strengths", "=concerns", "strengths and", "impact of leaders", "experiences and progress", "culture and identity", "=identity", "^identity", "^equality and diversity", "^equality diversity", "race and ethnicity", "^ethnicity culture", "seen this before", "this new", "how this compares", "comparison with", "relevant research", "^practice learning", "what the group thought", "^reflections", "response to the questions", "key questions", "^questions for the review", "practice issues", "^covid", "impact of covid", "^hypothesis", "^hypotheses"]),
    (Zone::Narrative, &["family background and history", "agency involvement", "agencies involvement", "multi agency involvement", "summary of involvement", "involvement of agencies", "involvement with agencies", "outline of involvement", "contact with agencies", "summary of agency", "agency information", "agency summaries", "agency reports", "agencies knew", "agencies told us", "agency told us", "how agencies were involved", "what services knew", "what was known", "key practice episodes", "^key practice episode", "key episodes", "^key episode", "practice episodes", "^practice episode", "^episode", "^kpe", "narrative", "chronology", "chronologies", "timeline", "key events", "significant events", "sequence of events", "case history", "case summary", "summary of the case", "^summary of case", "summary of facts", "summary of the facts", "summary of events", "facts summary", "summary of the incident", "=the facts", "=facts", "=the incident", "=incident", "incident summary", "incident details", "details of incident", "details of the incident", "details of the serious incident", "description of the incident", "description of incident", "the critical incident", "=index incident", "=critical incident", "=circumstances", "circumstances of", "circumstances leading", "circumstances resulting", "outline of circumstances", "what happened", "events leading", "=the story", "story of", "=history", "relevant history", "case background", "background to the case", "background to the incident", "background and summary", "brief background", "^period one", "^period two", "^period 1", "^phase 1", "^phase one", "day in the life", "life of", "=the childs life", "childs story"]),
    (Zone::Family, &["=family", "family composition", "family structure", "family members", "family background", "family details", "family and household", "and household", "=household", "household composition", "genogram", "=the family", "^the family and", "about the child", "about the children", "about the family", "childs details", "child details", "childs information", "details of the child", "details of child", "details of subject", "child and family$", "child and family details", "child family and", "family and child$", "subject of the review", "subjects of the review", "subject of this review", "subject child", "pen picture", "pen portrait", "significant others", "significant adults", "^who was", "^who were", "^who is", "=siblings", "family tree", "family context", "=the child", "=child", "=the children", "=the baby", "=the parents", "=parents", "persons known", "=the people", "^key people", "^people in"]),
    (Zone::Method, &["introduction", "method", "methodology", "methods", "terms of reference", "=scope", "^scope of", "scope and", "review process", "process of the review", "=process", "=the process", "the process of", "conduct of the review", "panel membership", "review panel", "review team", "panel members", "membership of the", "parallel processes", "parallel proceedings", "other processes", "parallel investigations", "timescale", "timescales", "time period", "timeframe", "period under review", "reason for the review", "reasons for the review", "reason for this review", "reason for review", "reason for conducting", "reasons for conducting", "why this review", "why a review", "why this case", "why the review", "why was this review", "decision to undertake", "decision to carry out", "decision to commission", "decision to conduct", "decision to hold", "context of the review", "context for the review", "=criteria", "criteria for", "meet the criteria", "meets the criteria", "criteria met", "serious child safeguarding case", "statutory", "legislative", "legal framework", "legal context", "lead reviewer", "lead reviewers", "independent reviewer", "independent reviewers", "overview author", "independent author", "=author", "=authors", "about the author", "about this review", "about the review", "=purpose", "purpose of", "=the review", "^the review process", "background to the review", "background to this review", "=independence", "=attendees", "=attendance", "attendees at", "=membership", "how we worked", "^how we did", "ethical", "limitations", "=confidentiality", "anonymity", "anonymisation", "=administration", "administrative details", "administrative information", "=front sheet", "=details", "=details of review", "notification and meeting", "=notification", "details of notification", "person completing", "details of person", "=aims", "aims and objectives", "aim of", "=objectives", "sources of information", "documents reviewed", "documentation", "quality assurance of", "=commissioning", "the commission", "^commissioning of", "silp", "learning together", "welsh government guidance", "=core tasks", "^legal context", "learning event", "learning events"]),
    (Zone::Narrative, &["=background", "=background information", "=case", "=the case", "background and"]),
    (Zone::Findings, &["=learning", "learning$", "learning opportunities"]),
    (Zone::Analysis, &["^analysing", "^understanding", "effectiveness of"]),
];

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static PREFIX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:(?i:section|part|chapter)\s+(?:[A-Z]|\d{1,2}[a-z]?|[IVX]{1,5})\b\s*[:.)–—-]*|\(?\d{1,3}(?:[.-]\d{1,3})*[a-z]?[.)]?\s|\(?[A-Za-z][.)]\s|\(?[IVXivx]{1,5}[.)]\s)\s*",
    )
    .unwrap()
});

/// Each zone's names as they are searched for, with a blank or an edge at each side.
static PADDED: LazyLock<Vec<(Zone, Vec<String>)>> =
    LazyLock::new(|| NAMES.iter().map(|(zone, names)| (*zone, names.iter().map(|n| padded(n)).collect())).collect());

fn padded(name: &str) -> String {
    match (name.strip_prefix('='), name.strip_prefix('^'), name.strip_suffix('$')) {
        (Some(whole), _, _) => format!("= {whole} ="),
        (_, Some(start), _) => format!("= {start} "),
        (_, _, Some(end)) => format!(" {end} ="),
        _ => format!(" {name} "),
    }
}

/// The zone that a heading names.
pub fn zone_of(heading: &str) -> Option<Zone> {
    let heading = without_number(heading);
    if heading.chars().count() > MAX_NAME_CHARS {
        return None;
    }
    // What stands in brackets refers elsewhere: "(see Appendix 5)".
    let heading = heading.split_once('(').map_or(heading, |(before, _)| before);
    let words = format!("= {} =", plain_words(&heading.to_lowercase().replace("e-learning", "elearning").replace('-', " ")));
    PADDED.iter().find(|(_, names)| names.iter().any(|name| words.contains(name))).map(|(zone, _)| *zone)
}

/// A heading without its number or letter: "Section B.", "4.2", "(iii)".
pub fn without_number(heading: &str) -> &str {
    let heading = heading.trim();
    PREFIX.find(heading).map_or(heading, |m| heading.get(m.end()..).unwrap_or(heading))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Headings of real contents lists, of forms and of methods, with the zone that a reader would give them.
    const HEADINGS: &[(&str, Option<Zone>)] = &[
        ("Introduction", Some(Zone::Method)),
        ("1. Introduction", Some(Zone::Method)),
        ("1.1 Introduction and background to the review", Some(Zone::Method)),
        ("Decision to undertake review", Some(Zone::Method)),
        ("Decision to carry out a Local Child Safeguarding Practice Review", Some(Zone::Method)),
        ("Panel membership", Some(Zone::Method)),
        ("Membership of the Review Panel", Some(Zone::Method)),
        ("Methodology", Some(Zone::Method)),
        ("Terms of Reference", Some(Zone::Method)),
        ("Appendix 2 – Terms of Reference", Some(Zone::Appendix)),
        ("Parallel processes", Some(Zone::Method)),
        ("Timescale", Some(Zone::Method)),
        ("Scope and time period under review", Some(Zone::Method)),
        ("Reasons for conducting the Serious Case Review", Some(Zone::Method)),
        ("Why was this review undertaken?", Some(Zone::Method)),
        ("How the review was done", Some(Zone::Method)),
        ("The review process: SILP", Some(Zone::Method)),
        ("Key Lines of Enquiry", Some(Zone::Method)),
        ("Family involvement in the review", Some(Zone::Method)),
        ("Contribution of the family", None),
        ("Family contribution", Some(Zone::Method)),
        ("Practitioner involvement", Some(Zone::Method)),
        ("Independent Reviewer", Some(Zone::Method)),
        ("About the author", Some(Zone::Method)),
        ("Statutory guidance", Some(Zone::Method)),
        ("Child Practice Review Guidance and legislative context", Some(Zone::Method)),
        ("Learning Event", Some(Zone::Method)),
        ("Administration", Some(Zone::Method)),
        ("Front sheet", Some(Zone::Method)),
        ("Section A. Front sheet", Some(Zone::Method)),
        ("Criteria", Some(Zone::Method)),
        ("Does the case meet the criteria?", Some(Zone::Method)),
        ("Is this a serious child safeguarding case?", Some(Zone::Method)),
        ("Details of the person completing this summary", Some(Zone::Method)),
        ("Family composition", Some(Zone::Family)),
        ("Family composition and genogram", Some(Zone::Family)),
        ("Genogram", Some(Zone::Family)),
        ("3.2 The Family", Some(Zone::Family)),
        ("Section 1. About the child", Some(Zone::Family)),
        ("Section B. Child and household", Some(Zone::Family)),
        ("Who was Child Q?", Some(Zone::Family)),
        ("Pen picture of Baby T", Some(Zone::Family)),
        ("Details of subject child", Some(Zone::Family)),
        ("Household composition", Some(Zone::Family)),
        ("Significant adults", Some(Zone::Family)),
        ("Child's life", None),
        ("The child's life", Some(Zone::Narrative)),
        ("A day in the life of Child B", Some(Zone::Narrative)),
        ("Narrative", Some(Zone::Narrative)),
        ("Summary of Agency Involvement", Some(Zone::Narrative)),
        ("4 Summary/narrative of agency involvement", Some(Zone::Narrative)),
        ("Key Practice Episodes", Some(Zone::Narrative)),
        ("Key Practice Episode 2: the bruise", Some(Zone::Narrative)),
        ("Episode 3: going home", Some(Zone::Narrative)),
        ("Integrated chronology", Some(Zone::Narrative)),
        ("Combined timeline of significant events", Some(Zone::Narrative)),
        ("Details of the serious incident", Some(Zone::Narrative)),
        ("C. The incident", Some(Zone::Narrative)),
        ("Circumstances leading to the review", Some(Zone::Narrative)),
        ("Background", Some(Zone::Narrative)),
        ("Background and summary of events", Some(Zone::Narrative)),
        ("Facts – summary of events", Some(Zone::Narrative)),
        ("What agencies knew and did", Some(Zone::Narrative)),
        ("What each agency told us", Some(Zone::Narrative)),
        ("How agencies were involved", Some(Zone::Narrative)),
        ("Part B: What happened", Some(Zone::Narrative)),
        ("What happened: five episodes", Some(Zone::Narrative)),
        ("Brief outline of involvement", Some(Zone::Narrative)),
        ("Analysis", Some(Zone::Analysis)),
        ("7 Analysis of key practice episodes", Some(Zone::Analysis)),
        ("Critical analysis", Some(Zone::Analysis)),
        ("6 Analysis by key line of enquiry", Some(Zone::Analysis)),
        ("KLOE 1: How effective was pre-birth planning?", Some(Zone::Analysis)),
        ("Line of enquiry 3: how well was information shared?", Some(Zone::Analysis)),
        ("Key line of enquiry 2 – fathers", Some(Zone::Analysis)),
        ("Consideration of Key Research Questions", Some(Zone::Analysis)),
        ("Appraisal of professional practice", Some(Zone::Analysis)),
        ("Key issues or themes", Some(Zone::Analysis)),
        ("Practice themes", Some(Zone::Analysis)),
        ("Good practice", Some(Zone::Analysis)),
        ("What worked well", Some(Zone::Analysis)),
        ("What could have been done differently", Some(Zone::Analysis)),
        ("The child's lived experience", Some(Zone::Analysis)),
        ("Voice of the child", Some(Zone::Analysis)),
        ("Culture and identity", Some(Zone::Analysis)),
        ("Identity, culture and circumstances", Some(Zone::Analysis)),
        ("Previous local learning", Some(Zone::Analysis)),
        ("Systems issues", Some(Zone::Analysis)),
        ("Impact of Covid-19", Some(Zone::Analysis)),
        ("The impact of leaders on social work practice", Some(Zone::Analysis)),
        ("Findings", Some(Zone::Findings)),
        ("The findings", Some(Zone::Findings)),
        ("Finding 1: Information about fathers is not recorded", Some(Zone::Findings)),
        ("Findings in summary", Some(Zone::Findings)),
        ("Key findings", Some(Zone::Findings)),
        ("Conclusions", Some(Zone::Findings)),
        ("Conclusion", Some(Zone::Findings)),
        ("Lessons learned", Some(Zone::Findings)),
        ("Lessons to be learnt", Some(Zone::Findings)),
        ("Learning points", Some(Zone::Findings)),
        ("Learning Point 4 – escalation", Some(Zone::Findings)),
        ("Section H. Learning identified", Some(Zone::Findings)),
        ("Learning for this agency", Some(Zone::Findings)),
        ("What have we learned?", Some(Zone::Findings)),
        ("Practice and organisational learning", Some(Zone::Findings)),
        ("Learning and immediate action", Some(Zone::Recommendations)),
        ("Recommendations", Some(Zone::Recommendations)),
        ("IX. Recommendations", Some(Zone::Recommendations)),
        ("Recommendation 3", Some(Zone::Recommendations)),
        ("Individual agency recommendations", Some(Zone::Recommendations)),
        ("Considerations for the Safeguarding Children Board", Some(Zone::Recommendations)),
        ("Considerations for the Partnership", Some(Zone::Recommendations)),
        ("Questions for the Board", Some(Zone::Recommendations)),
        ("Priorities for learning and change", Some(Zone::Recommendations)),
        ("Action plan", Some(Zone::Recommendations)),
        ("Improving Systems and Practice: actions for agencies", None),
        ("Immediate actions", Some(Zone::Recommendations)),
        ("Decision and rationale", Some(Zone::Recommendations)),
        ("Section 8. Decision and reasons", Some(Zone::Recommendations)),
        ("What needs to improve", Some(Zone::Recommendations)),
        ("What does the local authority need to do to improve further?", None),
        ("Bibliography", Some(Zone::Appendix)),
        ("References", Some(Zone::Appendix)),
        ("Appendices", Some(Zone::Appendix)),
        ("Appendix A: Progress reported by agencies", Some(Zone::Appendix)),
        ("Annex B", Some(Zone::Appendix)),
        ("Appendix 1: Glossary", Some(Zone::Glossary)),
        ("Glossary of terms", Some(Zone::Glossary)),
        ("Acronyms", Some(Zone::Glossary)),
        ("Abbreviations used in this report", Some(Zone::Glossary)),
        ("Appendix B: Words and initials", Some(Zone::Glossary)),
        ("Contents", Some(Zone::Contents)),
        ("List of figures", Some(Zone::Contents)),
        ("Document control", Some(Zone::Boilerplate)),
        ("Version control", Some(Zone::Boilerplate)),
        ("About this document", Some(Zone::Boilerplate)),
        ("Sign-off", Some(Zone::Boilerplate)),
        ("Section K. Agreement of the safeguarding partners", Some(Zone::Boilerplate)),
        ("Financial implications", Some(Zone::Boilerplate)),
        ("Training", None),
        ("Executive summary", None),
        ("Foreword", None),
        ("Brief outline of circumstances resulting in the review", Some(Zone::Narrative)),
        ("Improving systems and practice", None),
        ("Marks on a baby who is not mobile", None),
        ("A man who was not there", None),
        ("Family", Some(Zone::Family)),
        ("Family Nurse Partnership", None),
        ("Child and family assessment", None),
        ("Health visiting", None),
        ("Mother", None),
        ("The father", None),
        ("Covid-19", Some(Zone::Analysis)),
        ("Training incident reporting", None),
        ("E-learning", None),
    ];

    #[test]
    fn many_names_mean_one_zone() {
        let wrong: Vec<String> = HEADINGS
            .iter()
            .filter(|(heading, zone)| zone_of(heading) != *zone)
            .map(|(heading, zone)| format!("{heading}: {:?}, not {zone:?}", zone_of(heading)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
