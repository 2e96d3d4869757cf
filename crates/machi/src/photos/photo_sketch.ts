//! `<photo-sketch data-sketch="…">` around an image: its sketch stands behind it until it has come.

import { sketch } from "web/lib/sketch"

class PhotoSketch extends HTMLElement {
  connectedCallback(): void {
    const image = this.querySelector("img")
    const base64 = this.dataset["sketch"]
    if (!image || !base64 || (image.complete && image.naturalWidth > 0)) return
    const canvas = sketch(base64)
    if (!canvas) return
    canvas.className = "photo__sketch"
    canvas.setAttribute("aria-hidden", "true")
    this.prepend(canvas)
    image.addEventListener("load", () => canvas.remove(), { once: true })
  }
}

customElements.define("photo-sketch", PhotoSketch)
