//! `<local-time>`: shows a moment in the reader's own zone when it differs from the city's.

/**
 * `<local-time datetime="2026-11-22T19:30:00-05:00" data-zone="America/New_York"
 *   data-text="%time% your time" hidden></local-time>`
 */
class LocalTime extends HTMLElement {
  connectedCallback(): void {
    const at = new Date(this.getAttribute("datetime") ?? "")
    const city = this.dataset["zone"]
    if (Number.isNaN(at.getTime()) || !city) return
    const lang = document.documentElement.lang
    if (clock(at, lang, city) === clock(at, lang)) return
    this.textContent = (this.dataset["text"] ?? "%time%").replace("%time%", () => full(at, lang))
    this.hidden = false
  }
}

function clock(at: Date, lang: string, timeZone?: string): string {
  const style = { dateStyle: "short", timeStyle: "short" } as const
  return new Intl.DateTimeFormat(lang, timeZone ? { ...style, timeZone } : style).format(at)
}

function full(at: Date, lang: string): string {
  return new Intl.DateTimeFormat(lang, {
    month: "short",
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(at)
}

customElements.define("local-time", LocalTime)
