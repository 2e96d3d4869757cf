//! Opens a door on the steward's device: asks who stands there, then scans, searches and sends.

import { forgetOver } from "web/lib/over_doors"
import { putSetting, setting } from "web/lib/door_store"
import { Words, put, show } from "web/lib/words"
import { openDesk } from "./desk"
import { Door } from "./door"

/** Rejects where nothing can be kept on the device. */
export async function openDoor(element: HTMLElement): Promise<void> {
  const door = new Door(element.dataset["link"] ?? "")
  await forgetOver()
  await door.load()
  const words = new Words(element)
  let desk: { focus(): void } | null = null
  const enter = (steward: string) => {
    // Browsers clear what was not asked to stay when room gets short.
    void navigator.storage?.persist?.()
    door.steward = steward
    put(element, "[data-steward]", steward)
    show(element, "[data-name-form]", false)
    show(element, "[data-desk]", true)
    desk ??= openDesk(element, door, words)
    desk.focus()
  }
  const form = element.querySelector<HTMLFormElement>("[data-name-form]")!
  form.addEventListener("submit", event => {
    event.preventDefault()
    const steward = nameField(form).value.trim()
    if (!steward) return
    void putSetting("steward", steward)
    enter(steward)
  })
  element.querySelector("[data-rename]")?.addEventListener("click", () => askName(element, form, door.steward))
  show(element, "[data-loading]", false)
  const steward = await setting("steward")
  if (steward) enter(steward)
  else askName(element, form, "")
}

/** Who stands at the door is written beside every check-in. */
function askName(element: HTMLElement, form: HTMLFormElement, known: string): void {
  nameField(form).value = known
  show(element, "[data-desk]", false)
  show(element, "[data-name-form]", true)
  nameField(form).focus()
}

function nameField(form: HTMLFormElement): HTMLInputElement {
  return form.querySelector<HTMLInputElement>("[name=steward]")!
}
