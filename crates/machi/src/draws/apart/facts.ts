//! What the proof that passed is about.

import { type Words, put, show } from "web/lib/words"
import type { Facts } from "./worker"

const WINNERS_SHOWN_MAX = 200

export function showFacts(inside: HTMLElement, facts: Facts, words: Words): void {
  const { closed_at_ms, commit, draw, entrants, network_name, prizes, round, round_at_ms, title, winners } = facts
  const number = (n: number) => words.say("number", { n })
  put(inside, "[data-fact=title]", title)
  put(inside, "[data-fact=draw]", draw)
  put(inside, "[data-fact=closed]", moment(closed_at_ms))
  put(inside, "[data-fact=network]", network_name)
  put(inside, "[data-fact=round]", words.say("round", { n: round, time: moment(round_at_ms) }))
  put(inside, "[data-fact=entrants]", number(entrants))
  put(inside, "[data-fact=commit]", commit)
  const shown = winners.slice(0, WINNERS_SHOWN_MAX)
  const items = shown.map((winner, at) => item(winner, at < prizes ? "" : words.say("alternate", { n: at - prizes + 1 })))
  inside.querySelector("[data-fact=winners]")?.replaceChildren(...items)
  show(inside, "[data-more]", winners.length > shown.length)
  put(inside, "[data-more]", words.say("more", { n: winners.length - shown.length }))
}

function item(winner: string, role: string): HTMLLIElement {
  const [line, name] = [document.createElement("li"), document.createElement("code")]
  name.textContent = winner
  line.append(name, role && ` ${role}`)
  return line
}

/** In the reader's own zone, to the second: the round's distance counts. */
function moment(at_ms: number): string {
  const style = { dateStyle: "medium", timeStyle: "long" } as const
  // A number that no calendar holds is shown as it is.
  if (Math.abs(at_ms) > 8.64e15) return String(at_ms)
  return new Intl.DateTimeFormat(document.documentElement.lang, style).format(at_ms)
}
