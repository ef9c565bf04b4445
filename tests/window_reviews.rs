//! Promises of the page of reviews, asked by role and name as a screen reader would.

mod rich;

use deepdive::app::accept::{Imported, Status};
use deepdive::app::action::Action;
use deepdive::model::PartialDate;
use deepdive::model::{DocumentKind, Progress};
use deepdive::read::Outcome;
use deepdive::ui::reviews::ReviewsPage;
use deepdive::ui::view::ImportView;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rich::{Bench, USUAL, bare, case, document, rich, window};
use std::time::Duration;

type Reviews = Harness<'static, Bench<ReviewsPage>>;

fn reviews() -> Reviews {
    window(Bench::new(rich()), USUAL)
}

fn line(name: &str, status: Status, outcome: Outcome, reason: Option<&str>) -> Imported {
    let reason = reason.map(str::to_owned);
    Imported { path: name.into(), status, outcome, document: None, warnings: Vec::new(), reason }
}

fn import() -> ImportView {
    let mut report = vec![
        line("Child H scan.pdf", Status::Refused, Outcome::Scanned, Some("it holds pictures of pages and no text")),
        line("summary (2).docx", Status::AlreadyThere, Outcome::Ok, None),
    ];
    report.extend((0..14).map(|i| line(&format!("review {i}.pdf"), Status::Imported, Outcome::Ok, None)));
    ImportView { done: 16, total: 16, took: Duration::from_secs(41), report, ..ImportView::default() }
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_reviews -- --ignored"]
fn pictures() {
    let bench = || {
        let mut bench = Bench::<ReviewsPage>::new(rich());
        bench.import = Some(import());
        bench
    };
    rich::pictures("reviews", bench, |_| {});
    rich::pictures(
        "reviews-case",
        || Bench::<ReviewsPage>::new(rich()),
        |harness| {
            harness.get_by_role_and_label(Role::Row, "Child C, 5 months, Town, 1 document, 29 pages, 24 codings").click();
        },
    );
    rich::pictures("reviews-report", bench, |harness| {
        harness.get_by_label("See report").click();
    });
    rich::pictures("reviews-empty", || Bench::<ReviewsPage>::new(bare()), |_| {});
}
