import { element } from '../editor/element.ts'
import { shopifyLocationId, shortLocationId } from '../editor/shopify-location.ts'

interface PlaceInShopify {
  readonly locationId: string
  readonly location: string
}

/** Choose a Shopify location that a location map knows, or type its id. */
export function locationCell(first: PlaceInShopify, known: ReadonlyMap<string, string>, translate: Translate, changed: (place: PlaceInShopify) => void): HTMLElement {
  const label = translate('buffer.location')
  const typed = element('input', { type: 'text', 'aria-label': translate('buffer.location-id'), placeholder: translate('buffer.location-id'), spellcheck: 'false' })
  const select = element('select', { 'aria-label': label })
  for (const [id, name] of known) select.append(element('option', { value: id }, name || shortLocationId(id)))
  select.append(element('option', { value: '' }, translate('buffer.location-typed')))
  const listed = known.has(first.locationId) || (first.locationId === '' && known.size > 0)
  select.value = listed ? first.locationId || ([...known.keys()][0] ?? '') : ''
  typed.value = listed ? '' : shortLocationId(first.locationId)
  typed.hidden = listed
  select.hidden = known.size === 0
  select.addEventListener('change', () => {
    typed.hidden = select.value !== ''
    if (typed.hidden) tellListed()
    else typed.focus()
  })
  typed.addEventListener('input', () => {
    const id = shopifyLocationId(typed.value)
    typed.classList.toggle('input-error', id === null)
    changed({ locationId: id ?? '', location: '' })
  })
  if (listed && first.locationId === '') tellListed()
  return element('div', {}, select, typed)

  function tellListed(): void {
    changed({ locationId: select.value, location: known.get(select.value) ?? '' })
  }
}
