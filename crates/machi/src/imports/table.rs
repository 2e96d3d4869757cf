//! Rows of a CSV file, their columns found by name.

use std::collections::HashMap;

use csv::{ByteRecord, ReaderBuilder};

use super::draft::{Fault, FileProblem, ROWS_MAX};
use super::fold::nfkc;

/// A CSV file with a header.
pub(super) struct Table<'a> {
    reader: csv::Reader<&'a [u8]>,
    columns: HashMap<String, usize>,
    rows: u64,
}

/// One row; a column that is not there is empty.
pub(super) struct Row<'t> {
    pub(super) line: u64,
    record: ByteRecord,
    columns: &'t HashMap<String, usize>,
}

/// A column's name as it is compared: without brackets, spaces and marks, in one width and case.
fn column_name(name: &str) -> String {
    let folded = nfkc(name.trim_start_matches('\u{feff}')).to_lowercase();
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

impl<'a> Table<'a> {
    /// Reads the header; every column of `needed` must be there (any of the names of one).
    pub(super) fn open(text: &'a str, needed: &[&[&str]]) -> Result<Self, FileProblem> {
        if text.trim().is_empty() {
            return Err(FileProblem::new(Fault::Empty));
        }
        let mut reader = ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.as_bytes());
        let header = reader
            .headers()
            .map_err(|_| FileProblem::new(Fault::NotCsv).at(1))?;
        let columns: HashMap<String, usize> = header
            .iter()
            .enumerate()
            .map(|(place, name)| (column_name(name), place))
            .collect();
        for names in needed {
            if !names
                .iter()
                .any(|name| columns.contains_key(&column_name(name)))
            {
                let field = names.first().copied().unwrap_or_default();
                return Err(FileProblem::new(Fault::ColumnMissing).at(1).field(field));
            }
        }
        Ok(Self {
            reader,
            columns,
            rows: 0,
        })
    }

    /// How far into the file the reader is.
    pub(super) fn bytes_done(&self) -> u64 {
        self.reader.position().byte()
    }

    pub(super) fn next(&mut self) -> Result<Option<Row<'_>>, FileProblem> {
        let line = self.reader.position().line();
        let mut record = ByteRecord::new();
        let more = self
            .reader
            .read_byte_record(&mut record)
            .map_err(|_| FileProblem::new(Fault::NotCsv).at(line))?;
        if !more {
            return Ok(None);
        }
        self.rows += 1;
        if self.rows > ROWS_MAX {
            return Err(FileProblem::new(Fault::TooManyRows).at(line));
        }
        Ok(Some(Row {
            line: record.position().map_or(line, csv::Position::line),
            record,
            columns: &self.columns,
        }))
    }
}

impl Row<'_> {
    /// The field of the first of these columns that the file has.
    pub(super) fn get(&self, names: &[&str]) -> &str {
        let place = names
            .iter()
            .find_map(|name| self.columns.get(&column_name(name)));
        place
            .and_then(|&place| self.record.get(place))
            .and_then(|field| std::str::from_utf8(field).ok())
            .unwrap_or("")
            .trim()
    }

    /// Whether it has fewer fields than the header: a row that was cut.
    pub(super) fn is_short(&self) -> bool {
        self.record.len() < self.columns.len()
    }
}
