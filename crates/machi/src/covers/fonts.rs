//! The fonts for what is drawn on the server: one that Machi carries, and those of the machine.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::{Database, Family, ID, Query, Weight};
use resvg::usvg::{FontResolver, Options};
use skrifa::MetadataProvider;

use crate::text::Lang;

/// Source Serif 4 Bold: Latin, Greek and Cyrillic (SIL Open Font License 1.1, see `fonts/OFL.txt`).
const CARRIED: &[u8] = include_bytes!("fonts/SourceSerif4-Bold.ttf");

/// Faces for each writing; the first that the machine has is used.
const FACES: [(Lang, &[&str]); 3] = [
    (
        Lang::Ja,
        &[
            "Noto Serif CJK JP",
            "Noto Serif JP",
            "Hiragino Mincho ProN",
            "Noto Sans CJK JP",
            "IPAexMincho",
        ],
    ),
    (
        Lang::ZhHans,
        &[
            "Noto Serif CJK SC",
            "Noto Serif SC",
            "Songti SC",
            "Noto Sans CJK SC",
            "WenQuanYi Zen Hei",
        ],
    ),
    (
        Lang::Ko,
        &[
            "Noto Serif CJK KR",
            "Noto Serif KR",
            "AppleMyungjo",
            "Noto Sans CJK KR",
            "NanumMyeongjo",
        ],
    ),
];

struct Fonts {
    database: Arc<Database>,
    carried: Option<ID>,
    /// The faces of each writing that the machine has.
    faces: Vec<(Lang, ID)>,
}

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let mut database = Database::new();
    database.load_font_data(CARRIED.to_vec());
    let carried = database.faces().next().map(|face| face.id);
    database.load_system_fonts();
    let faces = FACES
        .iter()
        .filter_map(|(lang, names)| {
            let face = names.iter().find_map(|name| {
                database.query(&Query {
                    families: &[Family::Name(name)],
                    weight: Weight::BOLD,
                    ..Query::default()
                })
            });
            Some((*lang, face?))
        })
        .collect();
    Fonts {
        database: Arc::new(database),
        carried,
        faces,
    }
});

/// Whether there is a glyph for every letter and digit of the text.
pub(super) fn covers(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).all(is_covered)
}

/// The text without the signs that no font has (emoji, say), so that no empty box is drawn.
pub(super) fn without_uncovered(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_whitespace() || is_covered(*c))
        .collect()
}

fn is_covered(c: char) -> bool {
    let fonts = &*FONTS;
    fonts
        .carried
        .into_iter()
        .chain(fonts.faces.iter().map(|(_, face)| *face))
        .any(|face| has(&fonts.database, face, c))
}

fn has(database: &Database, face: ID, c: char) -> bool {
    let glyph = database.with_face_data(face, |data, index| {
        let font = skrifa::FontRef::from_index(data, index).ok()?;
        font.charmap().map(c)
    });
    matches!(glyph, Some(Some(glyph)) if glyph.to_u32() != 0)
}

/// Draws with the font that Machi carries, and with the machine's own for what it lacks: the
/// language decides between the forms of a Chinese character.
pub(super) fn options(lang: Lang) -> Options<'static> {
    let mut order: Vec<ID> = Vec::new();
    let own = |known: &(Lang, ID)| known.0 == lang;
    order.extend(
        FONTS
            .faces
            .iter()
            .filter(|known| own(known))
            .map(|(_, face)| *face),
    );
    order.extend(
        FONTS
            .faces
            .iter()
            .filter(|known| !own(known))
            .map(|(_, face)| *face),
    );
    Options {
        fontdb: FONTS.database.clone(),
        font_resolver: FontResolver {
            select_font: Box::new(|_, _| FONTS.carried),
            select_fallback: Box::new(move |c, used, database| {
                order
                    .iter()
                    .find(|face| !used.contains(face) && has(database, **face, c))
                    .copied()
            }),
        },
        ..Options::default()
    }
}
