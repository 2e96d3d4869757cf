//! Two taps to a moment: a photo, and Post. Then without a network, and by reloading in between.

export const name = "somebody posts a photo with two taps, names no place, loses the network, and posts once"

/** Ueno: what a camera writes into a photo that was taken there. */
const SPOT = { lat: 35.7141, lon: 139.7741 }
const LARGE = { width: 3000, height: 2000 }
const SMALL = { width: 900, height: 600 }

export async function journey({ page, context, base, check, shot, axe, steady, expectStatus }) {
  await page.goto("/sign-up?next=/cities/tokyo/notes/new")
  await page.fill("#handle", "moment_1")
  await page.fill("#password", "a long enough secret")
  await page.locator("main form button").last().click()
  await page.waitForURL("**/cities/tokyo/notes/new")
  await page.evaluate(() => navigator.serviceWorker.ready)
  await steady()
  await axe()
  await page.locator(".bottom-bar__link--write").click()
  await page.locator("photo-picker").waitFor()

  // The first tap: a large photo, which is made smaller on the way and keeps where it was taken.
  const photo = await picture(page, LARGE, SPOT)
  await page.setInputFiles("#files", { name: "ueno.jpg", mimeType: "image/jpeg", buffer: photo })
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
  const other = await picture(page, SMALL, SPOT)
  await page.setInputFiles("#files", { name: "later.jpg", mimeType: "image/jpeg", buffer: other })
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

/// A JPEG as a phone makes it: drawn in the page, with EXIF of our own making behind its start.
async function picture(page, { width, height }, spot) {
  const drawn = await page.evaluate(draw, { width, height })
  const jpeg = Buffer.from(drawn, "base64")
  return Buffer.concat([jpeg.subarray(0, 2), exif(spot), jpeg.subarray(2)])
}

/// In the page.
async function draw({ width, height }) {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext("2d")
  const sky = context.createLinearGradient(0, 0, 0, height)
  sky.addColorStop(0, "#25387f")
  sky.addColorStop(0.6, "#e58a4e")
  sky.addColorStop(1, "#7a3b1c")
  context.fillStyle = sky
  context.fillRect(0, 0, width, height)
  context.fillStyle = "#f7d25c"
  for (let i = 0; i < 400; i += 1) {
    context.fillRect((i * 7919) % width, height * 0.55 + ((i * 104729) % (height * 0.4)), 9, 7)
  }
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 })
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ""
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/// An APP1 segment in little-endian TIFF: upright, and where (CIPA DC-008, 4.6).
function exif({ lat, lon }) {
  const gps = 8 + 2 + 2 * 12 + 4
  const ratios = gps + 2 + 4 * 12 + 4
  const tiff = Buffer.alloc(ratios + 48)
  tiff.write("II*\0", 0, "latin1")
  tiff.writeUInt32LE(8, 4)
  let at = tiff.writeUInt16LE(2, 8)
  const entry = (tag, kind, count, value) => {
    at = tiff.writeUInt16LE(tag, at)
    at = tiff.writeUInt16LE(kind, at)
    at = tiff.writeUInt32LE(count, at)
    at = tiff.writeUInt32LE(value, at)
  }
  entry(0x0112, 3, 1, 1)
  entry(0x8825, 4, 1, gps)
  at = tiff.writeUInt16LE(4, gps)
  entry(1, 2, 2, "N".charCodeAt(0))
  entry(2, 5, 3, ratios)
  entry(3, 2, 2, "E".charCodeAt(0))
  entry(4, 5, 3, ratios + 24)
  at = ratios
  for (const degrees of [lat, lon]) {
    for (const [above, below] of [[Math.round(degrees * 1e6), 1e6], [0, 1], [0, 1]]) {
      at = tiff.writeUInt32LE(above, at)
      at = tiff.writeUInt32LE(below, at)
    }
  }
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 0]), Buffer.from("Exif\0\0", "latin1"), tiff])
  segment.writeUInt16BE(segment.length - 2, 2)
  return segment
}
