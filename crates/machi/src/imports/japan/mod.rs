//! Japan's municipal standard event list: 自治体標準オープンデータセット「イベント一覧」.
//!
//! Columns: <https://www.digital.go.jp/resources/open_data/municipal-standard-data-set-test>.
//! Municipalities differ in brackets, widths and older names, so columns are compared without marks.

mod price;
mod when;

use std::collections::HashSet;

use jiff::civil::Date;

use super::draft::{Draft, FileProblem, ITEMS_MAX, Parsed, Reason, bounded};
use super::encoding::decode;
use super::fold::nfkc;
use super::moment::{self, Span};
use super::reader::Reading;
use super::table::{Row, Table};
use crate::cities::Spot;
use crate::events::OccurrenceDraft;
use crate::text::{Lang, Names};

const TITLE: [&str; 2] = ["イベント名", "名称"];
const FIRST_DAY: [&str; 2] = ["開始日", "開始年月日"];
const LAST_DAY: [&str; 2] = ["終了日", "終了年月日"];
const STARTS: [&str; 2] = ["開始時間", "開始時刻"];
const ENDS: [&str; 2] = ["終了時間", "終了時刻"];
const NEEDED: [&[&str]; 2] = [&TITLE, &FIRST_DAY];
/// An event with opening hours is written out day by day up to here; a longer one is one span.
const DAYS_MAX: i32 = 62;

/// Reads the file, UTF-8 or Shift_JIS. An event is one row.
pub(super) fn read(bytes: &[u8], reading: &Reading) -> Result<Parsed, FileProblem> {
    let text = decode(bytes)?;
    let mut table = Table::open(&text, &NEEDED)?;
    let mut parsed = Parsed::default();
    let mut keys = HashSet::new();
    loop {
        reading.done(table.bytes_done());
        let Some(row) = table.next()? else { break };
        if let Ok(Some(first)) = date(&row, &FIRST_DAY) {
            parsed.saw(moment::instant_ms(first.at(0, 0, 0, 0), &reading.zone));
        }
        let title = row.get(&TITLE).to_owned();
        match draft(&row, reading) {
            Err((field, reason)) => {
                let shown = if reason == Reason::Missing {
                    ""
                } else {
                    row.get(&[field])
                };
                parsed.skip(row.line, field, reason, shown);
            }
            Ok(draft) if !keys.insert(draft.key.clone()) => {
                parsed.skip(draft.line, "NO", Reason::DoubleKey, &title);
            }
            Ok(draft) if parsed.events.len() >= ITEMS_MAX => {
                parsed.skip(draft.line, TITLE[0], Reason::TooMany, &title);
            }
            Ok(draft) => {
                parsed.events.push(draft);
                parsed.kept_rows += 1;
            }
        }
    }
    Ok(parsed)
}

fn draft(row: &Row<'_>, reading: &Reading) -> Result<Draft, (&'static str, Reason)> {
    let title = bounded(row.get(&TITLE));
    if title.is_empty() {
        let reason = if row.is_short() {
            Reason::BadRow
        } else {
            Reason::Missing
        };
        return Err((TITLE[0], reason));
    }
    let occurrences = occurrences(row, reading)?;
    let english = bounded(row.get(&["イベント名_英語", "イベント名英字"]));
    let titles = Names::new([(Lang::Ja, title.clone()), (Lang::En, english)]);
    let mut draft = Draft::new(key(row, &title), row.line, titles, Lang::Ja);
    draft.descriptions = Names::single(Lang::Ja, bounded(row.get(&["説明", "概要"])));
    draft.about = row.get(&["カテゴリー", "カテゴリ", "分類"]).to_owned();
    let place = bounded(row.get(&["場所名称", "会場名", "開催場所"]));
    let address = bounded(row.get(&["住所", "所在地_連結表記", "所在地"]));
    draft.location_text = match (place.is_empty(), address.is_empty()) {
        (false, false) => format!("{place}（{address}）"),
        _ => format!("{place}{address}"),
    };
    draft.places = vec![place];
    draft.district = row.get(&["市区町村名", "所在地_市区町村"]).to_owned();
    draft.spot = spot(row)?;
    let (price, price_text) = price::read(
        row.get(&["料金(基本)", "料金_基本", "料金"]),
        row.get(&["料金(詳細)", "料金_詳細"]),
        reading.currency,
    );
    draft.price = price;
    draft.price_text = bounded(&price_text);
    draft.url = row.get(&["URL", "ウェブサイト"]).to_owned();
    draft.organiser = bounded(row.get(&["主催者", "主催"]));
    draft.occurrences = occurrences;
    Ok(draft)
}

/// The number within its municipality; without one, what the row says of itself.
fn key(row: &Row<'_>, title: &str) -> String {
    let number = row.get(&["NO", "ID", "イベントID"]);
    let town = row.get(&[
        "都道府県コード又は市区町村コード",
        "全国地方公共団体コード",
        "市区町村名",
    ]);
    if number.is_empty() {
        let place = row.get(&["場所名称", "会場名", "開催場所"]);
        format!("{town}/{title}/{place}/{}", row.get(&FIRST_DAY))
    } else {
        format!("{town}/{number}")
    }
}

fn spot(row: &Row<'_>) -> Result<Option<Spot>, (&'static str, Reason)> {
    let (lat, lon) = (row.get(&["緯度"]), row.get(&["経度"]));
    if lat.is_empty() && lon.is_empty() {
        return Ok(None);
    }
    let degrees = |text: &str| nfkc(text).parse::<f64>().ok();
    let lat = degrees(lat).ok_or(("緯度", Reason::BadNumber))?;
    let lon = degrees(lon).ok_or(("経度", Reason::BadNumber))?;
    Spot::from_degrees(lat, lon)
        .map(Some)
        .ok_or(("緯度", Reason::BadNumber))
}

fn occurrences(
    row: &Row<'_>,
    reading: &Reading,
) -> Result<Vec<OccurrenceDraft>, (&'static str, Reason)> {
    let first = date(row, &FIRST_DAY)?.ok_or((FIRST_DAY[0], Reason::Missing))?;
    let last = date(row, &LAST_DAY)?.unwrap_or(first);
    if last < first {
        return Err((LAST_DAY[0], Reason::BadDate));
    }
    let time = |names: &[&'static str; 2]| match row.get(names) {
        "" => Ok(None),
        text => when::time(text)
            .map(Some)
            .ok_or((names[0], Reason::BadDate)),
    };
    let Some(starts) = time(&STARTS)? else {
        let span = Span::Days(first, last);
        return Ok(vec![moment::occurrence(span, &reading.zone)]);
    };
    let ends = time(&ENDS)?;
    let on = |day: Date| {
        let start = starts.on(day);
        // An end before the start is past midnight.
        let end = ends.map(|ends| ends.on(day)).map(|end| match end < start {
            true => end.tomorrow().unwrap_or(end),
            false => end,
        });
        moment::occurrence(Span::Times(start, end), &reading.zone)
    };
    if (last - first).get_days() >= DAYS_MAX {
        let end = ends.map(|ends| ends.on(last));
        let span = Span::Times(starts.on(first), end.or(Some(last.at(23, 59, 0, 0))));
        return Ok(vec![moment::occurrence(span, &reading.zone)]);
    }
    Ok(first
        .series(jiff::Span::new().days(1))
        .take_while(|day| *day <= last)
        .map(on)
        .collect())
}

fn date(row: &Row<'_>, names: &[&'static str; 2]) -> Result<Option<Date>, (&'static str, Reason)> {
    match row.get(names) {
        "" => Ok(None),
        text => when::date(text)
            .map(Some)
            .ok_or((names[0], Reason::BadDate)),
    }
}
