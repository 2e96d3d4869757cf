//! A ticket on the way to a cellar: kept on the phone, shown without a network, gone with the session.

import { evening } from "../evening.mjs"

export const name = "a guest looks at their tickets, shows one without a network, and signs out"

export async function journey({ page, context, base, password, check, axe, shot }) {
  const { tickets } = await evening({ base, password, called: "kept", guests: 1, party: 2 })
  const paths = tickets.map(({ url }) => new URL(url).pathname)
  await page.goto("/sign-in?next=/me/tickets")
  await page.fill("#handle", "kept_0")
  await page.fill("#password", "a long enough secret")
  await page.locator("main form button").last().click()
  await page.waitForURL("**/me/tickets")
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.reload()
  await page.evaluate(untilKept, paths.flatMap(path => [path, `${path}/qr.svg`]))

  // Neither was opened before.
  await context.setOffline(true)
  for (const path of paths) {
    await page.goto(path)
    const code = page.locator(".ticket-paper img")
    check(await code.evaluate(image => image.decode().then(() => image.naturalWidth > 0)), "its code is there")
  }
  await axe()
  await page.emulateMedia({ colorScheme: "dark" })
  await page.locator(".ticket-paper button").click()
  await page.locator(".ticket-paper[data-bright]").waitFor()
  const ground = await page.locator(".ticket-paper").evaluate(paper => getComputedStyle(paper).backgroundColor)
  check(ground === "rgb(255, 255, 255)", `white in the dark: ${ground}`)
  await shot("ticket-bright")
  await axe()
  await page.locator(".ticket-paper button").click()
  await context.setOffline(false)

  await page.goto("/me/tickets")
  await page.locator(".app-bar details").last().locator("summary").click()
  await page.locator("form[action='/sign-out'] button").click()
  await page.waitForURL(url => url.pathname !== "/me/tickets")
  await page.evaluate(untilForgotten)
  check(!(await page.evaluate(path => caches.match(path).then(Boolean), paths[0])), "nothing stays behind")
}

/// In the page.
async function untilKept(paths) {
  while (!(await Promise.all(paths.map(path => caches.match(path)))).every(Boolean)) {
    await new Promise(done => setTimeout(done, 100))
  }
}

/// In the page.
async function untilForgotten() {
  while (await caches.has("machi-tickets")) await new Promise(done => setTimeout(done, 100))
}
