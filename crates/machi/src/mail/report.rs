//! Reports of mails that came back later (RFC 3464): the server took them, and the next one did not.

use mail_parser::{MessageParser, MimeHeaders};
use store::{Tx, args};

use super::bounce;
use super::deliver::blames_address;
use crate::error::Result;

/// Of a report, with the mail that came back.
pub const REPORT_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// Lines of a report in which it is looked for our mail.
const LINES_MAX: usize = 10_000;

/// Marks the address that the report tells of; answers whether it tells of one. It is believed when
/// it names a mail of ours by its `Message-ID`, which nobody knows but who got the mail.
pub async fn read_report(tx: &mut Tx, report: &[u8]) -> Result<bool> {
    if !tells_of_failure(report) {
        return Ok(false);
    }
    for mail in named_mails(report) {
        let sql = "select address_hash from mail where id = $1 and address_hash <> ''";
        if let Some((hash,)) = tx.optional::<(String,)>(sql, args![mail]).await? {
            bounce::mark(tx, &hash).await?;
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether one of its recipients got nothing for good, because of the address.
fn tells_of_failure(report: &[u8]) -> bool {
    let Some(message) = MessageParser::default().parse(report) else {
        return false;
    };
    let is_status = |part: &&mail_parser::MessagePart<'_>| {
        part.content_type().is_some_and(|kind| {
            kind.ctype().eq_ignore_ascii_case("message")
                && kind
                    .subtype()
                    .is_some_and(|name| name.eq_ignore_ascii_case("delivery-status"))
        })
    };
    let parts = message.parts.iter().filter(is_status);
    let mut failed = parts.map(|part| String::from_utf8_lossy(part.contents()).to_lowercase());
    failed.any(|status| {
        let status = status.replace('\r', "");
        status.split("\n\n").any(|recipient| {
            let field = |name: &str| {
                let value = recipient.lines().find_map(|line| line.strip_prefix(name));
                value.unwrap_or_default().trim()
            };
            let code = field("status:");
            field("action:") == "failed" && code.starts_with("5.") && blames_address(code)
        })
    })
}

/// The numbers of the mails that could be ours.
fn named_mails(report: &[u8]) -> Vec<i64> {
    let text = String::from_utf8_lossy(report);
    let lines = text.lines().take(LINES_MAX);
    let id = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let value = value
            .trim()
            .strip_prefix('<')
            .filter(|_| name.eq_ignore_ascii_case("message-id"));
        value?.split('@').next()?.parse().ok()
    };
    lines.filter_map(id).collect()
}
