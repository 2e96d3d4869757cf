//! What somebody does in the story of a campaign.

use std::collections::BTreeMap;

use futures_util::{StreamExt, stream};
use store::{Tx, args};

use super::{Does, Step, Story};
use crate::accounts::{Member, Network, alias_of};
use crate::app::App;
use crate::campaigns::{self, ApplicationInput};
use crate::cities::CityOperator;
use crate::demo::scenes::{self, Light, Scene, Shape, Wish};
use crate::demo::shelves::operator;
use crate::door::{self, NewDoor, Scanned, Scans, Steward};
use crate::draws::Issuer;
use crate::error::{Error, Result};
use crate::ids::{
    CampaignId, CityId, EventId, ExcuseId, ObligationId, OccurrenceId, PlaceId, ProofId,
    ProofPictureId, TicketId,
};
use crate::notes::{Written, post};
use crate::obligations::{self, Kind};
use crate::photos::Source;
use crate::proofs::{self, Decision, Given, Reason, ReasonKind};
use crate::publishing::Host;

const HOUR_MS: i64 = 60 * 60 * 1_000;
/// A door is open for so long.
const DOOR_MS: i64 = 8 * HOUR_MS;
/// On screenshots of posts.
const POSTED: [Scene; 3] = [Scene::Museum, Scene::Leaves, Scene::Park];

store::row! {
    /// What the seats are of.
    struct Seats {
        event_id: EventId,
        occurrence_id: OccurrenceId,
        place_id: Option<PlaceId>,
    }
}

impl Story<'_> {
    /// Everybody of the step, one after the other.
    pub(super) async fn take(&mut self, app: &App, step: &Step) -> Result<()> {
        if let Does::Draft = step.does {
            self.id = app.write(async |tx: &mut Tx| self.draft(tx).await).await?;
            return Ok(());
        }
        // In a demo that was filled before there were its event, nothing happens.
        let Some(id) = self.id else {
            return Ok(());
        };
        match step.does {
            Does::Come => self.come(app, id, step).await,
            Does::HandIn => self.hand_in(app, id, step).await,
            Does::Draft | Does::Publish | Does::Finish | Does::CallOff => {
                app.write(async |tx: &mut Tx| self.operate(app, tx, (id, step)).await)
                    .await
            }
            _ => {
                for member in self.people(step) {
                    app.write(async |tx: &mut Tx| self.act(tx, member, (id, step)).await)
                        .await?;
                }
                Ok(())
            }
        }
    }

    async fn draft(&self, tx: &mut Tx) -> Result<Option<CampaignId>> {
        match self.described(tx).await? {
            Some(described) => {
                let by = self.desk(tx).await?;
                campaigns::make(tx, &by, &described).await.map(Some)
            }
            None => Ok(None),
        }
    }

    async fn desk(&self, tx: &mut Tx) -> Result<CityOperator> {
        operator(tx, &self.city).await?.ok_or(Error::NotFound)
    }

    async fn operate(&self, app: &App, tx: &mut Tx, (id, step): (CampaignId, &Step)) -> Result<()> {
        let by = self.desk(tx).await?;
        match step.does {
            Does::Finish => campaigns::finish(tx, &by, id).await,
            Does::CallOff => campaigns::call_off(tx, &by, id).await,
            _ => campaigns::publish(Issuer::of(app), tx, &by, id).await,
        }
    }

    /// One member, or the operator about them.
    async fn act(
        &self,
        tx: &mut Tx,
        member: &Member,
        (id, step): (CampaignId, &Step),
    ) -> Result<()> {
        let at = (self.city.id, id);
        match step.does {
            Does::Ask => ask(tx, member, at).await,
            Does::Accept => campaigns::answer(tx, member, at, true).await,
            Does::Decline => campaigns::answer(tx, member, at, false).await,
            Does::Write => self.write(tx, member, (id, &step.text)).await,
            Does::AskExcuse => {
                let owed = owed(tx, member, (id, step)).await?;
                obligations::ask_excuse(tx, member, owed, &step.text).await
            }
            _ => self.decide(tx, member, (id, step)).await,
        }
    }

    async fn decide(
        &self,
        tx: &mut Tx,
        member: &Member,
        (id, step): (CampaignId, &Step),
    ) -> Result<()> {
        let by = self.desk(tx).await?;
        if let Does::Choose = step.does {
            return campaigns::choose(tx, &by, id, (member.id, &step.text)).await;
        }
        let owed = owed(tx, member, (id, step)).await?;
        match step.does {
            Does::Excuse => {
                let excuse = excuse(tx, owed).await?;
                obligations::decide_excuse(tx, &by, excuse, (true, &step.text)).await
            }
            Does::SendBack => {
                let reason = Reason::new(ReasonKind::WrongTag, "")?;
                let proof = proof(tx, owed).await?;
                proofs::decide(tx, &by, proof, &Decision::Refuse(reason)).await
            }
            _ => {
                let proof = proof(tx, owed).await?;
                proofs::decide(tx, &by, proof, &Decision::Accept).await
            }
        }
    }

    /// A note about the event, or the place of the visit.
    async fn write(&self, tx: &mut Tx, by: &Member, (id, text): (CampaignId, &str)) -> Result<()> {
        let seats = seats(tx, id).await?;
        let written = Written {
            body: text.to_owned(),
            place: seats.place_id,
            event: seats.place_id.is_none().then_some(seats.event_id),
            ..Written::default()
        };
        post::post(tx, by, &self.city, &written).await?;
        Ok(())
    }

    /// The steward lets them in, by the tickets of the list.
    async fn come(&self, app: &App, id: CampaignId, step: &Step) -> Result<()> {
        let at_ms = app.now_ms();
        let (link, tickets) = app
            .write(async |tx: &mut Tx| {
                let seats = seats(tx, id).await?;
                let host = Host {
                    member: self.desk(tx).await?.member,
                    city: self.city.clone(),
                    event: seats.event_id,
                };
                let new = NewDoor {
                    name: "Main entrance".into(),
                    occurrence: Some(seats.occurrence_id),
                    from_ms: at_ms - HOUR_MS,
                    until_ms: at_ms + DOOR_MS,
                };
                let link = door::link(app, door::open(tx, &host, new).await?);
                let mut tickets = Vec::new();
                for member in self.people(step) {
                    tickets.push(ticket(tx, &seats, member).await?);
                }
                Ok((link, tickets))
            })
            .await?;
        let steward = Steward::of_link(app, &link).await?;
        let scanned = |ticket: TicketId| Scanned {
            nonce: ticket.to_string(),
            at_ms,
            token: None,
            ticket: Some(ticket),
            let_in: true,
            turned_away: false,
        };
        let scans: Vec<_> = tickets.into_iter().map(scanned).collect();
        let told = Scans {
            device: "demo".into(),
            steward: "Ana".into(),
            scans: Vec::new(),
            undone: Vec::new(),
        };
        app.write(async |tx: &mut Tx| {
            door::scan_some(tx, app.key(), &steward, (&told, &scans)).await
        })
        .await?;
        Ok(())
    }

    /// What an operator asked for is shown in words, a post by its link and a screenshot.
    async fn hand_in(&self, app: &App, id: CampaignId, step: &Step) -> Result<()> {
        for member in self.people(step) {
            let mut given = Given::default();
            if step.of == Some(Kind::Post) {
                given.screenshot = Some(screenshot(app, member, &step.text).await?);
                given.link.clone_from(&step.text);
            } else {
                given.words.clone_from(&step.text);
            }
            app.write(async |tx: &mut Tx| {
                let owed = owed(tx, member, (id, step)).await?;
                proofs::hand_in(tx, member, owed, &given).await
            })
            .await?;
        }
        Ok(())
    }
}

/// With the name that they have where something is to be posted, or their handle.
async fn ask(tx: &mut Tx, by: &Member, at: (CityId, CampaignId)) -> Result<()> {
    let mut aliases = BTreeMap::new();
    if alias_of(tx, by.id, Network::Instagram).await?.is_none() {
        aliases.insert(Network::Instagram, by.handle.clone());
    }
    let application = ApplicationInput {
        answers: Vec::new(),
        aliases,
    };
    campaigns::apply(tx, by, at, &application).await?;
    Ok(())
}

async fn seats(tx: &mut Tx, id: CampaignId) -> Result<Seats> {
    // `campaign` belongs to campaigns.
    let sql = "select event_id, occurrence_id, place_id from campaign where id = $1";
    Ok(tx.one(sql, args![id]).await?)
}

async fn ticket(tx: &mut Tx, seats: &Seats, of: &Member) -> Result<TicketId> {
    // `ticket` belongs to seats, `rsvp` to going.
    let sql = "select t.id from ticket t join rsvp r on r.id = t.rsvp_id
               where r.occurrence_id = $1 and r.account_id = $2 and not t.void";
    let (ticket,) = tx.one(sql, args![seats.occurrence_id, of.id]).await?;
    Ok(ticket)
}

/// What somebody owes of the kind that the step names.
async fn owed(tx: &mut Tx, of: &Member, (id, step): (CampaignId, &Step)) -> Result<ObligationId> {
    let owed = obligations::of_seat(tx, id, of.id).await?;
    let named =
        |one: &&obligations::Obligation| step.of.is_some_and(|kind| one.kind == kind.name());
    let found = owed.iter().find(named).map(|one| one.id);
    found.ok_or(Error::NotFound)
}

async fn excuse(tx: &mut Tx, of: ObligationId) -> Result<ExcuseId> {
    // `excuse` belongs to obligations.
    let sql = "select id from excuse where obligation_id = $1 and state = 'open'";
    let (excuse,) = tx.one(sql, args![of]).await?;
    Ok(excuse)
}

/// The one that waits, and its revision.
async fn proof(tx: &mut Tx, of: ObligationId) -> Result<(ProofId, i64)> {
    // `proof` belongs to proofs.
    let sql = "select id, revision from proof where obligation_id = $1 and decision = ''";
    Ok(tx.one(sql, args![of]).await?)
}

/// What the member shows of the post: another picture for each link.
async fn screenshot(app: &App, by: &Member, link: &str) -> Result<ProofPictureId> {
    let seed = link
        .bytes()
        .fold(7, |seed, byte| seed * 31 % 1_000_003 + u64::from(byte));
    let wish = Wish {
        scene: POSTED[seed as usize % POSTED.len()],
        light: Light::Day,
        shape: Shape::Tall,
        seed,
    };
    let drawn = tokio::task::spawn_blocking(move || scenes::png(&wish));
    let png = drawn.await.map_err(anyhow::Error::from)??;
    let stated = u64::try_from(png.len()).ok();
    let bytes = stream::iter([Ok(png.into())]).boxed();
    proofs::keep_screenshot(app, by, Source::stream(bytes, stated)).await
}
