//! Somebody without an account gets a seat with a name and a mail address, and makes an account later.

import { evening } from "../evening.mjs"

export const name = "a stranger gets a seat with a name and a mail address, sees the ticket, and makes an account of it"

export async function journey({ page, base, password, check, axe, shot, steady, expectStatus }) {
  const { at, host, event, date } = await evening({ base, password, called: "visits", guests: 0, party: 1, free: 1 })
  await page.goto(at)
  await page.getByText("1 seat left").waitFor()
  await axe()
  await shot("visit-fields", { fullPage: true })
  await page.fill("#name", "Hana")
  await page.fill("#address", "not an address@")
  await page.locator("#address").evaluate(input => input.form?.setAttribute("novalidate", ""))
  expectStatus(422, `${at}/visits`)
  await page.getByRole("button", { name: "Get a seat" }).click()
  await page.locator(".field__error").first().waitFor()
  check((await page.inputValue("#name")) === "Hana", "what was typed is kept")
  await axe()
  await page.fill("#address", "hana@example.com")
  await page.getByRole("button", { name: "Get a seat" }).click()
  await page.getByText("Look into your mail").waitFor()
  await page.reload()
  await page.getByText("Full").first().waitFor()

  // The link of the mail; programs that open links take no seat.
  const mails = await page.context().newPage()
  const link = await mailed(mails, "Your seat:", "/visits/")
  await page.goto(link)
  await page.getByText("1 seat is held for you").waitFor()
  await steady()
  await axe()
  await page.getByRole("button", { name: "Take the seat" }).click()
  await page.getByText("You are going: 1 seat.").waitFor()
  await axe()
  await shot("visit", { fullPage: true })
  const seat = await mailed(mails, "You have a seat:", "/visits/")
  check(new URL(seat).pathname === new URL(link).pathname, "the mail leads to the same page")
  const guests = await host("GET", `/events/${event}/occurrences/${date}/guests`)
  check(guests.length === 1 && guests[0].display_name === "Hana", "the organiser sees who comes")

  // An account later: the seat is there.
  await page.getByRole("link", { name: "Make an account" }).click()
  await page.fill("#handle", "hana_visits")
  await page.fill("#password", "a long enough secret")
  await page.locator("main form button").last().click()
  await page.waitForURL(url => !url.pathname.startsWith("/sign-up"))
  await page.goto("/me/tickets")
  await page.getByText("An evening of visits").waitFor()
  await page.locator(".ticket-line .button").first().click()
  await page.locator(".ticket-paper__qr").waitFor()
  await axe()
}

/// The address in the newest mail with this subject, in the folder that a development server shows.
async function mailed(page, subject, path) {
  const TRIES_MAX = 60
  const AGAIN_MS = 250
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    await page.goto("/mail")
    const found = page.getByRole("link", { name: subject }).first()
    if (await found.count()) {
      await found.click()
      const source = await (await page.context().request.get(page.url())).text()
      const address = source.match(new RegExp(`http://[^\\s"&<]*${path}[^\\s"&<]*`))
      if (address) return address[0]
    }
    await page.waitForTimeout(AGAIN_MS)
  }
  throw new Error(`no mail: ${subject}`)
}
