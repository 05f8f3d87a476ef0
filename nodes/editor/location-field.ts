import { button, element, iconButton } from './element.ts'
import { locationTree } from './location-tree.ts'
import { showNotice, showDeployedRefusal } from './notice.ts'
import type { ChosenLocation, OdooLocation } from './locations.ts'

interface LocationField {
  readonly place: HTMLElement
  readonly label: string
  /** What an empty list means. */
  readonly empty: string
  readonly chosen: readonly ChosenLocation[]
  /** Asks Odoo; rejects when it cannot be asked. Null while no connection is chosen. */
  readonly load: (anew: boolean) => Promise<readonly OdooLocation[]> | null
  readonly changed: (chosen: readonly ChosenLocation[]) => void
  readonly translate: Translate
}

/** A list of Odoo locations, chosen from Odoo's own tree or typed by id when Odoo cannot be asked. */
export function locationField({ place, label, empty, chosen: first, load, changed, translate }: LocationField): void {
  let chosen: readonly ChosenLocation[] = first
  const chips = element('ul', { class: 'odoo-shopify-chips', 'aria-label': label })
  const drawer = element('div', { class: 'odoo-shopify-drawer' })
  const fromOdoo = button(translate('editor.locations.choose'), 'sitemap', () => toggle(fromOdoo, () => void showTree(false)))
  const byHand = button(translate('editor.locations.type'), 'keyboard-o', () => toggle(byHand, showTyping))
  const buttons = [fromOdoo, byHand]
  place.replaceChildren(chips, element('div', { class: 'odoo-shopify-buttons' }, ...buttons), drawer)
  close()
  drawChips()

  function toggle(pressed: HTMLButtonElement, open: () => void): void {
    const wasOpen = pressed.getAttribute('aria-expanded') === 'true'
    close()
    if (wasOpen) return
    pressed.setAttribute('aria-expanded', 'true')
    open()
  }

  function close(): void {
    for (const one of buttons) one.setAttribute('aria-expanded', 'false')
    drawer.replaceChildren()
  }

  function keep(next: readonly ChosenLocation[]): void {
    chosen = next
    drawChips()
    changed(chosen)
  }

  function add(location: ChosenLocation): void {
    const { locationId, location: name, path } = location
    const next = { ...(locationId === undefined ? {} : { locationId }), location: name, ...(path === undefined ? {} : { path }) }
    keep([...chosen.filter((one) => !same(one, location)), next])
  }

  function remove(location: ChosenLocation): void {
    keep(chosen.filter((one) => !same(one, location)))
  }

  function drawChips(): void {
    if (chosen.length === 0) return chips.replaceChildren(element('li', { class: 'odoo-shopify-hint' }, empty))
    chips.replaceChildren(...chosen.map(chip))
  }

  function chip(shown: ChosenLocation): HTMLElement {
    const { locationId, location } = shown
    const name = location === '' ? `#${locationId}` : location
    const drop = iconButton(translate('editor.locations.remove', { location: name }), 'times', () => {
      remove(shown)
      fromOdoo.focus()
    })
    return element(
      'li',
      { class: 'odoo-shopify-chip', title: locationId === undefined ? name : `${name} (id ${locationId})` },
      element('span', {}, name),
      drop,
    )
  }

  async function showTree(anew: boolean): Promise<void> {
    const asked = load(anew)
    if (asked === null) return showNotice(drawer, 'warning', translate('editor.locations.no-connection'))
    showNotice(drawer, 'busy', translate('editor.locations.busy'))
    try {
      const locations = await asked
      if (fromOdoo.getAttribute('aria-expanded') !== 'true') return
      const again = button(translate('editor.locations.again'), 'refresh', () => void showTree(true))
      drawer.replaceChildren(
        locationTree({
          locations,
          isChosen: (location) => chosen.some((one) => same(one, location)),
          choose: (location, on) => (on ? add(location) : remove(location)),
          translate,
        }),
        again,
      )
    } catch (failure) {
      showDeployedRefusal(drawer, failure, translate)
    }
  }

  function showTyping(): void {
    const id = element('input', {
      type: 'text',
      inputmode: 'numeric',
      class: 'odoo-shopify-short',
      'aria-label': translate('editor.locations.id'),
      placeholder: translate('editor.locations.id'),
    })
    const nameLabel = translate('editor.locations.complete-name')
    const name = element('input', { type: 'text', 'aria-label': nameLabel, placeholder: nameLabel })
    const enter = button(translate('editor.add'), 'plus', () => {
      const locationId = Number(id.value)
      const fits = Number.isInteger(locationId) && locationId > 0
      const named = id.value.trim() === '' && name.value.trim() !== ''
      id.classList.toggle('input-error', !fits && !named)
      if (!fits && !named) return id.focus()
      add({ ...(fits ? { locationId } : {}), location: name.value.trim() })
      id.value = ''
      name.value = ''
      id.focus()
    })
    for (const box of [id, name]) {
      box.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        enter.click()
      })
    }
    drawer.replaceChildren(element('div', { class: 'odoo-shopify-typing' }, id, name, enter))
    id.focus()
  }
}

/** Ids decide; a location that is kept by name is the one with that complete name. */
function same(one: ChosenLocation, other: ChosenLocation): boolean {
  if (one.locationId !== undefined && other.locationId !== undefined) return one.locationId === other.locationId
  return one.location === other.location
}
