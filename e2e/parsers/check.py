#!/usr/bin/python3
"""Reads a running server's calendars, feeds, map and linked data with other people's parsers.

usage: check.py BASE HANDLE PASSWORD — HANDLE runs New York. Needs Debian's python3-icalendar and
python3-feedparser. Prints what was read; ends with a message and status 1 at the first fault.
"""

import datetime
import json
import re
import sys
import time
import urllib.request
import xml.etree.ElementTree as xml
import zoneinfo

import feedparser
import icalendar

BASE, HANDLE, PASSWORD = sys.argv[1:4]
CITY, ZONE = "new-york", zoneinfo.ZoneInfo("America/New_York")
PROBE = "Parser probe; Ümlaut, 東京 and more"
WAIT_S = 30
PAGES_OF_A_PART = 3
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def check(truth, what):
    if not truth:
        sys.exit(f"not so: {what}")


def get(path, **headers):
    url = path if path.startswith("http") else BASE + path
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        return answer.read()


def api(path):
    return json.loads(get("/api/v1" + path))


def send(path, body, kind, token=None):
    headers = {"content-type": kind, **({"authorization": f"Bearer {token}"} if token else {})}
    request = urllib.request.Request(f"{BASE}/api/v1{path}", data=body, headers=headers)
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read())


# What is brought in: once a month for a year, so on both sides of both changes of the clocks; the
# last date a whole day.


def days():
    today = datetime.datetime.now(ZONE).date()
    return [today + datetime.timedelta(days=2 + 30 * month) for month in range(12)]


def source_file(called_off):
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//probe//EN")
    calendar.add("version", "2.0")
    for number, day in enumerate(days()):
        event = icalendar.Event()
        event.add("uid", f"probe-{number}@example.org")
        event.add("dtstamp", datetime.datetime.now(datetime.timezone.utc))
        event.add("summary", f"{PROBE} {number}")
        if number == 11:
            event.add("dtstart", day)
            event.add("dtend", day + datetime.timedelta(days=1))
        else:
            start = datetime.datetime.combine(day, datetime.time(19, 30), ZONE)
            utc = start.astimezone(datetime.timezone.utc)
            event.add("dtstart", utc)
            event.add("dtend", utc + datetime.timedelta(hours=2))
        if number in called_off:
            event.add("status", "CANCELLED")
        calendar.add_component(event)
    return calendar.to_ical()


def bring_in(token, file):
    edge = "probe-edge"
    fields = {"kind": "icalendar", "name": "Parser probe", "attribution": "The checks"}
    parts = [
        f'--{edge}\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    parts.append(
        f'--{edge}\r\ncontent-disposition: form-data; name="file"; filename="probe.ics"\r\n'
        "content-type: text/calendar\r\n\r\n"
    )
    body = "".join(parts).encode() + file + f"\r\n--{edge}--\r\n".encode()
    send(f"/cities/{CITY}/imports", body, f"multipart/form-data; boundary={edge}", token)


# Calendars.


def read_calendar(path):
    calendar = icalendar.Calendar.from_ical(get(path))
    events = calendar.walk("VEVENT")
    for event in events:
        check(not event.errors, f"{path}: {event.errors}")
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS"):
            check(name in event, f"{path}: an event without {name}")
    uids = [str(event["UID"]) for event in events]
    check(len(set(uids)) == len(uids), f"{path}: UIDs are unique")
    return calendar, {str(event["UID"]): event for event in events}


def offset_told(calendar, name, local):
    """The offset that the file's own VTIMEZONE gives a local time."""
    zone = next(zone for zone in calendar.walk("VTIMEZONE") if str(zone["TZID"]) == name)
    since = [one for one in zone.subcomponents if one["DTSTART"].dt.replace(tzinfo=None) <= local]
    latest = max(since, key=lambda one: one["DTSTART"].dt.replace(tzinfo=None))
    return latest["TZOFFSETTO"].td


def check_times(calendar, events):
    """Each date against what the JSON API says of it."""
    offsets = set()
    for uid, event in events.items():
        page = str(event["URL"])
        event_id, date_id = page.rsplit("/", 2)[1:]
        check(uid.startswith(f"occurrence-{date_id}@"), uid)
        dates = api(f"/events/{event_id}/occurrences")
        told = next(date for date in dates if date["id"] == date_id)
        start = event["DTSTART"].dt
        instant = datetime.datetime.fromisoformat(told["starts_at_local"])
        if told["all_day"]:
            check(start == instant.date(), f"{uid}: a whole day is a date")
            check(type(start) is datetime.date, f"{uid}: and no time")
            continue
        name = event["DTSTART"].params["TZID"]
        local = start.replace(tzinfo=None)
        check(local == instant.replace(tzinfo=None), f"{uid}: {start} is {instant}")
        check(offset_told(calendar, name, local) == instant.utcoffset(), f"{uid}: VTIMEZONE")
        check(local.replace(tzinfo=zoneinfo.ZoneInfo(name)) == instant, f"{uid}: {name}")
        offsets.add(instant.utcoffset())
    check(len(offsets) == 2, "dates on both sides of the change of the clocks")


def check_calendars(token):
    probe = f"/cities/{CITY}/calendar.ics?q=parser+probe"
    bring_in(token, source_file(called_off=[]))
    before = eventually(lambda: read_calendar(probe), lambda read: len(read[1]) == 12)
    check_times(*before)
    summaries = {str(event["SUMMARY"]) for event in before[1].values()}
    check(summaries == {f"{PROBE} {number}" for number in range(12)}, "escaped and unescaped")
    check(set(read_calendar(probe)[1]) == set(before[1]), "UIDs stay from read to read")

    bring_in(token, source_file(called_off=[3]))
    off = lambda read: [one for one in read[1].values() if str(one["STATUS"]) == "CANCELLED"]
    after = eventually(lambda: read_calendar(probe), off)
    check(set(after[1]) == set(before[1]), "UIDs stay through a change")
    [called_off] = off(after)
    check(str(called_off["SUMMARY"]).endswith(" 3"), "the one that was called off")
    older = before[1][str(called_off["UID"])]
    check(int(called_off["SEQUENCE"]) > int(older["SEQUENCE"]), "SEQUENCE grew")

    place = next(iter(api(f"/cities/{CITY}/places")))["id"]
    counted = 0
    for path in (f"/cities/{CITY}", "/cities/tokyo", f"/places/{place}", "/communities/food"):
        calendar, events = read_calendar(f"{path}/calendar.ics")
        check(str(calendar["X-WR-CALNAME"]) == str(calendar["NAME"]) != "", f"{path}: a name")
        counted += len(events)
    print(f"calendars: {counted} dates; 12 of our own equal the API's")


def eventually(read, is_there):
    """The views follow the tables in a moment."""
    deadline = time.monotonic() + WAIT_S
    while True:
        found = read()
        if is_there(found):
            return found
        check(time.monotonic() < deadline, "it comes in time")
        time.sleep(0.3)


# Feeds, map, linked data.


def check_feeds():
    count = 0
    place = next(iter(api(f"/cities/{CITY}/places")))["id"]
    for path in (
        f"/cities/{CITY}/events", "/cities/tokyo/events", f"/places/{place}/events",
        "/communities/food/events", f"/cities/{CITY}/notes", "/communities/food/notes",
    ):
        ids = []
        for form, version in (("atom", "atom10"), ("rss", "rss20")):
            feed = feedparser.parse(get(f"{path}.{form}"))
            check(not feed.bozo, f"{path}.{form}: {feed.get('bozo_exception')}")
            check(feed.version == version and feed.feed.title, f"{path}.{form}: {feed.version}")
            for entry in feed.entries:
                check(entry.id and entry.title and entry.link.startswith(BASE), f"{path}: {entry}")
                check(entry.updated_parsed or entry.published_parsed, f"{path}: when")
            ids.append([entry.id for entry in feed.entries])
            count += len(feed.entries)
        check(ids[0] == ids[1], f"{path}: both forms say the same")
    print(f"feeds: {count} entries")


def alternates_of(page):
    """What a page's own head says of its languages."""
    links = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page)
    return {lang: href.replace("&#38;", "&") for lang, href in links}


def check_map():
    robots = get("/robots.txt").decode()
    [index] = re.findall(r"^Sitemap: (.+)$", robots, re.M)
    parts = [loc.text for loc in xml.fromstring(get(index)).iter(f"{SITEMAP}loc")]
    events, count = [], 0
    for part in parts:
        body = get(part)
        urls = xml.fromstring(body).findall(f"{SITEMAP}url")
        check(len(urls) <= 50_000 and len(body) <= 50_000_000, f"{part} is bounded")
        count += len(urls)
        for url in urls:
            loc = url.find(f"{SITEMAP}loc").text
            links = {one.get("hreflang"): one.get("href") for one in url.findall(f"{XHTML}link")}
            check(set(links) == {"en", "ja", "zh-Hans", "ko", "x-default"}, f"{loc}: {links}")
            check(links["x-default"] == loc, f"{loc}: its own default")
            changed = url.find(f"{SITEMAP}lastmod")
            if changed is not None:
                datetime.datetime.fromisoformat(changed.text.replace("Z", "+00:00"))
            if "/events/" in loc:
                events.append(loc)
        for url in urls[:PAGES_OF_A_PART]:
            links = {one.get("hreflang"): one.get("href") for one in url.findall(f"{XHTML}link")}
            for href in links.values():
                head = alternates_of(get(href).decode())
                check(head == links, f"{href} names the same languages: {head}")
    print(f"map: {count} pages in {len(parts)} parts")
    return events


def linked_data(page):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return [json.loads(text) for text in found]


def check_moment(text):
    """ISO 8601: a day, or a time with its offset."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return
    check(datetime.datetime.fromisoformat(text).tzinfo, f"{text} has an offset")


def check_event_data(data, page):
    """Google's required properties of an Event, and the recommended ones that are there."""
    check(data["@context"] == "https://schema.org" and data["@type"] == "Event", page)
    for name in ("name", "startDate", "location", "eventStatus", "image", "url"):
        check(data.get(name), f"{page}: {name}")
    check_moment(data["startDate"])
    if "endDate" in data:
        check_moment(data["endDate"])
    check(data["location"]["@type"] == "Place", page)
    check(data["location"]["name"] and data["location"]["address"]["addressLocality"], page)
    check(data["eventStatus"].startswith("https://schema.org/Event"), page)
    check(all(one.startswith("http") for one in data["image"]), page)
    if "offers" in data:
        offer = data["offers"]
        check(re.fullmatch(r"[A-Z]{3}", offer["priceCurrency"]), f"{page}: currency")
        amounts = [offer[name] for name in ("price", "lowPrice", "highPrice") if name in offer]
        check(amounts and all(amount >= 0 for amount in amounts), f"{page}: price")
        check(offer["url"].startswith("http"), f"{page}: where one gets it")


def check_linked_data(events):
    step = max(1, len(events) // 40)
    offers = 0
    for page in events[::step]:
        [data] = linked_data(get(page).decode())
        check_event_data(data, page)
        offers += "offers" in data
    [place] = [one["id"] for one in api(f"/cities/{CITY}/places")[:1]]
    [data] = linked_data(get(f"/places/{place}").decode())
    check(data["@type"] and data["name"] and data["geo"]["latitude"], "a place")
    [data] = linked_data(get(f"/cities/{CITY}").decode())
    items = data["itemListElement"]
    check(data["@type"] == "ItemList" and items, "a list")
    check([one["position"] for one in items] == list(range(1, len(items) + 1)), "in its order")
    check(len({one["url"] for one in items}) == len(items), "each once")
    print(f"linked data: {len(events[::step])} events, {offers} with offers; a list of {len(items)}")


def main():
    who = json.dumps({"handle": HANDLE, "password": PASSWORD}).encode()
    token = send("/sign-in", who, "application/json")["token"]
    check_calendars(token)
    check_feeds()
    check_linked_data(check_map())


main()
