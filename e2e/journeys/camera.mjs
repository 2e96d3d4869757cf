//! A ticket is held before a steward's camera, by a page with a camera of its own making.

import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PHONE, openBrowser } from "../browser.mjs"
import { evening } from "../evening.mjs"
import { video } from "../fake_camera.mjs"

export const name = "a ticket that is held before the camera is welcome, once; without a camera the door says so"

export async function journey({ page, base, password, check, axe, say }) {
  const { doors, tickets } = await evening({ base, password, called: "camera", guests: 1, party: 1 })
  const paper = new URL(tickets[0].url).pathname
  await page.goto(paper)
  await axe()
  await page.locator(".ticket-paper button").click()
  await page.locator(".ticket-paper[data-bright]").waitFor()
  await axe()
  await page.keyboard.press("Escape")
  const folder = await mkdtemp(join(tmpdir(), "machi-camera-"))
  const file = join(folder, "ticket.y4m")
  await writeFile(file, await video(page, `${paper}/qr.svg`))

  // A device without one.
  await page.goto(doors[0])
  await page.fill("#steward", "Ana")
  await page.keyboard.press("Enter")
  await page.getByText("No camera was found.").waitFor()
  await axe()

  const browser = await openBrowser([
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    `--use-file-for-fake-video-capture=${file}`,
  ])
  try {
    const device = await browser.newPage({ baseURL: base, viewport: PHONE, locale: "en-US" })
    const faults = []
    device.on("pageerror", error => faults.push(error.message))
    await device.goto(doors[0])
    const own = await device.evaluate(() => "BarcodeDetector" in window)
    await device.fill("#steward", "Ren")
    const started = performance.now()
    await device.keyboard.press("Enter")
    await device.locator("[data-verdict=welcome]").waitFor()
    say(`from opening the camera to the verdict ${Math.round(performance.now() - started)} ms, read by ${own ? "the browser" : "the library"}`)
    // It stays before the camera: that is still the one scan.
    await device.waitForTimeout(4000)
    check((await device.locator("[data-list=last] li").count()) === 1, "one ticket, one scan")
    check((await device.locator("[data-in]").innerText()) === "1", "one is in")
    check(faults.length === 0, faults.join("\n"))
  } finally {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  }
}
