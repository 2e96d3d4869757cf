//! What an owner does to keep an installation healthy: copies of the data, and a look at everything.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::house::House;

fn is_postgres() -> bool {
    std::env::var_os(store::throw_away::SERVER).is_some()
}

#[tokio::test]
async fn a_healthy_installation_is_found_healthy() {
    let house = House::new().await;
    house.serve();
    house.run(&["city", "open", "osaka"]).ok();
    let said = house.run(&["doctor"]).ok();
    assert!(said.contains("ok   database"), "{said}");
    assert!(said.contains("ok   view Cities (1)"), "{said}");
}

#[tokio::test]
async fn a_key_that_others_can_read_is_reported() {
    let house = House::new().await;
    let missing = house.run(&["doctor"]).refused();
    assert!(missing.contains("BAD  key file"), "{missing}");
    let key = house.folder.path().join("master.key");
    house.serve();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    let open = house.run(&["doctor"]).refused();
    assert!(open.contains("can be read by others"), "{open}");
}

#[tokio::test]
async fn work_that_failed_for_good_is_reported() {
    let house = House::new().await;
    house.serve();
    house.fail_a_timer("feed", "the feed is gone").await;
    let said = house.run(&["doctor"]).refused();
    assert!(
        said.contains("BAD  timers") && said.contains("the feed is gone"),
        "{said}"
    );
}

#[tokio::test]
async fn a_running_database_is_copied_and_no_file_is_overwritten() {
    let house = House::new().await;
    let node = house.serve();
    let copy = house.folder.path().join("copy.db");
    if is_postgres() {
        let said = house.run(&["backup", "copy.db"]).refused();
        assert!(said.contains("pg_dump"), "{said}");
        assert!(!copy.exists());
        return;
    }
    let said = house.run(&["backup", "copy.db"]).ok();
    assert!(said.contains("master.key"), "{said}");
    assert_eq!(
        fs::metadata(&copy).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert!(!house.folder.path().join("copy.db.unfinished").exists());
    let again = house.run(&["backup", "copy.db"]).refused();
    assert!(again.contains("exists"), "{again}");
    drop(node);
    let mut doctor = house.command(&["doctor"]);
    let doctor = doctor.env("MACHI_DATABASE", format!("sqlite://{}", copy.display()));
    assert!(doctor.status().unwrap().success());
}

#[tokio::test]
async fn an_empty_database_is_nothing_to_copy() {
    let house = House::new().await;
    let mut backup = house.command(&["backup", "copy.db"]);
    let backup = backup.env("MACHI_DATABASE", "sqlite://other.db");
    assert!(!backup.status().unwrap().success());
}

#[tokio::test]
async fn the_settings_file_may_be_named_by_the_environment() {
    let house = House::new().await;
    house.serve();
    let file = house.folder.path().join("own.toml");
    for (text, works) in [("log = 'warn'", true), ("lgo = 'warn'", false)] {
        fs::write(&file, text).unwrap();
        let mut doctor = house.command(&["doctor"]);
        let ran = doctor.env("MACHI_SETTINGS", &file).output().unwrap();
        assert_eq!(ran.status.success(), works, "{ran:?}");
    }
}
