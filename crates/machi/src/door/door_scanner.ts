//! `<door-scanner data-link="…" data-ends="milliseconds">`: the door on a steward's device. What it needs
//! is a bundle of its own, which nobody else loads.

import { keepPage, keepParts } from "web/lib/kept_pages"

/** Where the build put the bundles of features' folders `apart/`. */
declare const APART: { door: string }

class DoorScanner extends HTMLElement {
  async connectedCallback(): Promise<void> {
    try {
      // Elsewhere there is neither a camera nor a signature to be checked.
      if (!isSecureContext) throw new Error("needs https")
      const { openDoor } = (await import(APART.door)) as typeof import("./apart/mod")
      await openDoor(this)
    } catch {
      this.querySelector("[data-loading]")?.setAttribute("hidden", "")
      this.querySelector("[data-failed]")?.removeAttribute("hidden")
    }
    await this.#keep().catch(() => {})
  }

  /** So that it opens without a network. */
  async #keep(): Promise<void> {
    const over = Date.now() > Number(this.dataset["ends"])
    if (over || !("caches" in window)) return
    await keepPage(location.pathname, document.documentElement.lang)
    await keepParts(location.pathname, [APART.door])
  }
}

customElements.define("door-scanner", DoorScanner)
