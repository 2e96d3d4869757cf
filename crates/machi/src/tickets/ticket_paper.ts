//! `<ticket-paper>`: its button fills the screen with the ticket, white and bright whatever the theme, and
//! keeps the screen on while it does.

/** Its style fills the screen: not every phone knows full screen for a part of a page. */
const BRIGHT = "data-bright"

class TicketPaper extends HTMLElement {
  #awake: WakeLockSentinel | null = null

  connectedCallback(): void {
    const button = this.querySelector("button")
    if (!button) return
    button.hidden = false
    button.addEventListener("click", () => void this.#fill(!this.#filled))
    document.addEventListener("keydown", event => {
      if (event.key === "Escape" && this.#filled) void this.#fill(false)
    })
    // The browser's own ways out of full screen, and of the page.
    this.addEventListener("fullscreenchange", () => {
      if (!document.fullscreenElement && this.#filled) void this.#fill(false)
    })
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.#filled) void this.#stayAwake()
    })
  }

  get #filled(): boolean {
    return this.hasAttribute(BRIGHT)
  }

  async #fill(filled: boolean): Promise<void> {
    this.toggleAttribute(BRIGHT, filled)
    if (!filled) {
      void this.#awake?.release()
      this.#awake = null
      if (document.fullscreenElement === this) await document.exitFullscreen().catch(() => {})
      return
    }
    await this.requestFullscreen?.().catch(() => {})
    await this.#stayAwake()
  }

  async #stayAwake(): Promise<void> {
    this.#awake = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null
  }
}

customElements.define("ticket-paper", TicketPaper)
