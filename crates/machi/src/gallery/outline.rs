//! Neighbourhoods as small outlines, by district.

use crate::cities::{City, Neighbourhood};
use crate::text::Lang;

/// A district (a borough, a group of wards) with its neighbourhoods by name.
pub(super) struct DistrictView {
    pub(super) name: String,
    pub(super) neighbourhoods: Vec<NeighbourhoodView>,
}

/// A neighbourhood's name and its shape as SVG path data in a box of 96 × 96.
pub(super) struct NeighbourhoodView {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) shape: String,
}

/// Districts in the order in which the city's data names them first; neighbourhoods by name.
pub(super) fn by_district(city: &City, lang: Lang) -> Vec<DistrictView> {
    let mut districts: Vec<DistrictView> = Vec::new();
    for neighbourhood in &city.neighbourhoods {
        let name = neighbourhood.district_names.get(lang);
        let view = view(neighbourhood, lang);
        match districts.iter_mut().find(|district| district.name == name) {
            Some(district) => district.neighbourhoods.push(view),
            None => districts.push(DistrictView {
                name: name.to_owned(),
                neighbourhoods: vec![view],
            }),
        }
    }
    for district in &mut districts {
        district.neighbourhoods.sort_by(|a, b| a.name.cmp(&b.name));
    }
    districts
}

fn view(neighbourhood: &Neighbourhood, lang: Lang) -> NeighbourhoodView {
    NeighbourhoodView {
        key: neighbourhood.key.clone(),
        name: neighbourhood.names.get(lang).to_owned(),
        shape: crate::covers::shape(&neighbourhood.outline),
    }
}
