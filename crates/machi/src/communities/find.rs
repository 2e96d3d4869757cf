//! The community named in the path, looked up among those that cities show.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::app::App;
use crate::at;
use crate::cities::{Cities, Community};
use crate::error::{Error, Result};

/// Every community that some city shows, by slug, each once.
pub fn all(app: &App) -> Result<Vec<Arc<Community>>> {
    let cities = app.view::<Cities>()?.all();
    let mut communities: Vec<Arc<Community>> = Vec::new();
    for community in cities.iter().flat_map(|city| &city.communities) {
        if !communities.iter().any(|known| known.id == community.id) {
            communities.push(community.clone());
        }
    }
    communities.sort_by(|a, b| a.slug.cmp(&b.slug));
    Ok(communities)
}

/// The community named by `{community}` in the path.
#[derive(Debug, Clone)]
pub struct InCommunity(pub Arc<Community>);

impl FromRequestParts<App> for InCommunity {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let slug = at::part(parts, app, "community").await?;
        all(app)?
            .into_iter()
            .find(|community| community.slug == slug)
            .map(Self)
            .ok_or(Error::NotFound)
    }
}
