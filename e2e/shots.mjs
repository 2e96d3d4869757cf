//! Takes pictures of pages at phone and desk width, light and dark, in English and Japanese.

import { mkdir } from "node:fs/promises"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { DESK, PHONE, openBrowser } from "./browser.mjs"

const USAGE = `node e2e/shots.mjs --base URL --out DIR [options] /path…

  --base URL     the running server, such as http://127.0.0.1:8080
  --out DIR      where the PNG files go
  --widths LIST  390,1280
  --schemes LIST light,dark
  --langs LIST   en,ja
  --above-fold   only what fits the window, not the whole page
  --as NAME      signed in as this account; its password in PASSWORD`

const { values, positionals: paths } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: "string" },
    out: { type: "string" },
    widths: { type: "string", default: `${PHONE.width},${DESK.width}` },
    schemes: { type: "string", default: "light,dark" },
    langs: { type: "string", default: "en,ja" },
    "above-fold": { type: "boolean", default: false },
    as: { type: "string" },
    help: { type: "boolean", default: false },
  },
})

if (values.help || !values.base || !values.out || paths.length === 0) {
  console.log(USAGE)
  process.exit(values.help ? 0 : 2)
}

await mkdir(values.out, { recursive: true })
const browser = await openBrowser()
try {
  const storageState = values.as ? await signedIn(values.as) : undefined
  for (const width of values.widths.split(",").map(Number)) {
    for (const scheme of values.schemes.split(",")) {
      for (const lang of values.langs.split(",")) await shootAll({ width, scheme, lang, storageState })
    }
  }
} finally {
  await browser.close()
}

/// Signs in once; the cookies serve every picture.
async function signedIn(handle) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(new URL("/sign-in", values.base).href)
  await page.locator("[name=handle]").fill(handle)
  await page.locator("[name=password]").fill(process.env.PASSWORD ?? "")
  await Promise.all([page.waitForURL(url => url.pathname !== "/sign-in"), page.keyboard.press("Enter")])
  const state = await context.storageState()
  await context.close()
  return state
}

async function shootAll({ width, scheme, lang, storageState }) {
  const context = await browser.newContext({
    viewport: width < 700 ? { ...PHONE, width } : { ...DESK, width },
    colorScheme: scheme,
    locale: lang,
    reducedMotion: "reduce",
    storageState,
  })
  const page = await context.newPage()
  page.on("console", message => {
    if (message.type() === "error") console.error(`  ${message.text()}`)
  })
  for (const path of paths) {
    const url = new URL(path, values.base)
    url.searchParams.set("lang", lang)
    const response = await page.goto(url.href)
    // A page with a live stream never falls silent; a picture after three seconds will do.
    await page.waitForLoadState("networkidle", { timeout: 3000 }).catch(() => {})
    const file = join(values.out, `${fileName(path)}-${width}-${scheme}-${lang}.png`)
    await page.screenshot({ path: file, fullPage: !values["above-fold"] })
    console.log(`${response.status()} ${file}${await overflow(page)}`)
  }
  await context.close()
}

/// Says when the page is wider than its window, which on a phone is always a fault.
async function overflow(page) {
  const [content, view] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  return content > view ? `  (wider than the window: ${content} > ${view} px)` : ""
}

function fileName(path) {
  return path.replace(/^\/|\/$/g, "").replace(/[^\w.-]+/g, "_") || "home"
}
