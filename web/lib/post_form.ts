//! Sends a form the way the browser would, asking for the fragment instead of the whole page.

/**
 * Posts the form of this submit event, with the pressed button's own name, value and action.
 * The server sees `X-Fragment: 1` and answers the fragment that the page itself includes.
 */
export function postForm(event: SubmitEvent): Promise<Response> {
  const form = event.target
  if (!(form instanceof HTMLFormElement)) throw new TypeError("postForm expects a form's submit")
  const button = event.submitter
  const action = button?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href
  const data = new FormData(form, button)
  return fetch(new URL(action, location.href), {
    method: "POST",
    body: form.enctype === "multipart/form-data" ? data : urlEncoded(data),
    headers: { Accept: "text/html", "X-Fragment": "1" },
  })
}

function urlEncoded(data: FormData): URLSearchParams {
  const fields = new URLSearchParams()
  for (const [name, value] of data) {
    if (typeof value === "string") fields.append(name, value)
  }
  return fields
}
