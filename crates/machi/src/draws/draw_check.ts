//! `<draw-check data-proof="address">`: recomputes a draw on the reader's own device. What it needs is a bundle
//! of its own, which only pages of draws load.

/** Where the build put the bundles of features' folders `apart/`. */
declare const APART: { draws: string }

class DrawCheck extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const { openCheck } = (await import(APART.draws)) as typeof import("./apart/mod")
    openCheck(this, APART.draws)
  }
}

customElements.define("draw-check", DrawCheck)
