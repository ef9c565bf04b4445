//! Logistic regression with an L2 penalty on sparse rows, by Newton's method.
//!
//! Finds w and b that make least
//!
//! ```text
//! ½ |w|² + Σ cᵢ · ( tᵢ ln(1 + e^−zᵢ) + (1 − tᵢ) ln(1 + e^zᵢ) ),   zᵢ = w·xᵢ + b
//! ```
//!
//! with costs cᵢ > 0 and targets tᵢ from 0 to 1; b is not penalised. The Newton direction comes from conjugate gradients
//! that stop early (Lin, Weng, Keerthi: Trust region Newton method for large-scale logistic regression, JMLR 9, 2008),
//! here with a backtracking line search. Rows are few and features many, so Hessians are never formed.
//!
//! Why not a crate: linfa-logistic and smartcore want dense matrices (2,000 rows of 200,000 features would be 3 GB), and
//! the others bind a C++ library. No chance is involved, and sums run in one order: the same rows give the same bits.

/// Rows of a sparse matrix, each a list of columns with values.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    columns: usize,
    ends: Vec<usize>,
    entries: Vec<(u32, f32)>,
}

impl Rows {
    /// No rows of so many columns.
    #[must_use]
    pub fn new(columns: usize) -> Self {
        Self { columns, ..Self::default() }
    }

    /// Adds a row; columns out of range are left out.
    pub fn push(&mut self, row: impl Iterator<Item = (u32, f32)>) {
        let columns = self.columns;
        self.entries.extend(row.filter(|(column, _)| (*column as usize) < columns));
        self.ends.push(self.entries.len());
    }

    fn iter(&self) -> impl Iterator<Item = &[(u32, f32)]> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let row = self.entries.get(start..*end).unwrap_or_default();
            start = *end;
            row
        })
    }

    /// x·w + b for every row; the last of `at` is b.
    fn times(&self, at: &[f64]) -> Vec<f64> {
        let bias = at.last().copied().unwrap_or(0.0);
        self.iter().map(|row| bias + dot(row, at)).collect()
    }

    /// Σ of the rows, each times its factor; the last is the sum of the factors.
    fn transposed_times(&self, factors: &[f64]) -> Vec<f64> {
        let mut sum = vec![0.0; self.columns + 1];
        for (row, factor) in self.iter().zip(factors) {
            for (column, value) in row {
                if let Some(to) = sum.get_mut(*column as usize) {
                    *to += factor * f64::from(*value);
                }
            }
        }
        if let Some(last) = sum.last_mut() {
            *last = factors.iter().sum();
        }
        sum
    }
}

fn dot(row: &[(u32, f32)], at: &[f64]) -> f64 {
    row.iter().filter_map(|(column, value)| Some(at.get(*column as usize)? * f64::from(*value))).sum()
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The weight of each column, and b last.
    pub weights: Vec<f64>,
    /// How many Newton steps it took.
    pub steps: usize,
}

impl Fit {
    /// w·x + b.
    #[must_use]
    pub fn value(&self, row: &[(u32, f32)]) -> f64 {
        self.weights.last().copied().unwrap_or(0.0) + dot(row, &self.weights)
    }
}

/// Steps at most; ten are usual.
const MOST_STEPS: usize = 50;
/// Conjugate gradients at most in a step.
const MOST_INNER: usize = 60;
/// The gradient is small enough at this share of the first one.
const TOLERANCE: f64 = 1e-5;

/// Fits rows to targets, both as many as `costs`.
#[must_use]
pub fn fit(rows: &Rows, targets: &[f64], costs: &[f64]) -> Fit {
    let mut at = vec![0.0; rows.columns + 1];
    let mut steps = 0;
    let mut enough = None;
    while steps < MOST_STEPS {
        let margins = rows.times(&at);
        let slope = slope(rows, &at, &margins, targets, costs);
        let size = length(&slope);
        if size <= *enough.get_or_insert(size * TOLERANCE) {
            break;
        }
        steps += 1;
        let curves: Vec<f64> = margins.iter().zip(costs).map(|(z, c)| c * sigmoid(*z) * sigmoid(-z)).collect();
        let direction = newton_direction(rows, &curves, &slope);
        let Some(step) = step_length(rows, (&at, &margins), &direction, &slope, targets, costs) else { break };
        at.iter_mut().zip(&direction).for_each(|(a, d)| *a += step * d);
    }
    Fit { weights: at, steps }
}

/// The gradient at some weights (b last): zero where the fit is best.
#[must_use]
pub fn gradient(rows: &Rows, at: &[f64], targets: &[f64], costs: &[f64]) -> Vec<f64> {
    slope(rows, at, &rows.times(at), targets, costs)
}

fn slope(rows: &Rows, at: &[f64], margins: &[f64], targets: &[f64], costs: &[f64]) -> Vec<f64> {
    let errors: Vec<f64> = margins.iter().zip(targets).zip(costs).map(|((z, t), c)| c * (sigmoid(*z) - t)).collect();
    let mut slope = rows.transposed_times(&errors);
    slope.iter_mut().zip(at).take(rows.columns).for_each(|(s, w)| *s += w);
    slope
}

/// Solves H d = −g well enough.
fn newton_direction(rows: &Rows, curves: &[f64], slope: &[f64]) -> Vec<f64> {
    let mut direction = vec![0.0; slope.len()];
    let mut rest: Vec<f64> = slope.iter().map(|g| -g).collect();
    let mut towards = rest.clone();
    let mut size = square(&rest);
    let enough = size * (0.1f64).min(size.sqrt()).powi(2);
    for _ in 0..MOST_INNER {
        if size <= enough {
            break;
        }
        let bent = hessian_times(rows, curves, &towards);
        let curve: f64 = towards.iter().zip(&bent).map(|(a, b)| a * b).sum();
        if curve <= 0.0 {
            break;
        }
        let step = size / curve;
        direction.iter_mut().zip(&towards).for_each(|(d, t)| *d += step * t);
        rest.iter_mut().zip(&bent).for_each(|(r, b)| *r -= step * b);
        let before = std::mem::replace(&mut size, square(&rest));
        let share = size / before;
        towards.iter_mut().zip(&rest).for_each(|(t, r)| *t = r + share * *t);
    }
    direction
}

fn hessian_times(rows: &Rows, curves: &[f64], towards: &[f64]) -> Vec<f64> {
    let along: Vec<f64> = rows.times(towards).iter().zip(curves).map(|(z, d)| z * d).collect();
    let mut bent = rows.transposed_times(&along);
    bent.iter_mut().zip(towards).take(rows.columns).for_each(|(b, t)| *b += t);
    bent
}

/// Halves the step until it pays (Armijo); none when no step does, which is at the best place to within rounding.
fn step_length(
    rows: &Rows,
    (at, margins): (&[f64], &[f64]),
    direction: &[f64],
    slope: &[f64],
    targets: &[f64],
    costs: &[f64],
) -> Option<f64> {
    let weights = |v: &[f64]| square(v.get(..rows.columns).unwrap_or_default());
    let across = |a: &[f64], b: &[f64]| a.iter().zip(b).take(rows.columns).map(|(a, b)| a * b).sum::<f64>();
    let (still, mixed, moved) = (weights(at), across(at, direction), weights(direction));
    let along = rows.times(direction);
    let loss = |step: f64| {
        let each = margins.iter().zip(&along).zip(targets).zip(costs);
        let misfit: f64 = each.map(|(((z, d), t), c)| c * cost_of(z + step * d, *t)).sum();
        0.5 * (still + 2.0 * step * mixed + step * step * moved) + misfit
    };
    let downhill: f64 = slope.iter().zip(direction).map(|(g, d)| g * d).sum();
    let here = loss(0.0);
    (0..30).map(|n| 0.5f64.powi(n)).find(|step| loss(*step) <= here + 1e-4 * step * downhill && downhill < 0.0)
}

/// t ln(1 + e^−z) + (1 − t) ln(1 + e^z), without overflow.
fn cost_of(z: f64, t: f64) -> f64 {
    z.max(0.0) - z * t + (-z.abs()).exp().ln_1p()
}

/// 1 / (1 + e^−z), without overflow.
pub(super) fn sigmoid(z: f64) -> f64 {
    if z >= 0.0 { 1.0 / (1.0 + (-z).exp()) } else { z.exp() / (1.0 + z.exp()) }
}

fn square(v: &[f64]) -> f64 {
    v.iter().map(|x| x * x).sum()
}

fn length(v: &[f64]) -> f64 {
    square(v).sqrt()
}
