//! A photo over the whole window: pinch, wheel, double press or + and − enlarge it, dragging or the
//! arrow keys move it.

const SCALE_MAX = 5
/** A double press goes to this scale, and back. */
const SCALE_NEAR = 2.5
const KEY_SCALE = 1.4
const KEY_PX = 80
const WHEEL = 0.0022

interface Point {
  x: number
  y: number
}

/** Shows one photo in the dialog until it is closed. */
export class PhotoZoom {
  #dialog: HTMLDialogElement
  #stage: HTMLElement
  #photo = new Image()
  /** Width by height. */
  #ratio = 1
  #scale = 1
  #at: Point = { x: 0, y: 0 }
  #fingers = new Map<number, Point>()

  constructor(dialog: HTMLDialogElement) {
    this.#dialog = dialog
    this.#stage = dialog.querySelector<HTMLElement>(".photo-zoom__stage")!
    this.#photo.className = "photo-zoom__photo"
  }

  open(link: HTMLAnchorElement): void {
    this.#fill(link)
    const off = new AbortController()
    const on = (to: HTMLElement, name: string, does: (event: never) => void) =>
      to.addEventListener(name, does as EventListener, { signal: off.signal, passive: false })
    on(this.#stage, "wheel", (event: WheelEvent) => this.#wheel(event))
    on(this.#stage, "dblclick", (event: MouseEvent) => this.#toggle(event))
    on(this.#stage, "pointerdown", (event: PointerEvent) => this.#down(event))
    on(this.#stage, "pointermove", (event: PointerEvent) => this.#move(event))
    for (const name of ["pointerup", "pointercancel"]) {
      on(this.#stage, name, (event: PointerEvent) => void this.#fingers.delete(event.pointerId))
    }
    on(this.#dialog, "keydown", (event: KeyboardEvent) => this.#key(event))
    on(this.#dialog.querySelector("button")!, "click", () => this.#dialog.close())
    on(this.#dialog, "close", () => {
      off.abort()
      this.#photo.remove()
      link.focus()
    })
    this.#dialog.showModal()
    this.#put(1, { x: 0, y: 0 })
  }

  /** What the page shows already, until the largest has come. */
  #fill(link: HTMLAnchorElement): void {
    const shown = link.querySelector("img")
    if (!shown) return
    this.#photo.alt = shown.alt
    this.#photo.lang = shown.lang
    this.#photo.src = shown.currentSrc
    this.#ratio = Number(shown.getAttribute("width")) / Number(shown.getAttribute("height"))
    this.#stage.replaceChildren(this.#photo)
    const largest = new Image()
    largest.src = link.href
    largest.decode().then(
      () => (this.#photo.src = largest.src),
      () => {},
    )
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault()
    this.#scaleBy(Math.exp(-event.deltaY * WHEEL), event)
  }

  #toggle(event: MouseEvent): void {
    this.#scaleBy(this.#scale > 1 ? 1 / this.#scale : SCALE_NEAR, event)
  }

  #down(event: PointerEvent): void {
    this.#stage.setPointerCapture(event.pointerId)
    this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
  }

  #move(event: PointerEvent): void {
    const before = this.#fingers.get(event.pointerId)
    if (!before) return
    const now = { x: event.clientX, y: event.clientY }
    const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1]
    this.#fingers.set(event.pointerId, now)
    if (other) {
      const middle = { clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 }
      this.#scaleBy(distance(now, other) / Math.max(distance(before, other), 1), middle)
    }
    const share = other ? 0.5 : 1
    this.#moveBy((now.x - before.x) * share, (now.y - before.y) * share)
  }

  #key(event: KeyboardEvent): void {
    const box = this.#stage.getBoundingClientRect()
    const middle = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 }
    const does: Record<string, () => void> = {
      "+": () => this.#scaleBy(KEY_SCALE, middle),
      "=": () => this.#scaleBy(KEY_SCALE, middle),
      "-": () => this.#scaleBy(1 / KEY_SCALE, middle),
      "0": () => this.#put(1, { x: 0, y: 0 }),
      ArrowLeft: () => this.#moveBy(KEY_PX, 0),
      ArrowRight: () => this.#moveBy(-KEY_PX, 0),
      ArrowUp: () => this.#moveBy(0, KEY_PX),
      ArrowDown: () => this.#moveBy(0, -KEY_PX),
    }
    const act = does[event.key]
    if (!act || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    act()
  }

  /** What lies under the point stays there. */
  #scaleBy(by: number, at: { clientX: number; clientY: number }): void {
    const scale = Math.min(SCALE_MAX, Math.max(1, this.#scale * by))
    const box = this.#stage.getBoundingClientRect()
    const from = { x: at.clientX - box.x - box.width / 2, y: at.clientY - box.y - box.height / 2 }
    const share = scale / this.#scale
    this.#put(scale, {
      x: from.x - (from.x - this.#at.x) * share,
      y: from.y - (from.y - this.#at.y) * share,
    })
  }

  #moveBy(x: number, y: number): void {
    this.#put(this.#scale, { x: this.#at.x + x, y: this.#at.y + y })
  }

  /** The photo never leaves the window. */
  #put(scale: number, at: Point): void {
    const room = { x: this.#stage.clientWidth, y: this.#stage.clientHeight }
    const width = Math.min(room.x, room.y * this.#ratio)
    const held = (value: number, side: number, room: number) => {
      const over = Math.max(0, (side * scale - room) / 2)
      return Math.min(over, Math.max(-over, value))
    }
    this.#scale = scale
    this.#at = {
      x: held(at.x, width, room.x),
      y: held(at.y, width / this.#ratio, room.y),
    }
    this.#photo.style.transform = `translate(${this.#at.x}px, ${this.#at.y}px) scale(${scale})`
    this.#stage.classList.toggle("photo-zoom__stage--near", scale > 1)
  }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
