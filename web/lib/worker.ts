//! Installs the service worker, and tells it which language its reader reads.

const LANGUAGE = "machi-language"

export async function installWorker(): Promise<void> {
  const { lang } = document.documentElement
  await navigator.serviceWorker.register("/sw.js")
  const cache = await caches.open(LANGUAGE)
  const known = await (await cache.match(`/${LANGUAGE}`))?.text()
  if (known !== lang) await cache.put(`/${LANGUAGE}`, new Response(lang))
}
