//! Calendars, feeds, the site's map and linked data, read by parsers that are not ours, and the list
//! that another site holds in a frame.

import { execFile } from "node:child_process"
import { createServer } from "node:http"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const CHECK = join(dirname(fileURLToPath(import.meta.url)), "..", "parsers", "check.py")
const CHECK_MS_MAX = 180_000

export const name = "calendars, feeds, map and linked data are read by others, and another site shows the list"

export async function journey({ page, base, check, axe, shot, say, passwordOf, alsoOurs }) {
  const read = await promisify(execFile)("/usr/bin/python3", [CHECK, base, "desk", passwordOf("desk")], {
    timeout: CHECK_MS_MAX,
  }).catch(error => {
    throw new Error(error.stderr || error.message)
  })
  for (const line of read.stdout.trim().split("\n")) say(line)
  check(read.stdout.split("\n").length > 4, "everything was read")

  await page.goto("/cities/tokyo/embed?lang=en")
  const snippet = await page.locator("pre code").innerText()
  await page.frameLocator("iframe").locator(".event-row").first().waitFor()
  await axe()
  await shot("embed-made")
  await page.goto("/embed/cities/tokyo?lang=ja")
  await axe()
  await shot("embed")

  const other = createServer((request, answer) => {
    if (request.url !== "/") return answer.writeHead(204).end()
    answer.setHeader("content-type", "text/html; charset=utf-8")
    answer.end(`<!doctype html><html lang="en"><title>Another site</title><main><h1>Ours</h1>${snippet}</main></html>`)
  })
  await new Promise(done => other.listen(0, "127.0.0.1", done))
  try {
    const site = `http://127.0.0.1:${other.address().port}`
    alsoOurs(site)
    await page.goto(site)
    const list = page.frameLocator("iframe")
    await list.locator(".event-row").first().waitFor()
    const [opened] = await Promise.all([
      page.context().waitForEvent("page"),
      list.locator(".event-row a").first().click(),
    ])
    await opened.waitForURL("**/events/**")
    check(opened.url().startsWith(base), "a press opens the event, in a tab of its own")
    await opened.close()
  } finally {
    other.close()
  }
}
