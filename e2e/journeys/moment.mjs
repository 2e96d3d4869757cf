//! Two taps to a moment: a photo, and Post. Then without a network, and by reloading in between.

import { fileURLToPath } from "node:url"
import { photo } from "../photo.mjs"

export const name = "somebody posts a photo with two taps, names no place, loses the network, and posts once"

/** A phone: pressed by a finger. */
export const options = { hasTouch: true }

/** Ueno: what a camera writes into a photo that was taken there. */
const SPOT = { lat: 35.7141, lon: 139.7741 }
const LARGE = { width: 3000, height: 2000, spot: SPOT }
/** As a camera wrote it, with GPS. */
const REAL = fileURLToPath(new URL("../../crates/photos/tests/fixtures/gps.jpg", import.meta.url))

export async function journey({ page, context, base, check, shot, axe, steady, expectStatus }) {
  await page.goto("/sign-up?next=/cities/tokyo/notes/new")
  await page.fill("#handle", "moment_1")
  await page.fill("#password", "a long enough secret")
  await page.locator("main form button").last().click()
  await page.waitForURL("**/cities/tokyo/notes/new")
  await page.evaluate(() => navigator.serviceWorker.ready)
  await steady()
  await axe()

  // The first tap opens the gallery: a large photo, which is made smaller on the way and keeps where
  // it was taken.
  const large = await photo(page, LARGE)
  await page.goto("/cities/tokyo/feed")
  const opened = page.waitForEvent("filechooser")
  await page.locator(".bottom-bar__link--write").tap()
  await (await opened).setFiles({ name: "ueno.jpg", mimeType: "image/jpeg", buffer: large })
  await page.waitForURL("**/cities/tokyo/notes/new?draft=*")
  await page.locator(".photo-tile").waitFor()
  await page.locator("near-offers button[aria-pressed=true]").waitFor()
  check((await page.locator("near-offers button").count()) > 1, "places around it are offered")
  check((await page.inputValue("#place_name")) === "", "and none is taken unasked")
  await page.locator(".photo-tile progress").waitFor({ state: "hidden" })
  await axe()
  await shot("composer", { forReadme: true })
  const place = page.locator("near-offers button[data-kind=place]").first()
  await place.click()
  check((await page.inputValue("#place_name")) !== "", "one tap takes the place")
  await place.click()
  check((await page.inputValue("#place_name")) === "", "and another gives it back")

  await page.fill("#text", "Ueno, just now")
  await page.waitForTimeout(1000)
  await page.reload()
  await page.locator(".photo-tile").waitFor()
  await steady()
  check((await page.inputValue("#text")) === "Ueno, just now", "a reload keeps what was written")
  await page.fill("#text", "")

  // The second tap.
  await page.locator(".composer__post").click()
  await page.waitForURL(/\/notes\/\d+$/)
  const note = new URL(page.url()).pathname
  const posted = await (await context.request.get(`/api/v1${note}`)).json()
  const [shown] = posted.photos
  check(Math.max(shown.width, shown.height) === 2048, "the photo came, made smaller")
  for (const { url } of [...shown.sources, { url: shown.card }]) {
    const bytes = await (await context.request.get(url)).body()
    check(!bytes.includes("GPS") && !bytes.includes("Exif"), `${url} says nothing of its place`)
  }
  check(posted.neighbourhood && !posted.place, "only the neighbourhood is told")
  const content = shown.card.split("/")[2]
  check(await seen(page, content), "the note shows it")
  await page.goto("/cities/tokyo/feed?tab=latest")
  check(await seen(page, content), "and so does the feed")

  // Without a network.
  await page.goto("/cities/tokyo/notes/new")
  check((await page.locator(".photo-tile").count()) === 0, "what was posted is no draft any more")
  await context.setOffline(true)
  await page.setInputFiles("#files", REAL)
  await page.fill("#text", "From the tunnel")
  await page.locator(".composer__post").click()
  await page.locator(".waiting-note").waitFor()
  check((await page.locator(".waiting-note").innerText()).includes("From the tunnel"), "it waits, and is seen to")
  await axe()
  await page.goto("/cities/tokyo/feed")
  check((await page.locator("h1").innerText()) === "No network right now", "a page without a network says so")
  await page.locator(".waiting-note").waitFor()
  await shot("offline")
  await axe()
  await context.setOffline(false)
  await page.locator(".waiting-note").waitFor({ state: "detached" })
  await page.goto("/cities/tokyo/notes/new")
  const own = await (await context.request.get("/api/v1/people/moment_1/notes")).json()
  check(own.length === 2, `two notes, each once: ${own.length}`)
  check(own[0].text === "From the tunnel", "the last one first")
  const edit = await (await context.request.get(`/notes/${own[0].id}/edit`)).text()
  check(edit.split('name="photos"').length - 1 === 2, "with its one photo")
  for (const { url } of own[0].photos[0].sources) {
    const bytes = await (await context.request.get(url)).body()
    check(!bytes.includes("GPS") && !bytes.includes("Exif"), `${url} says nothing of the camera`)
  }

  // What waits can be given up.
  await context.setOffline(true)
  await page.fill("#text", "Better not")
  await page.locator(".composer__post").click()
  await page.locator(".waiting-note [data-do=delete]").click()
  await page.locator(".waiting-note").waitFor({ state: "detached" })
  await context.setOffline(false)
  check(page.url().startsWith(base), "still on our own pages")
}

/// Whether a picture of the photo has come and is shown.
async function seen(page, content) {
  const picture = page.locator(`main img[src*="${content}"]`).first()
  await picture.waitFor()
  return await picture.evaluate(image => image.decode().then(() => image.naturalWidth > 0))
}
