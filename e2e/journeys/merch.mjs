//! An operator makes an item and gives a member points; the member claims it with an address; the
//! operator ships it, and the address is gone.

export const name = "an item is made, points are given, it is claimed with an address, and shipped: the address is gone"

async function signUp(page, handle, next) {
  await page.goto(`/sign-up?next=${next}`)
  await page.fill("#handle", handle)
  await page.fill("#password", "a long enough secret")
  await page.locator("main form button").last().click()
  await page.waitForURL(`**${next}`)
}

export async function journey({ page, another, password, check, axe, shot, steady, expectStatus }) {
  const desk = await another()
  await desk.goto("/sign-in?next=/desk/tokyo/merch")
  await desk.fill("#handle", "desk")
  await desk.fill("#password", password("desk"))
  await desk.locator("main form button").last().click()

  // An item in two sizes, with three of each.
  await desk.getByRole("link", { name: "New item" }).click()
  await desk.getByLabel("Name in English").fill("Gull scarf")
  await desk.fill("#price", "40")
  await desk.locator("[name=size_names]").nth(0).fill("Short")
  await desk.locator("[name=size_names]").nth(1).fill("Long")
  await desk.getByLabel("Open", { exact: true }).check()
  await desk.getByRole("button", { name: "Save" }).click()
  await desk.getByText("The item was saved.").waitFor()
  for (const size of [0, 1]) {
    await desk.locator(".merch-stock [name=pieces]").nth(size).fill("3")
    await desk.locator(".merch-stock button").nth(size).click()
    await desk.getByText("The stock was changed.").waitFor()
  }
  const item = await desk.getByRole("link", { name: "See it as members do" }).getAttribute("href")

  // Somebody new has no points yet, and then forty.
  await signUp(page, "gull_friend", "/me/points")
  await page.getByText("No points yet").waitFor()
  await page.goto(item)
  await page.getByText("You have 0 points; this costs more.").waitFor()
  await desk.goto("/desk/tokyo/points")
  await desk.fill("#handle", "gull_friend")
  await desk.fill("#amount", "40")
  await desk.fill("#words", "Showed visitors around")
  await desk.getByRole("button", { name: "Give", exact: true }).click()
  await desk.getByText("The points were given.").waitFor()
  await page.goto("/me/points")
  await page.getByText("Showed visitors around").waitFor()
  await axe()
  await shot("points", { fullPage: true })

  // Claimed, after a first try without a street.
  await page.goto("/cities/tokyo/merch")
  await steady()
  await axe()
  await shot("merch", { fullPage: true })
  await page.getByRole("link", { name: "Gull scarf" }).click()
  await page.getByLabel("Long · 3 left").check()
  await page.fill("#address_name", "Gull Friend")
  await page.fill("#address_text", "   ")
  expectStatus(422, `${item}/claims`)
  await page.getByRole("button", { name: "Claim it" }).click()
  await page.getByText("Please write the address").first().waitFor()
  check((await page.inputValue("#address_name")) === "Gull Friend", "what was typed is kept")
  await page.fill("#address_text", "7 Harbour Lane\nYokohama")
  await axe()
  await shot("merch-item", { fullPage: true })
  await page.getByRole("button", { name: "Claim it" }).click()
  await page.getByText("It is yours.").waitFor()
  await axe()
  await page.goto("/me/points")
  check(await page.locator(".points__balance").innerText() === "0 points", "the points are used")

  // The desk packs and ships; the address stands there until then.
  await desk.goto("/desk/tokyo/merch/claims")
  const claim = desk.locator(".merch-claim", { hasText: "Gull scarf" })
  check((await claim.innerText()).includes("7 Harbour Lane"), "the desk knows where it goes")
  await claim.getByRole("button", { name: "Packed" }).click()
  await desk.getByText("Marked as packed.").waitFor()
  await claim.locator("[name=tracking]").fill("JP 0042")
  await claim.getByRole("button", { name: "Shipped" }).click()
  await desk.getByText("Marked as shipped. The address was erased.").waitFor()
  await desk.goto("/desk/tokyo/merch/claims?list=out")
  check(!(await claim.innerText()).includes("Harbour"), "the address is gone")
  check((await claim.locator("[name=tracking]").inputValue()) === "JP 0042", "and the tracking stands there")

  await page.goto("/me/merch")
  await page.getByText("Tracking: JP 0042").waitFor()
  check((await page.getByRole("button", { name: "Cancel" }).count()) === 0, "it is too late to cancel")
}
