//! Photos that real cameras took. Their sources are in `fixtures/SOURCES.md`.

use photos::Place;

use crate::metadata::trace;
use crate::{fixture, photo};

#[test]
fn a_camera_with_gps_tells_where_and_when() {
    let photo = photo(&fixture("gps.jpg"));
    let place = Place {
        lat_e6: 43_464_455,
        lon_e6: 11_881_478,
    };
    assert_eq!(photo.place, Some(place));
    let taken = photo.taken.expect("a time");
    assert_eq!(taken.local.to_string(), "2008-10-22T17:00:07");
    assert_eq!(trace(&photo), None);
}

#[test]
fn a_photo_with_an_editors_notes_loses_them() {
    let bytes = fixture("xmp.jpg");
    assert!(crate::metadata::has(&bytes, b"http://ns.adobe.com/xap"));
    let photo = photo(&bytes);
    assert_eq!((photo.width, photo.height), (360, 216));
    assert_eq!(trace(&photo), None);
}
