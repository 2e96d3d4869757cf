//! Whoever follows a broken link gets a page in their own language that leads on.

export const name = "a wrong address answers kindly, in English and Japanese"

export async function journey({ page, check, axe, expectStatus }) {
  expectStatus(404, "/nowhere")
  for (const lang of ["en", "ja"]) {
    await page.goto(`/nowhere?lang=${lang}`)
    check((await page.locator("html").getAttribute("lang")) === lang, `the page is in ${lang}`)
    check(await page.locator("main h1").isVisible(), "it says what happened")
    check((await page.locator('main a[href="/"]').count()) > 0, "it leads to the front page")
    await axe()
  }
}
