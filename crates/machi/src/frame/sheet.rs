//! A table for other programs (CSV, RFC 4180), as a file to download.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::error::Result;

/// By it, programs for tables know UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The rows, the heads first; each of the same length.
pub fn download(name: &str, rows: Vec<Vec<String>>) -> Result<Response> {
    let mut table = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    for row in rows {
        table.write_record(row).map_err(anyhow::Error::from)?;
    }
    let table = table
        .into_inner()
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    let name = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, table).into_response())
}

/// What a program for tables would take for a formula is taken for text.
pub fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell
    }
}
