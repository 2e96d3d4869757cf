//! The main job: somebody who never heard of Machi finds something to do, and takes it along.

import { readFile } from "node:fs/promises"

export const name = "a newcomer finds free events in New York, signs up in Japanese, joins Tokyo and takes an event along"

export async function journey({ page, base, check, shot, axe, expectStatus }) {
  expectStatus(422, "/sign-up")
  await page.goto("/")
  check(await page.getByRole("link", { name: "New York" }).first().isVisible(), "both cities are in sight")
  await axe()
  await page.locator("main").getByRole("link", { name: "New York" }).first().click()
  await page.waitForURL("**/cities/new-york")
  check(await page.locator("main .notice--warn").first().isVisible(), "the demo says that it moved events")
  await shot("city", { forReadme: true })
  await axe()

  const tonight = await page.locator(".bottom-bar a[href*='when=tonight']").getAttribute("href")
  check(tonight?.startsWith("/cities/new-york/"), "tonight is one tap away")
  await page.locator(".bottom-bar a[href*='when=tonight']").click()
  await page.locator("nav.chips a[href*='price=free']").first().click()
  await page.waitForURL(url => url.searchParams.get("when") === "tonight" && url.searchParams.get("price") === "free")
  const free = page.locator(".event-row, .event-card")
  check((await free.count()) > 0, "there are free events tonight")
  check((await page.locator(".badge--free").count()) >= (await free.count()), "each is marked free")
  await axe()

  await page.locator(".app-bar__language summary").click()
  await page.locator(".app-bar__language a[hreflang=ja]").click()
  await page.waitForURL(url => url.searchParams.get("lang") === "ja")
  check((await page.locator("html").getAttribute("lang")) === "ja", "the page is Japanese")
  check((await page.locator("main h1").innerText()).includes("今夜"), "the heading is Japanese")

  await page.goto("/sign-up?next=/cities/tokyo")
  await axe()
  await page.fill("#handle", "newcomer_1")
  await page.fill("#password", "short")
  await page.evaluate(() => document.querySelector("main form").setAttribute("novalidate", ""))
  await Promise.all([page.waitForLoadState(), page.locator("main form button").last().click()])
  await page.locator(".error-summary").waitFor()
  check((await page.inputValue("#handle")) === "newcomer_1", "what was typed is still there")
  await page.fill("#password", "a long enough secret")
  await page.fill("#display_name", "はじめさん")
  await page.locator("main form button").last().click()
  await page.waitForURL("**/cities/tokyo")
  check((await page.locator("html").getAttribute("lang")) === "ja", "signed up, and still Japanese")

  await page.locator("form[action*='membership'] button").first().click()
  await page.locator(".notice--good").waitFor()
  check((await page.locator("form[action*='membership'] button").count()) > 0, "joined, and may leave again")
  await axe()

  await page.locator(".event-card a").first().click()
  await page.waitForURL("**/events/**")
  await axe()
  const linked = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent())
  check(linked["@type"] === "Event" && linked.startDate, "search engines can read the event")
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("a[href$='.ics']").first().click(),
  ])
  const calendar = await readFile(await download.path(), "utf8")
  check(calendar.startsWith("BEGIN:VCALENDAR\r\n") && calendar.includes("BEGIN:VEVENT"), "the calendar file holds it")
  // By the clock of its city, which the file describes; or a whole day.
  const starts = calendar.match(/DTSTART(;VALUE=DATE|;TZID=Asia\/Tokyo):(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2}))?\r\n/)
  check(starts, "with a date, or a time of its city")
  const [, form, year, month, day, hour, minute, second] = starts
  const described = form === ";VALUE=DATE" || calendar.includes("BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\n")
  check(described, "and what that city's clock says")
  const told = hour ? `${year}-${month}-${day}T${hour}:${minute}:${second}+09:00` : `${year}-${month}-${day}`
  const same = linked.startDate.startsWith(told)
  check(same, "at the time that the page tells")
  check(page.url().startsWith(base), "still on our own pages")
}
