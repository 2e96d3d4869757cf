//! The verdict: by colour, icon, words, sound and touch, over the camera's picture, until the next one.

import { putSetting, setting } from "web/lib/door_store"
import { type Words, put } from "web/lib/words"
import { type Verdict, letsIn } from "./decide"
import type { Door } from "./door"
import type { Signals } from "./signals"

/** The way is free again: the camera is seen. What was said stays in the list of the last scans. */
const GOOD_MS = 2500
const BAD_MS = 8000

export class VerdictPanel {
  readonly #panel: HTMLElement
  readonly #sound: HTMLElement | null
  #shown = 0

  constructor(
    readonly inside: HTMLElement,
    readonly words: Words,
    readonly signals: Signals,
  ) {
    this.#panel = inside.querySelector<HTMLElement>("[data-verdict]")!
    this.#panel.addEventListener("click", () => this.#hide())
    this.#sound = inside.querySelector<HTMLElement>("[data-do=sound]")
    this.#sound?.addEventListener("click", () => void this.#mute(!this.signals.muted))
    void setting("muted").then(muted => this.#mute(muted === "yes"))
  }

  show(verdict: Verdict, door: Door): void {
    const good = letsIn(verdict.kind)
    const [title, line] = this.#said(verdict, door)
    const who = [verdict.name, verdict.seat, this.#date(verdict, door)].filter(Boolean).join(" · ")
    this.#panel.dataset["verdict"] = verdict.kind
    this.#panel.dataset["tone"] = verdict.kind === "newer" ? "mind" : good ? "good" : "bad"
    put(this.#panel, "[data-title]", title)
    put(this.#panel, "[data-who]", who)
    put(this.#panel, "[data-line]", line)
    this.#panel.hidden = false
    this.#announce([title, who, line].filter(Boolean).join(". "))
    this.signals.give(good)
    clearTimeout(this.#shown)
    this.#shown = window.setTimeout(() => this.#hide(), good ? GOOD_MS : BAD_MS)
  }

  /** Of the ticket, where the door has several dates. */
  #date({ ticket }: Verdict, { door }: Door): string {
    if (!door || door.facts.dates.length < 2) return ""
    const of = door.tickets.find(({ id }) => id === ticket)?.date
    const date = door.facts.dates.find(({ id }) => id === of)
    return date ? this.words.dayAndClock(date.starts_at, door.facts.zone) : ""
  }

  /** The title, and a line below it. */
  #said({ kind, first, detail }: Verdict, door: Door): [string, string] {
    const facts = door.door?.facts
    const at = kind === "again" ? first?.at : kind === "early" ? facts?.from : facts?.until
    const time = at ? this.words.clock(at, facts?.zone ?? "UTC") : ""
    const line = this.words.say(`${kind}-line`, { time, by: first?.by ?? "", door: first?.door ?? "" })
    switch (kind) {
      case "refused":
        return [this.words.say("refused"), detail]
      case "no_list":
        return [this.words.say("refused"), this.words.say("list-none")]
      case "ended":
        return [this.words.say("closed"), line]
      case "again":
        return [this.words.say("again"), first ? line : ""]
      default:
        return [this.words.say(kind), line]
    }
  }

  /** The same words again are told again. */
  #announce(text: string): void {
    const line = document.createElement("p")
    line.textContent = text
    this.inside.querySelector("[data-said]")?.replaceChildren(line)
  }

  #hide(): void {
    clearTimeout(this.#shown)
    this.#panel.hidden = true
  }

  async #mute(muted: boolean): Promise<void> {
    this.signals.muted = muted
    this.#sound?.setAttribute("aria-pressed", String(!muted))
    await putSetting("muted", muted ? "yes" : "no")
  }
}
