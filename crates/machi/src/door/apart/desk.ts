//! The steward's desk: the camera, the verdict, the lists, and the clock that keeps them fresh.

import type { Words } from "web/lib/words"
import { CameraView } from "./camera_view"
import { CodeField } from "./code_field"
import type { Verdict } from "./decide"
import type { Door } from "./door"
import { Lists } from "./lists"
import { Signals } from "./signals"
import { showState } from "./state"
import { VerdictPanel } from "./verdict_panel"

const REFRESH_MS = 30_000
/** The list's age is told in minutes. */
const TICK_MS = 10_000

export function openDesk(element: HTMLElement, door: Door, words: Words): CodeField {
  const panel = new VerdictPanel(element, words, new Signals())
  const lists = new Lists(element, door, words)
  const tell = async (asked: () => Promise<Verdict>) => {
    const start = performance.now()
    panel.show(await asked(), door)
    performance.measure("machi-verdict", { start })
  }
  const scan = (text: string) => void tell(() => door.scan(text))
  const field = new CodeField(element, { scan, search: text => lists.search(text) })
  const camera = new CameraView(element, words, scan)
  lists.checkIn = ticket => {
    field.clear()
    void tell(() => door.checkIn(ticket))
  }
  const draw = () => {
    showState(element, door, words)
    lists.show()
    if (door.door?.ended) camera.close()
  }
  door.addEventListener("changed", draw)
  draw()
  keepFresh(door, draw)
  void camera.open()
  return field
}

function keepFresh(door: Door, draw: () => void): void {
  const refresh = () => {
    if (!document.hidden) void door.refresh().catch(() => {})
  }
  addEventListener("online", refresh)
  addEventListener("offline", draw)
  document.addEventListener("visibilitychange", refresh)
  setInterval(draw, TICK_MS)
  setInterval(() => navigator.onLine && refresh(), REFRESH_MS)
  refresh()
}
