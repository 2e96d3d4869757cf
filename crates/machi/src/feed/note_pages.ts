//! `<note-pages>`: fetches the next page before the reader comes to its end, and keeps the pages
//! that were read for the way back.

/** How far below the screen the next page begins to be fetched. */
const AHEAD = "1200px"

class NotePages extends HTMLElement {
  #ahead?: IntersectionObserver

  connectedCallback(): void {
    this.#ahead = new IntersectionObserver(
      entries => {
        if (entries.some(entry => entry.isIntersecting)) void this.#append()
      },
      { rootMargin: AHEAD },
    )
    this.#watch()
  }

  disconnectedCallback(): void {
    this.#ahead?.disconnect()
  }

  #watch(): void {
    this.#ahead?.disconnect()
    const nav = this.querySelector(":scope > nav")
    if (nav) this.#ahead?.observe(nav)
  }

  async #append(): Promise<void> {
    const nav = this.querySelector(":scope > nav")
    const link = nav?.querySelector<HTMLAnchorElement>("a[rel=next]")
    if (!nav || !link || link.getAttribute("aria-busy") === "true") return
    link.setAttribute("aria-busy", "true")
    try {
      const response = await fetch(link.href)
      if (!response.ok) throw new Error(String(response.status))
      const next = new DOMParser().parseFromString(await response.text(), "text/html")
      const more = next.querySelector("note-pages")
      nav.replaceWith(...(more?.children ?? []))
      this.#watch()
    } catch {
      // The link is still there to be followed.
      link.removeAttribute("aria-busy")
    }
  }
}

customElements.define("note-pages", NotePages)
