//! One photo that was chosen for a note: its bytes on this device, and its way to the server.

import { type DraftPhoto, type Uploaded, file, putFile, removeFile } from "web/lib/draft_store"
import { shrunk } from "web/lib/shrink"
import { Refused, upload } from "web/lib/upload"

/** `waiting`: the network did not let it through; `refused`: the server does not want it. */
export type State = "sending" | "retrying" | "kept" | "waiting" | "refused"

const SMALLEST = 0

export class ChosenPhoto {
  readonly key: string
  /** Of the picture that stands for it. */
  url = ""
  alt = ""
  uploaded: Uploaded | null = null
  state: State = "sending"
  /** From 0 to 1. */
  progress = 0
  /** Why the server does not want it. */
  problem = ""
  #bytes: Blob | null = null
  #stop = new AbortController()
  #stored: Promise<void> = Promise.resolve()
  #sent: Promise<void> = Promise.resolve()
  readonly #changed: () => void

  constructor(key: string, changed: () => void) {
    this.key = key
    this.#changed = changed
  }

  /** A file that was just chosen: shown, kept on the device, sent. */
  static of(bytes: Blob, city: string, changed: () => void): ChosenPhoto {
    const photo = new ChosenPhoto(crypto.randomUUID(), changed)
    photo.#take(bytes, city)
    return photo
  }

  /** One that the page came with. */
  static kept(id: string, url: string, alt: string, changed: () => void): ChosenPhoto {
    const photo = new ChosenPhoto(id, changed)
    photo.#keep({ id, sources: [{ width: 0, url }], near: null })
    photo.alt = alt
    return photo
  }

  /** One of a draft, sent again where it is not known to have arrived; null when its bytes are lost. */
  static async restored(from: DraftPhoto, city: string, changed: () => void): Promise<ChosenPhoto | null> {
    const photo = new ChosenPhoto(from.key, changed)
    photo.alt = from.alt
    if (from.uploaded) {
      photo.#keep(from.uploaded)
      return photo
    }
    const bytes = await file(from.key)
    if (!bytes) return null
    photo.#take(bytes, city)
    return photo
  }

  /** Resolves when its bytes are kept on the device. */
  stored(): Promise<void> {
    return this.#stored
  }

  /** Resolves when it is kept, waits for the network, or is refused. */
  settled(): Promise<void> {
    return this.#sent
  }

  send(city: string): void {
    this.#sent = this.#send(city)
  }

  /** It is not wanted any more. */
  discard(): void {
    this.#stop.abort()
    if (this.url.startsWith("blob:")) URL.revokeObjectURL(this.url)
    void removeFile(this.key).catch(() => {})
  }

  draft(): DraftPhoto {
    const { key, alt, uploaded } = this
    return uploaded ? { key, alt, uploaded } : { key, alt }
  }

  #take(bytes: Blob, city: string): void {
    this.#bytes = bytes
    this.url = URL.createObjectURL(bytes)
    this.#stored = this.#store(bytes)
    this.#sent = this.#stored.then(() => this.#send(city))
  }

  async #store(bytes: Blob): Promise<void> {
    this.#bytes = await shrunk(bytes)
    // Where nothing can be kept, a reload loses it; it is sent all the same.
    await putFile(this.key, this.#bytes).catch(() => {})
  }

  async #send(city: string): Promise<void> {
    if (!this.#bytes || this.#stop.signal.aborted) return
    this.#say("sending")
    try {
      const uploaded = await upload(this.key, city, this.#bytes, {
        onProgress: part => {
          this.progress = part
          this.#say("sending")
        },
        onRetry: () => this.#say("retrying"),
        signal: this.#stop.signal,
      })
      this.#keep(uploaded)
    } catch (error) {
      if (this.#stop.signal.aborted) return
      this.problem = error instanceof Refused ? error.message : ""
      this.#say(error instanceof Refused ? "refused" : "waiting")
    }
  }

  #keep(uploaded: Uploaded): void {
    this.uploaded = uploaded
    // What this browser cannot show, the server can.
    this.url ||= uploaded.sources[SMALLEST]?.url ?? ""
    this.progress = 1
    this.#say("kept")
  }

  #say(state: State): void {
    this.state = state
    this.#changed()
  }
}
