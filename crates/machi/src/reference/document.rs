//! Completes the API's description with what every operation shares.

use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::schema::ComponentsBuilder;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, Ref, RefOr, ResponseBuilder, Server,
};

use super::problem::Problem;

const INTRODUCTION: &str = "Everything that a page of this site can do, a program can do here.

Ids are strings. Times are UTC milliseconds since 1970, or, where a name ends in `_local`, the city's \
own time. Money is an integer in the currency's minor units.

Lists come in pages: while there is more, the answer carries `Link: <…>; rel=\"next\"` (RFC 8288); \
follow it as it is.

A request that acts for somebody carries a token made in that person's settings: \
`Authorization: Bearer …`. Texts come in the language of `Accept-Language`: `en`, `ja`, `zh-Hans` or `ko`.

An answer to a write carries `machi-seen`. Send it back with the next request to be sure to read \
what was written, also from another node.";

/// Names of the shared answers, with their status and what they mean.
const ANSWERS: [(&str, &str, &str); 4] = [
    (
        "SignedOut",
        "401",
        "Needs a token of somebody who is signed in.",
    ),
    (
        "NotFound",
        "404",
        "Does not exist, or is not for the asker to see.",
    ),
    (
        "Refused",
        "422",
        "A rule said no; `errors` says which, field by field.",
    ),
    (
        "Problem",
        "default",
        "Any other problem: 400 for what cannot be read, 429 with `Retry-After` for too many tries, 503 when busy.",
    ),
];

/// The whole description: title, licence, sign-in, and the problems that every operation may answer.
pub fn complete(mut openapi: OpenApi) -> OpenApi {
    openapi.info = InfoBuilder::new()
        .title("Machi")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(INTRODUCTION))
        .license(Some(
            LicenseBuilder::new()
                .name("Apache-2.0")
                .identifier(Some("Apache-2.0"))
                .build(),
        ))
        .build();
    openapi.servers = Some(vec![Server::new("/")]);
    let mut components = ComponentsBuilder::from(openapi.components.unwrap_or_default())
        .schema_from::<Problem>()
        .security_scheme(
            "bearer",
            SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)),
        );
    for (name, _, meaning) in ANSWERS {
        let content = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("Problem")))
            .build();
        let answer = ResponseBuilder::new()
            .description(meaning)
            .content("application/problem+json", content);
        components = components.response(name, answer.build());
    }
    openapi.components = Some(components.build());
    for (path, item) in &mut openapi.paths.paths {
        let finds = path.contains('{');
        for operation in operations(item) {
            add_problems(operation, finds);
        }
    }
    openapi
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [
        &mut item.get,
        &mut item.put,
        &mut item.post,
        &mut item.patch,
        &mut item.delete,
    ]
    .into_iter()
    .flatten()
}

fn add_problems(operation: &mut Operation, finds: bool) {
    let takes = operation.request_body.is_some() || operation.parameters.is_some();
    let needs_sign_in = needs_sign_in(operation.security.as_deref().unwrap_or_default());
    for (name, status, _) in ANSWERS {
        let applies = match status {
            "401" => needs_sign_in,
            "404" => finds,
            "422" => takes,
            _ => true,
        };
        if applies {
            let answer = RefOr::Ref(Ref::from_response_name(name));
            let answers = &mut operation.responses.responses;
            answers.entry(status.to_owned()).or_insert(answer);
        }
    }
}

/// An empty requirement among others means that one may also come without.
fn needs_sign_in(security: &[SecurityRequirement]) -> bool {
    let optional = SecurityRequirement::default();
    !security.is_empty() && !security.contains(&optional)
}
