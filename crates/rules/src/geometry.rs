//! Spots and outlines on the map, small enough that the plane is a good likeness of the Earth.

/// A spot in millionths of a degree (WGS 84): about 11 cm of latitude.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spot {
    pub lat_e6: i64,
    pub lon_e6: i64,
}

/// Metres in a degree of latitude (mean Earth radius 6,371,008.8 m, IUGG).
const METRES_PER_DEGREE: f64 = 111_195.08;

impl Spot {
    /// From degrees. `None` outside of ±90 and ±180, or when not a number.
    pub fn from_degrees(lat: f64, lon: f64) -> Option<Self> {
        let valid = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        valid.then(|| Self {
            lat_e6: (lat * 1e6).round() as i64,
            lon_e6: (lon * 1e6).round() as i64,
        })
    }

    pub fn lat(self) -> f64 {
        self.lat_e6 as f64 / 1e6
    }

    pub fn lon(self) -> f64 {
        self.lon_e6 as f64 / 1e6
    }

    /// Distance in metres by the equirectangular approximation: good to 0.1 % within a city.
    pub fn metres_to(self, other: Self) -> f64 {
        let mean_lat = ((self.lat() + other.lat()) / 2.0).to_radians();
        let dy = self.lat() - other.lat();
        let dx = (self.lon() - other.lon()) * mean_lat.cos();
        METRES_PER_DEGREE * dx.hypot(dy)
    }
}

/// A closed line; the last point need not repeat the first.
pub type Ring = Vec<Spot>;

/// One or more polygons, each an outer ring and its holes (GeoJSON's MultiPolygon, RFC 7946).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outline {
    pub polygons: Vec<Vec<Ring>>,
    south_west: Option<Spot>,
    north_east: Option<Spot>,
}

impl Outline {
    /// From a MultiPolygon's coordinates, longitude first. Points outside of the Earth are left out.
    pub fn from_degrees(polygons: &[Vec<Vec<[f64; 2]>>]) -> Self {
        let ring = |ring: &Vec<[f64; 2]>| {
            ring.iter()
                .filter_map(|&[lon, lat]| Spot::from_degrees(lat, lon))
                .collect()
        };
        let polygons: Vec<Vec<Ring>> = polygons
            .iter()
            .map(|polygon| polygon.iter().map(ring).collect())
            .collect();
        let corner = |pick: fn(i64, i64) -> i64| {
            let spots = polygons.iter().flatten().flatten().copied();
            spots.reduce(|a, b| Spot {
                lat_e6: pick(a.lat_e6, b.lat_e6),
                lon_e6: pick(a.lon_e6, b.lon_e6),
            })
        };
        Self {
            south_west: corner(i64::min),
            north_east: corner(i64::max),
            polygons,
        }
    }

    /// The south-west and north-east corners; `None` when there is no point.
    pub fn bounds(&self) -> Option<(Spot, Spot)> {
        self.south_west.zip(self.north_east)
    }

    /// Whether the spot lies inside (even-odd rule, so that holes are outside).
    pub fn holds(&self, spot: Spot) -> bool {
        let Some((south_west, north_east)) = self.bounds() else {
            return false;
        };
        let in_bounds = (south_west.lat_e6..=north_east.lat_e6).contains(&spot.lat_e6)
            && (south_west.lon_e6..=north_east.lon_e6).contains(&spot.lon_e6);
        in_bounds
            && self
                .polygons
                .iter()
                .any(|rings| rings.iter().filter(|ring| ring_holds(ring, spot)).count() % 2 == 1)
    }

    /// The middle of the largest polygon's outer ring (area-weighted centroid).
    pub fn middle(&self) -> Option<Spot> {
        let outer = self.polygons.iter().filter_map(|rings| rings.first());
        let (_, spot) = outer
            .filter_map(|ring| centroid(ring))
            .max_by(|a, b| a.0.total_cmp(&b.0))?;
        Some(spot)
    }
}

/// Ray casting towards the east (Shimrat 1962), in exact integers.
fn ring_holds(ring: &[Spot], spot: Spot) -> bool {
    let mut inside = false;
    for (a, b) in edges(ring) {
        if (a.lat_e6 > spot.lat_e6) == (b.lat_e6 > spot.lat_e6) {
            continue;
        }
        let (dy, dx) = (
            i128::from(b.lat_e6 - a.lat_e6),
            i128::from(b.lon_e6 - a.lon_e6),
        );
        let (py, px) = (
            i128::from(spot.lat_e6 - a.lat_e6),
            i128::from(spot.lon_e6 - a.lon_e6),
        );
        let east_of_spot = if dy > 0 {
            px * dy < dx * py
        } else {
            px * dy > dx * py
        };
        inside ^= east_of_spot;
    }
    inside
}

fn edges(ring: &[Spot]) -> impl Iterator<Item = (Spot, Spot)> + '_ {
    ring.iter()
        .copied()
        .zip(ring.iter().copied().cycle().skip(1))
        .take(ring.len())
}

/// Area (square degrees, without sign) and centroid by the shoelace formula.
fn centroid(ring: &[Spot]) -> Option<(f64, Spot)> {
    let origin = *ring.first()?;
    let (mut area, mut lat, mut lon) = (0.0, 0.0, 0.0);
    for (a, b) in edges(ring) {
        let (ay, ax) = (a.lat() - origin.lat(), a.lon() - origin.lon());
        let (by, bx) = (b.lat() - origin.lat(), b.lon() - origin.lon());
        let cross = ax * by - bx * ay;
        area += cross / 2.0;
        lat += (ay + by) * cross;
        lon += (ax + bx) * cross;
    }
    if area == 0.0 {
        return Some((0.0, origin));
    }
    let spot = Spot::from_degrees(
        origin.lat() + lat / (6.0 * area),
        origin.lon() + lon / (6.0 * area),
    )?;
    Some((area.abs(), spot))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square_with_hole() -> Outline {
        let ring =
            |from: f64, to: f64| vec![[from, from], [to, from], [to, to], [from, to], [from, from]];
        Outline::from_degrees(&[vec![ring(0.0, 10.0), ring(4.0, 6.0)]])
    }

    #[test]
    fn a_spot_is_inside_outside_or_in_a_hole() {
        let cases = [
            ((1.0, 1.0), true),
            ((5.0, 5.0), false),
            ((11.0, 5.0), false),
            ((7.0, 5.0), true),
            ((-1.0, 5.0), false),
        ];
        for ((lat, lon), inside) in cases {
            assert_eq!(
                square_with_hole().holds(Spot::from_degrees(lat, lon).unwrap()),
                inside,
                "{lat} {lon}"
            );
        }
    }

    #[test]
    fn the_middle_of_a_square_is_its_centre() {
        assert_eq!(square_with_hole().middle(), Spot::from_degrees(5.0, 5.0));
    }

    #[test]
    fn shibuya_to_shinjuku_is_three_and_a_half_kilometres() {
        let shibuya = Spot::from_degrees(35.6580, 139.7016).unwrap();
        let shinjuku = Spot::from_degrees(35.6896, 139.7006).unwrap();
        assert!(
            (shibuya.metres_to(shinjuku) - 3_515.0).abs() < 15.0,
            "{}",
            shibuya.metres_to(shinjuku)
        );
    }

    #[test]
    fn there_is_no_spot_outside_of_the_earth() {
        assert_eq!(Spot::from_degrees(91.0, 0.0), None);
        assert_eq!(Spot::from_degrees(f64::NAN, 0.0), None);
    }
}
