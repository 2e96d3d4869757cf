//! How it stands: who is in, how old the list is, what waits to be sent, and whether the server is reached.

import { type Words, put, show } from "web/lib/words"
import type { Door } from "./door"

const MINUTE_MS = 60_000

export function showState(inside: HTMLElement, door: Door, words: Words): void {
  const { admitted, tickets } = door.count
  const known = door.door !== null && !door.door.ended
  put(inside, "[data-in]", known ? words.say("number", { n: admitted }) : "–")
  put(inside, "[data-of]", known ? words.say("number", { n: tickets }) : "–")
  const alone = !navigator.onLine || !door.reachable
  const state = inside.querySelector<HTMLElement>("[data-state]")
  if (state) state.dataset["state"] = door.door?.ended ? "ended" : alone ? "alone" : "online"
  put(inside, "[data-network]", network(door, words, alone))
  put(inside, "[data-list]", age(door, words))
  show(inside, "[data-waiting]", door.waiting > 0)
  put(inside, "[data-waiting]", words.say("waiting", { n: door.waiting }))
}

function network(door: Door, words: Words, alone: boolean): string {
  if (door.door?.ended) return words.say(door.waiting > 0 ? "ended-waiting" : "ended")
  return words.say(alone ? "alone" : "online")
}

function age({ door }: Door, words: Words): string {
  if (!door) return words.say("list-none")
  if (door.ended) return ""
  const time = words.clock(door.listed_at_ms + door.ahead_ms, door.facts.zone)
  const minutes = Math.floor((Date.now() - door.listed_at_ms) / MINUTE_MS)
  if (minutes < 1) return words.say("list-new", { time })
  return words.say("list-old", { time, age: words.minutes(minutes) })
}
