import { element, iconButton } from './element.ts'
import { locationForest, type LocationBranch, type OdooLocation } from './locations.ts'

/** More hits than this are not drawn; the search box asks for a longer word instead. */
const mostHits = 200

interface LocationTree {
  readonly locations: readonly OdooLocation[]
  readonly isChosen: (location: OdooLocation) => boolean
  readonly choose: (location: OdooLocation, chosen: boolean) => void
  readonly translate: Translate
}

/**
 * A searchable tree of Odoo locations with a checkbox each. Branches are drawn when they are opened, so that a warehouse
 * with thousands of bins stays quick. A location below a chosen one is covered by it and shown so.
 */
export function locationTree({ locations, isChosen, choose, translate }: LocationTree): HTMLElement {
  const forest = locationForest(locations)
  const byId = new Map(locations.map((location) => [location.locationId, location]))
  const severalCompanies = new Set(locations.map((location) => location.company)).size > 1
  const search = element('input', {
    type: 'search',
    placeholder: translate('editor.locations.search'),
    'aria-label': translate('editor.locations.search'),
  })
  const list = element('div', { class: 'odoo-shopify-tree-list' })
  search.addEventListener('input', draw)
  draw()
  return element('div', { class: 'odoo-shopify-tree' }, search, list)

  function draw(): void {
    const words = search.value
      .trim()
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
    if (words.length > 0) return drawHits(words)
    list.replaceChildren(forest.length === 0 ? emptyLine('editor.locations.none-in-odoo') : branchList(forest, false, 0))
  }

  function drawHits(words: readonly string[]): void {
    const hits = locations.filter((location) => {
      const name = `${location.location} ${location.locationId}`.toLowerCase()
      return words.every((word) => name.includes(word))
    })
    if (hits.length === 0) return list.replaceChildren(emptyLine('editor.locations.no-hit'))
    const drawn = hits.slice(0, mostHits).map((location) => element('li', {}, row(location, coveredFromAbove(location), location.location)))
    list.replaceChildren(element('ul', {}, ...drawn))
    if (hits.length > mostHits)
      list.append(element('p', { class: 'odoo-shopify-hint' }, translate('editor.locations.more', { count: hits.length - mostHits })))
  }

  function branchList(branches: readonly LocationBranch[], covered: boolean, depth: number): HTMLElement {
    return element('ul', {}, ...branches.map((branch) => branchItem(branch, covered, depth)))
  }

  function branchItem(branch: LocationBranch, covered: boolean, depth: number): HTMLElement {
    const { location, children } = branch
    const item = element('li', {})
    const line = row(location, covered, lastPart(location.location))
    item.append(line)
    if (children.length === 0) {
      line.prepend(element('span', { class: 'odoo-shopify-tree-gap' }))
      return item
    }
    let below: HTMLElement | null = null
    const toggle = iconButton(translate('editor.locations.open', { location: location.location }), 'angle-right', () =>
      open(below === null),
    )
    toggle.classList.add('odoo-shopify-tree-toggle')
    line.prepend(toggle)
    open(depth < 1 || hasChosenBelow(children))
    return item

    function open(on: boolean): void {
      toggle.setAttribute('aria-expanded', String(on))
      below?.remove()
      below = on ? branchList(children, covered || isChosen(location), depth + 1) : null
      if (below !== null) item.append(below)
    }
  }

  function row(location: OdooLocation, covered: boolean, name: string): HTMLElement {
    const box = element('input', { type: 'checkbox', 'data-location': location.locationId })
    box.checked = covered || isChosen(location)
    box.disabled = covered
    box.addEventListener('change', () => {
      choose(location, box.checked)
      redrawKeeping(location.locationId)
    })
    const label = element('label', {}, box, ' ', name)
    if (covered) label.append(' ', element('span', { class: 'odoo-shopify-faint' }, translate('editor.locations.covered')))
    const about = [remarkableUsage(location.usage), severalCompanies ? location.company : ''].filter((part) => part !== '')
    if (about.length > 0) label.append(' ', element('span', { class: 'odoo-shopify-faint' }, about.join(' · ')))
    return element('div', { class: 'odoo-shopify-tree-row' }, label)
  }

  /** Of the kinds of location, only those whose stock is not simply on a shelf are worth a word. */
  function remarkableUsage(usage: string): string {
    return usage === 'transit' || usage === 'supplier' ? translate(`editor.locations.usage-${usage}`) : ''
  }

  function redrawKeeping(locationId: number): void {
    const place = list.scrollTop
    draw()
    list.scrollTop = place
    const box = list.querySelector(`input[data-location="${locationId}"]`)
    if (box instanceof HTMLInputElement) box.focus()
  }

  function coveredFromAbove(location: OdooLocation): boolean {
    return location.path.some((id) => {
      const above = id === location.locationId ? undefined : byId.get(id)
      return above !== undefined && isChosen(above)
    })
  }

  function hasChosenBelow(branches: readonly LocationBranch[]): boolean {
    return branches.some((branch) => isChosen(branch.location) || hasChosenBelow(branch.children))
  }

  function emptyLine(key: string): HTMLElement {
    return element('p', { class: 'odoo-shopify-hint' }, translate(key))
  }
}

function lastPart(completeName: string): string {
  return completeName.split('/').at(-1) ?? completeName
}
