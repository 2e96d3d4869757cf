//! The camera: frames are read until one holds a QR code, by the browser itself where it can.

import { type CodeDetector, codeDetector } from "web/lib/code_detector"

const PAUSE_MS = 90
/** One code held before the camera is one scan, until it was out of sight for so long. */
const SAME_MS = 3000

/** What the compiler's browser types do not know of cameras. */
type Lit = { torch?: boolean }

export class Camera {
  #wanted = false
  #stream: MediaStream | null = null
  #awake: WakeLockSentinel | null = null
  #last = { text: "", at_ms: 0 }

  constructor(
    readonly video: HTMLVideoElement,
    readonly heard: (text: string) => void,
  ) {}

  get on(): boolean {
    return this.#stream !== null
  }

  get hasTorch(): boolean {
    const able = this.#track?.getCapabilities?.() as (MediaTrackCapabilities & Lit) | undefined
    return able?.torch === true
  }

  /** Throws where there is no camera, or it is not allowed. */
  async start(): Promise<void> {
    if (this.#wanted) return
    this.#wanted = true
    try {
      await this.#open()
    } catch (error) {
      this.#wanted = false
      throw error
    }
  }

  stop(): void {
    this.#wanted = false
    for (const track of this.#stream?.getTracks() ?? []) track.stop()
    this.#stream = null
    this.video.srcObject = null
    void this.#awake?.release()
    this.#awake = null
  }

  async light(torch: boolean): Promise<void> {
    await this.#track?.applyConstraints({ advanced: [{ torch } as MediaTrackConstraintSet] }).catch(() => {})
  }

  async #open(): Promise<void> {
    if (!navigator.mediaDevices) throw new DOMException("", "NotFoundError")
    const wanted = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } }
    const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false })
    this.#stream = stream
    // Stopped while its permission was asked for.
    if (!this.#wanted) return this.stop()
    this.video.srcObject = stream
    await this.video.play()
    this.#awake = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null
    void this.#look(stream, await codeDetector())
  }

  get #track(): MediaStreamTrack | undefined {
    return this.#stream?.getVideoTracks()[0]
  }

  async #look(stream: MediaStream, detector: CodeDetector): Promise<void> {
    while (this.#stream === stream) {
      const found = this.video.videoWidth > 0 ? await detector.detect(this.video).catch(() => []) : []
      if (found[0]?.rawValue) this.#hear(found[0].rawValue)
      await new Promise(done => setTimeout(done, PAUSE_MS))
    }
  }

  #hear(text: string): void {
    const now = performance.now()
    const same = text === this.#last.text && now - this.#last.at_ms < SAME_MS
    this.#last = { text, at_ms: now }
    if (!same) this.heard(text)
  }
}
