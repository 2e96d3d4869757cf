//! Paints the sketch of a photo: what stands in its room until it has come.

import { thumbHashToRGBA } from "thumbhash"

/** A canvas of some 32 pixels a side, after 25 bytes in base64; null for what is no sketch. */
export function sketch(base64: string): HTMLCanvasElement | null {
  try {
    const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
    const { w, h, rgba } = thumbHashToRGBA(bytes)
    const canvas = document.createElement("canvas")
    canvas.width = w
    canvas.height = h
    canvas.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0)
    return canvas
  } catch {
    return null
  }
}
