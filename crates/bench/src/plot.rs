//! The feed's rate against the city's size, as a picture.

use std::path::Path;

use plotters::prelude::*;

use super::report::Run;

const SIZE_PX: (u32, u32) = (720, 420);

/// A line: its name, its colour, and requests a second of a run.
type Series = (&'static str, RGBColor, fn(&Run) -> f64);

/// Draws the share of an empty answer's rate that each page reaches, by the number of notes.
pub(crate) fn draw(path: &Path, runs: &[Run]) -> anyhow::Result<()> {
    let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
        return Ok(());
    };
    let root = SVGBackend::new(path, SIZE_PX).into_drawing_area();
    root.fill(&WHITE)?;
    let notes = (first.notes as f64 * 0.8)..(last.notes as f64 * 1.25);
    let mut chart = ChartBuilder::on(&root)
        .margin(16)
        .caption("Share of an empty answer's rate", ("sans-serif", 18))
        .x_label_area_size(36)
        .y_label_area_size(48)
        .build_cartesian_2d(notes.log_scale(), 0.0..50.0)?;
    chart
        .configure_mesh()
        .x_desc("notes in the city")
        .y_desc("%")
        .x_label_formatter(&|notes| format!("{notes:.0}"))
        .draw()?;
    let series: [Series; 3] = [
        ("feed, signed in", RGBColor(219, 74, 43), |run| {
            run.served.feed.requests_per_s
        }),
        ("feed, gzip", RGBColor(27, 42, 78), |run| {
            run.served.feed_gzip.requests_per_s
        }),
        ("like", RGBColor(123, 162, 63), |run| {
            run.served.likes_of_64.requests_per_s
        }),
    ];
    for (name, colour, rate) in series {
        let share = |run: &Run| 100.0 * rate(run) / run.served.nothing_per_s;
        let points: Vec<(f64, f64)> = runs
            .iter()
            .map(|run| (run.notes as f64, share(run)))
            .collect();
        chart
            .draw_series(LineSeries::new(points.clone(), colour.stroke_width(2)))?
            .label(name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 16, y)], colour));
        let dots = points
            .into_iter()
            .map(|at| Circle::new(at, 4, colour.filled()));
        chart.draw_series(dots)?;
    }
    chart.configure_series_labels().border_style(BLACK).draw()?;
    Ok(root.present()?)
}
