//! The body of an API's refusal, as it is sent and as it is described (RFC 9457).

use serde::Serialize;
use utoipa::ToSchema;

/// Why a request did not succeed, as RFC 9457 has it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// A stable name of the problem.
    #[serde(rename = "type")]
    #[schema(example = "/problems/refused")]
    pub kind: String,
    /// In the reader's language.
    #[schema(example = "That did not work")]
    pub title: String,
    /// The HTTP status.
    #[schema(example = 422)]
    pub status: u16,
    /// What to mend, field by field; left out where there is nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldProblem>,
}

/// One thing to mend in a request.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// A stable name.
    #[schema(example = "error-malformed")]
    pub code: &'static str,
    /// Which member of the request it is about, if one.
    #[schema(example = "handle")]
    pub field: Option<&'static str>,
    /// In the reader's language.
    #[schema(example = "The request could not be read.")]
    pub detail: String,
}
