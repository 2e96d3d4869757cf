//! The demo's photos, drawn by the project itself: small scenes of a city, each after its own chance.

mod alley;
mod bakery;
mod books;
mod bridge;
mod cafe;
mod forms;
mod ginkgo;
mod light;
mod paint;
mod park;
mod museum;
mod peaks;
mod ramen;
mod rain;
mod sea;
mod shrine;
mod skyline;
mod stage;
mod train;

use anyhow::Context;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use serde::Deserialize;

use crate::covers::chance::Chance;
pub(crate) use light::Light;
use paint::Canvas;

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Scene {
    Alley,
    Bakery,
    Books,
    Bridge,
    Cafe,
    Ginkgo,
    Leaves,
    Manhattan,
    Maples,
    Museum,
    Park,
    Peaks,
    Rain,
    Ramen,
    Sea,
    Shrine,
    Stage,
    TokyoTower,
    Train,
}

/// The shape of a picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Shape {
    /// 3:4.
    #[default]
    Tall,
    Square,
}

impl Shape {
    /// In pixels. A demo must not keep anybody waiting.
    fn drawn_px(self) -> (u32, u32) {
        match self {
            Self::Tall => (600, 800),
            Self::Square => (680, 680),
        }
    }

    fn size(self) -> (f64, f64) {
        match self {
            Self::Tall => (960.0, 1280.0),
            Self::Square => (1080.0, 1080.0),
        }
    }
}

/// What is to be drawn; the same wish is always the same picture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish {
    pub(crate) scene: Scene,
    pub(crate) light: Light,
    pub(crate) shape: Shape,
    pub(crate) seed: u64,
}

/// The picture as PNG. Takes some tenths of a second: not on an async thread.
pub(crate) fn png(wish: &Wish) -> anyhow::Result<Vec<u8>> {
    let tree = Tree::from_str(&svg(wish), &Options::default()).context("the scene is no SVG")?;
    let (w, h) = wish.shape.drawn_px();
    let mut pixels = Pixmap::new(w, h).context("the scene has no size")?;
    let scale = Transform::from_scale(
        w as f32 / tree.size().width(),
        h as f32 / tree.size().height(),
    );
    resvg::render(&tree, scale, &mut pixels.as_mut());
    pixels.encode_png().context("the scene cannot be encoded")
}

/// The picture as SVG.
fn svg(wish: &Wish) -> String {
    let (w, h) = wish.shape.size();
    let mut c = Canvas::new(w, h);
    let mut chance = Chance::of("scene", wish.seed);
    let air = wish.light.air();
    let (canvas, chance) = (&mut c, &mut chance);
    match wish.scene {
        Scene::Alley => alley::draw(canvas, chance),
        Scene::Bakery => bakery::draw(canvas, chance),
        Scene::Books => books::draw(canvas, chance),
        Scene::Bridge => bridge::draw(canvas, chance, &air),
        Scene::Cafe => cafe::draw(canvas, chance, &air),
        Scene::Ginkgo => ginkgo::avenue(canvas, chance, &air),
        Scene::Leaves => ginkgo::ground(canvas, chance, ginkgo::GOLD),
        Scene::Manhattan => skyline::draw(canvas, chance, &air, skyline::Tower::Spire),
        Scene::Maples => ginkgo::ground(canvas, chance, ginkgo::CRIMSON),
        Scene::Museum => museum::draw(canvas, chance),
        Scene::Park => park::draw(canvas, chance, &air),
        Scene::Peaks => peaks::draw(canvas, chance, &air),
        Scene::Rain => rain::draw(canvas, chance),
        Scene::Ramen => ramen::draw(canvas, chance),
        Scene::Sea => sea::draw(canvas, chance, &air),
        Scene::Shrine => shrine::draw(canvas, chance, &air),
        Scene::Stage => stage::draw(canvas, chance),
        Scene::TokyoTower => skyline::draw(canvas, chance, &air, skyline::Tower::Lattice),
        Scene::Train => train::draw(canvas, chance, &air),
    }
    c.finish()
}
