//! People among people: somebody writes a line, likes, saves, comments, follows and blocks, finds a
//! creator of another city, and sees the same on another node.

export const name = "a member posts a line, likes, saves, comments, follows, blocks, finds a Tokyo creator from New York, and two nodes agree"

const LINE = "The 7 train smells of roasted chestnuts tonight."
const COMMENT = "Was there an hour later, still smells of it."

export async function journey({ page, context, check, axe, shot, steady, secondNode }) {
  await page.goto("/sign-up?next=/write")
  await page.fill("#handle", "walker_1")
  await page.fill("#password", "a long enough secret")
  await page.fill("#display_name", "Walker")
  await page.locator("main form button").last().click()
  await page.waitForURL("**/cities/new-york/notes/new")
  await axe()
  await page.fill("#text", LINE)
  await page.locator(".composer button.button--primary").click()
  await page.waitForURL(/\/notes\/\d+$/)
  const own = new URL(page.url()).pathname
  check((await page.locator("main").innerText()).includes(LINE), "the line is posted")
  await axe()

  await page.locator(".bottom-bar a").first().click()
  await page.waitForURL("**/cities/new-york/feed")
  await axe()
  await shot("feed", { forReadme: true })
  await page.goto("/cities/new-york/feed?tab=latest")
  await steady()
  check((await page.locator(".note-wall a.cover-link").first().getAttribute("href")) === own, "one's own note is the latest")

  const card = page.locator(".note-wall li", { has: page.locator("like-button") }).nth(1)
  const theirs = await card.locator("a.cover-link").getAttribute("href")
  const likes = Number((await card.locator("like-button data").getAttribute("value")) ?? 0)
  await card.locator("like-button button").click()
  await card.locator("like-button:not([aria-busy]) button[aria-pressed=true]").waitFor()
  await card.locator("save-button button").click()
  await card.locator("save-button:not([aria-busy]) button[aria-pressed=true]").waitFor()
  await page.reload()
  const again = page.locator(`.note-wall li:has(a[href="${theirs}"])`)
  check(Number(await again.locator("like-button data").getAttribute("value")) === likes + 1, "the like counts once")
  check((await again.locator("save-button button[aria-pressed=true]").count()) === 1, "the note is saved")

  const other = page.locator(".note-wall li", { has: page.locator("like-button") }).nth(3).locator("like-button")
  const before = await other.locator("button").getAttribute("aria-pressed")
  await context.setOffline(true)
  await other.locator("button").click()
  await other.locator("[role=status]:not(:empty)").waitFor()
  check((await other.locator("button").getAttribute("aria-pressed")) === before, "a like that fails undoes itself and says so")
  await context.setOffline(false)

  await page.goto(theirs)
  await steady()
  await page.fill("#comment-form textarea", COMMENT)
  await page.locator("#comment-form button").last().click()
  await page.locator(".comment", { hasText: COMMENT }).waitFor()
  await axe()
  const author = await page.locator("main a[href^='/people/']").first().getAttribute("href")
  await page.goto(author)
  await axe()
  await page.locator("follow-button button:visible").click()
  await page.locator("follow-button:not([aria-busy]) button.button:not(.button--primary):visible").waitFor()
  await page.goto("/cities/new-york/feed?tab=following")
  check((await page.locator(`.note-wall a[href="${theirs}"]`).count()) === 1, "what they write comes under Following")

  await page.goto("/search?q=@Haru.Walks.Demo")
  const creator = page.locator(".person-row a[href='/people/haru_tk']")
  check(await creator.isVisible(), "a Tokyo creator is found from New York by the name they have elsewhere")
  await axe()
  await creator.click()
  await page.locator("follow-button button:visible").click()
  await page.locator("follow-button:not([aria-busy]) button.button:not(.button--primary):visible").waitFor()

  await keepsItsPlace(page, check)

  await page.goto(`${author}/block`)
  await axe()
  await page.locator("main form button").click()
  await page.waitForURL(`**${author}`)
  await page.goto("/cities/new-york/feed?tab=latest")
  check((await page.locator(`.note-wall a[href="${theirs}"]`).count()) === 0, "a blocked person's notes are gone")
  const handle = author.split("/").at(-1)
  await page.goto(`/search?q=${handle}`)
  check((await page.locator(`.person-row a[href="${author}"]`).count()) === 0, "and the search finds nobody")

  const hrefs = () => page.locator(".note-wall a.cover-link").evaluateAll(links => links.map(link => link.getAttribute("href")))
  await page.goto("/cities/new-york/feed?tab=latest")
  const here = (await hrefs()).slice(0, 20)
  const second = await secondNode()
  await page.goto(`${second}/cities/new-york/feed?tab=latest`)
  const there = (await hrefs()).slice(0, 20)
  check(here.length === 20 && here.join() === there.join(), "another node shows the same")
  await page.goto(`${second}${own}`)
  check((await page.locator("main").innerText()).includes(LINE), "and knows who reads")
}

/// Reads on by scrolling, opens a note far down, and comes back to it.
async function keepsItsPlace(page, check) {
  await page.goto("/cities/new-york/feed?tab=latest")
  await page.locator("nav.pagination a[rel=next]").scrollIntoViewIfNeeded()
  await page.waitForFunction(() => document.querySelectorAll(".note-wall").length > 1)
  const far = page.locator(".note-wall").nth(1).locator("a.cover-link").first()
  const href = await far.getAttribute("href")
  await far.scrollIntoViewIfNeeded()
  await far.click()
  await page.waitForURL(`**${href}`)
  await page.goBack()
  const back = page.locator(`.note-wall a[href="${href}"]`)
  await back.waitFor()
  await page.waitForFunction(
    href => {
      const box = document.querySelector(`.note-wall a[href="${href}"]`)?.getBoundingClientRect()
      return box && box.top < innerHeight && box.bottom > 0
    },
    href,
  )
  check(await back.isVisible(), "the way back leads to where one was")
}
