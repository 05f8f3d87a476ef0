import type { Page } from 'playwright-core'

/** Visible controls below a place of the page without a label, tied or spoken: a screen reader cannot name them. */
export function unlabelled(page: Page, below: string): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll(${JSON.stringify(below)})]
    .flatMap((place) => [...place.querySelectorAll('input, select, textarea, button')])
    .filter((control) => control.offsetParent !== null)
    .filter((control) => !(control.labels?.length > 0 || control.getAttribute('aria-label') || control.getAttribute('aria-labelledby') || (control.tagName === 'BUTTON' && control.textContent.trim())))
    .map((control) => control.outerHTML.slice(0, 120))`)
}
