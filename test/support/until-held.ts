import assert from 'node:assert/strict'

interface Answer {
  readonly levels: readonly { readonly holds: readonly unknown[] }[]
}

/** Resolves when so many holds keep units of a SKU back, as the running node `set` says. */
export async function untilHeld(nodeRed: string, set: string, sku: string, count: number): Promise<void> {
  let found = -1
  for (let tries = 0; tries < 100 && found !== count; tries++) {
    await new Promise((resolve) => setTimeout(resolve, tries === 0 ? 0 : 200))
    const answer = await fetch(`${nodeRed}/odoo-shopify/shopify-inventory-set/${set}/why?sku=${sku}`)
    const { levels }: Answer = JSON.parse(await answer.text())
    found = levels.reduce((sum, { holds }) => sum + holds.length, 0)
  }
  assert.equal(found, count)
}
