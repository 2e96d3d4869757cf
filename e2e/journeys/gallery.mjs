//! From the phone's gallery: what another app shares opens the composer; photos are put in order by
//! dragging, the exact spot is turned on, and the worker sends what waits when no page is open.

import { photo } from "../photo.mjs"

export const name = "a photo shared from the gallery is ordered, placed exactly, and sent in the background"

/** In Ueno park. */
const SPOT = { lat: 35.714312, lon: 139.77381 }
/** Held upright: what lies on its side in the file is shown standing. */
const UPRIGHT = { width: 2400, height: 1600, spot: SPOT, orientation: 6 }
const WIDE = { width: 800, height: 500, spot: SPOT }

export async function journey({ page, context, base, check, axe, shot, steady }) {
  await page.goto("/sign-up?next=/cities/tokyo/notes/new")
  await page.fill("#handle", "gallery_1")
  await page.fill("#password", "a long enough secret")
  await page.locator("main form button").last().click()
  await page.waitForURL("**/cities/tokyo/notes/new")
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.goto("/cities/tokyo")
  await page.getByRole("button", { name: "Join Tokyo", exact: true }).first().click()
  await page.getByRole("button", { name: "Leave", exact: false }).first().waitFor()

  const shared = await photo(page, UPRIGHT)
  await Promise.all([
    page.waitForURL("**/cities/tokyo/notes/new?draft=*"),
    page.evaluate(share, { words: "Seen from the bridge", bytes: shared.toString("base64") }),
  ])
  await page.locator(".photo-tile").waitFor()
  check((await page.inputValue("#text")) === "Seen from the bridge", "what was shared stands in the composer")
  const precise = page.locator("near-offers [data-kind=precise]")
  await precise.waitFor()
  check((await precise.getAttribute("aria-pressed")) === "false", "the exact spot is off unless it is turned on")
  await steady()

  const wide = await photo(page, WIDE)
  await page.setInputFiles("#files", { name: "wide.jpg", mimeType: "image/jpeg", buffer: wide })
  await page.locator(".photo-tile").nth(1).waitFor()
  await page.locator(".photo-tile progress:visible").waitFor({ state: "detached" })
  await page.locator(".photo-tile").nth(1).dragTo(page.locator(".photo-tile").first())
  await precise.click()
  await axe()
  await shot("shared")
  await page.locator(".composer__post").click()
  await page.waitForURL(/\/notes\/\d+$/)
  const note = await (await context.request.get(`/api/v1${new URL(page.url()).pathname}`)).json()
  check(note.photos.length === 2 && note.photos[0].width === 800, "the one that was dragged to the front is first")
  check(note.photos[1].width < note.photos[1].height, "the other one stands upright")
  check(near(note.spot, SPOT), `the exact spot is told: ${JSON.stringify(note.spot)}`)
  check((await page.locator("a[href^='geo:35.7143']").count()) === 1, "a map can open it")
  await shot("exact-spot")

  // What waits is sent by the worker, once the browser wakes it: no page of ours is open.
  await page.goto("/cities/tokyo/notes/new")
  await context.setOffline(true)
  await page.fill("#text", "Sent while nobody looked")
  await page.locator(".composer__post").click()
  await page.locator(".waiting-note").waitFor()
  const blank = await context.newPage()
  const wake = await sync(blank, base)
  await page.goto("about:blank")
  await context.setOffline(false)
  await wake()
  await sent(context, "Sent while nobody looked")
  check(true, "the worker sent it")
}

/// In the page, as an app's share sheet does it: a form with a file, to the share target.
function share({ words, bytes }) {
  const file = new File([Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))], "IMG_1.jpg", { type: "image/jpeg" })
  const files = Object.assign(document.createElement("input"), { type: "file", name: "files" })
  const box = new DataTransfer()
  box.items.add(file)
  files.files = box.files
  const text = Object.assign(document.createElement("input"), { name: "text", value: words })
  const form = Object.assign(document.createElement("form"), { method: "post", action: "/share", enctype: "multipart/form-data" })
  form.append(text, files)
  document.body.append(form)
  form.submit()
}

function near(told, spot) {
  return told && Math.abs(told.lat - spot.lat) < 2e-6 && Math.abs(told.lon - spot.lon) < 2e-6
}

/// Wakes our worker as the browser does when there is a network again.
async function sync(page, origin) {
  const devtools = await page.context().newCDPSession(page)
  const registered = new Promise(done =>
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin))
      if (ours) done(ours.registrationId)
    }),
  )
  await devtools.send("ServiceWorker.enable")
  const registrationId = await registered
  return () =>
    devtools.send("ServiceWorker.dispatchSyncEvent", { origin, registrationId, tag: "machi-outbox", lastChance: false })
}

async function sent(context, text) {
  for (let tries = 0; tries < 50; tries += 1) {
    const own = await (await context.request.get("/api/v1/people/gallery_1/notes")).json()
    if (own.filter(note => note.text === text).length === 1) return
    await new Promise(done => setTimeout(done, 200))
  }
  throw new Error(`not sent: ${text}`)
}
