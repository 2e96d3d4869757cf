//! What a verdict sounds and feels like: two tones that nobody confuses, and the phone's buzz.

interface Note {
  hertz: number
  from_s: number
  for_s: number
}

/** Up, and short. */
const GOOD: Note[] = [
  { hertz: 784, from_s: 0, for_s: 0.09 },
  { hertz: 1175, from_s: 0.1, for_s: 0.14 },
]
/** Low, rough, twice. */
const BAD: Note[] = [
  { hertz: 165, from_s: 0, for_s: 0.22 },
  { hertz: 147, from_s: 0.3, for_s: 0.36 },
]
const GOOD_BUZZ_MS = [60]
const BAD_BUZZ_MS = [220, 90, 220]
const LOUD = 0.5
const FADE_S = 0.02

export class Signals {
  muted = false
  #audio: AudioContext | null = null

  constructor() {
    // Browsers give sound to a page once it was touched.
    const wake = () => void this.#context?.resume()
    addEventListener("pointerdown", wake)
    addEventListener("keydown", wake)
  }

  give(good: boolean): void {
    navigator.vibrate?.(good ? GOOD_BUZZ_MS : BAD_BUZZ_MS)
    const audio = this.#context
    if (this.muted || audio?.state !== "running") return
    for (const note of good ? GOOD : BAD) play(audio, note, good ? "sine" : "square")
  }

  get #context(): AudioContext | null {
    if (!this.#audio && "AudioContext" in window && navigator.userActivation?.hasBeenActive !== false) {
      this.#audio = new AudioContext()
    }
    return this.#audio
  }
}

function play(audio: AudioContext, { hertz, from_s, for_s }: Note, type: OscillatorType): void {
  const [tone, volume] = [audio.createOscillator(), audio.createGain()]
  const start = audio.currentTime + from_s
  tone.type = type
  tone.frequency.value = hertz
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(LOUD, start + FADE_S)
  volume.gain.setValueAtTime(LOUD, start + for_s - FADE_S)
  volume.gain.linearRampToValueAtTime(0, start + for_s)
  tone.connect(volume).connect(audio.destination)
  tone.start(start)
  tone.stop(start + for_s)
}
