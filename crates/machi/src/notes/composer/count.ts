//! Counts the characters of a text near its limit.

/** The count shows up with so many characters left. */
const LEFT_MAX = 300

/** `inside` holds `data-max` and a `.composer__count`. */
export function showCount(inside: HTMLElement, text: string): void {
  const status = inside.querySelector<HTMLElement>(".composer__count")
  const max = Number(inside.dataset["max"])
  if (!status) return
  const chars = [...text].length
  status.hidden = chars < max - LEFT_MAX
  const shown = (n: number) => n.toLocaleString(document.documentElement.lang)
  status.textContent = `${shown(chars)} / ${shown(max)}`
  status.classList.toggle("composer__count--over", chars > max)
}
