import assert from 'node:assert/strict'

/** Waits until something is so, and fails with its name when it is not within `ms` milliseconds. */
export async function until(what: string, isSo: () => boolean, ms = 10_000): Promise<void> {
  for (const end = performance.now() + ms; !isSo();) {
    assert.ok(performance.now() < end, `waited ${ms} ms in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
