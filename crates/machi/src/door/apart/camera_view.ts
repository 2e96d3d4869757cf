//! The camera on the page: its picture, its torch, and words for when there is none.

import { type Words, put, show } from "web/lib/words"
import { Camera } from "./camera"

const PRESSED = "aria-pressed"

export class CameraView {
  readonly #camera: Camera
  /** The steward wants it on; it pauses while the page is out of sight. */
  #wanted = false

  constructor(
    readonly inside: HTMLElement,
    readonly words: Words,
    heard: (text: string) => void,
  ) {
    this.#camera = new Camera(inside.querySelector("video")!, heard)
    this.#button("camera")?.addEventListener("click", () => (this.#camera.on ? this.close() : void this.open()))
    this.#button("torch")?.addEventListener("click", event => void this.#light(event.currentTarget as HTMLElement))
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.#camera.stop()
      else if (this.#wanted) void this.open()
    })
  }

  async open(): Promise<void> {
    this.#wanted = true
    this.#say("camera-starts")
    try {
      await this.#camera.start()
      this.#say("")
    } catch (error) {
      const denied = error instanceof DOMException && error.name === "NotAllowedError"
      this.#wanted = false
      this.#say(denied ? "camera-denied" : "camera-none")
    }
    this.#draw()
  }

  close(): void {
    this.#wanted = false
    this.#camera.stop()
    this.#say("camera-off")
    this.#draw()
  }

  async #light(button: HTMLElement): Promise<void> {
    const on = button.getAttribute(PRESSED) !== "true"
    await this.#camera.light(on)
    button.setAttribute(PRESSED, String(on))
  }

  #draw(): void {
    const { on, hasTorch } = this.#camera
    this.#button("camera")?.setAttribute(PRESSED, String(on))
    show(this.inside, "[data-do=torch]", on && hasTorch)
    this.#button("torch")?.setAttribute(PRESSED, "false")
    show(this.inside, "[data-aim]", on)
    this.inside.querySelector(".door-stage")?.toggleAttribute("data-on", on)
  }

  #say(word: string): void {
    show(this.inside, "[data-camera]", word !== "")
    put(this.inside, "[data-camera-said]", word && this.words.say(word))
  }

  #button(does: string): HTMLElement | null {
    return this.inside.querySelector(`[data-do=${does}]`)
  }
}
