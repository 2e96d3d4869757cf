//! Everything works where scripts do not run.

export const name = "a reader without script filters, pages, signs in and petitions for Osaka"
export const options = { javaScriptEnabled: false }

export async function journey({ page, check }) {
  await page.goto("/cities/new-york/agenda?when=week")
  const first = await page.locator(".event-row").count()
  check(first > 0, "a week has events")
  await page.locator("a[rel=next]").click()
  await page.waitForURL(url => url.search.includes("after="))
  check((await page.locator(".event-row").count()) > 0, "the next page has more")

  await page.goto("/cities/osaka")
  check((await page.locator("main h1").innerText()).includes("Osaka"), "Osaka has a page before it opens")
  await page.locator(".petition a, .petition ~ a, main a[href^='/sign-in']").first().click()
  await page.waitForURL("**/sign-in**")
  await page.locator("main a[href^='/sign-up']").first().click()
  await page.fill("#handle", "petitioner_1")
  await page.fill("#password", "a long enough secret")
  await page.locator("main form button").last().click()
  await page.waitForURL(url => !url.pathname.startsWith("/sign-up"))
  await page.goto("/cities/osaka")
  await page.locator("form[action*='petition'] button").first().click()
  await page.locator(".notice--good").waitFor()
  check((await page.locator(".petition").innerText()).match(/\b1\b/) !== null, "the petition is counted")
}
