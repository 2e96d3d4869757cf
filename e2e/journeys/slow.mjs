//! How long a moment takes on a slow network. It is told, and not held against a limit: machines differ.

import { photo } from "../photo.mjs"

export const name = "a photo of twelve megapixels on a slow network"

/** The worker fetches past the throttle of the page; a person without it waits the same. */
export const options = { serviceWorkers: "block" }

/** "Fast 3G" of Chromium's developer tools: 1.44 Mbit/s down, 0.675 up, 562.5 ms there and back. */
const FAST_3G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 }
const LARGE = { width: 4000, height: 3000, spot: { lat: 35.7141, lon: 139.7741 }, grain: true }
const SLOW_MS = 120_000

export async function journey({ page, context, check, say }) {
  await page.goto("/sign-up?next=/cities/tokyo/notes/new")
  await page.fill("#handle", "slow_1")
  await page.fill("#password", "a long enough secret")
  await page.locator("main form button").last().click()
  await page.waitForURL("**/cities/tokyo/notes/new")
  await page.locator("photo-picker").waitFor()
  const large = await photo(page, LARGE)
  const files = [{ name: "large.jpg", mimeType: "image/jpeg", buffer: large }]
  const devtools = await context.newCDPSession(page)
  await devtools.send("Network.enable")
  await devtools.send("Network.emulateNetworkConditions", FAST_3G)

  let started = performance.now()
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`
  const size = `${(large.length / 1e6).toFixed(1)} MB`
  await page.setInputFiles("#files", files)
  await page.locator(".composer__post").click()
  const visible = await shown(page)
  say(`${size}: from choosing the photo, posted at once, to the visible note ${seconds()}`)
  check(visible, "the note shows its photo")

  await page.goto("/cities/tokyo/notes/new", { timeout: SLOW_MS })
  await page.locator("photo-picker").waitFor()
  await page.setInputFiles("#files", files)
  await page.locator("near-offers button").first().waitFor({ timeout: SLOW_MS })
  await page.locator(".photo-tile progress:visible").waitFor({ state: "detached", timeout: SLOW_MS })
  started = performance.now()
  await page.locator(".composer__post").click()
  check(await shown(page), "so does the other one")
  say(`${size}: from pressing Post, with the photo sent meanwhile, to the visible note ${seconds()}`)
}

/// Whether the note's page is there and has painted its photo.
async function shown(page) {
  await page.waitForURL(/\/notes\/\d+$/, { timeout: SLOW_MS, waitUntil: "commit" })
  const picture = page.locator("photo-carousel img, .picture-page img").first()
  await picture.waitFor({ timeout: SLOW_MS })
  return await picture.evaluate(image => image.decode().then(() => image.naturalWidth > 0))
}
