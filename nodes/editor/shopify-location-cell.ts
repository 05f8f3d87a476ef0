import { element } from './element.ts'
import { shopifyLocationId, shortLocationId } from './locations.ts'

/** A Shopify location as a rule names it: the id decides, the name is for people. */
export interface PlaceInShopify {
  readonly locationId: string
  readonly location: string
}

interface LocationCell {
  readonly label: string
  readonly value: PlaceInShopify
  /** Locations to choose from, by id. */
  readonly known: ReadonlyMap<string, string>
  /** When given, no location at all can be chosen too, and is called so. */
  readonly everywhere?: string
  readonly translate: Translate
  readonly changed: (place: PlaceInShopify) => void
}

const typedIn = 'typed'
const nowhere: PlaceInShopify = { locationId: '', location: '' }

/** Choose a Shopify location that a location map knows, or type its id. */
export function shopifyLocationCell({ label, value, known, everywhere, translate, changed }: LocationCell): HTMLElement {
  const idLabel = translate('editor.shopify-location-id')
  const typed = element('input', { type: 'text', 'aria-label': idLabel, placeholder: idLabel, spellcheck: 'false' })
  const select = element('select', { 'aria-label': label })
  if (everywhere !== undefined) select.append(element('option', { value: '' }, everywhere))
  for (const [id, name] of known) select.append(element('option', { value: id }, name || shortLocationId(id)))
  select.append(element('option', { value: typedIn }, translate('editor.shopify-location-typed')))
  const start = value.locationId !== '' ? value.locationId : everywhere !== undefined ? '' : ([...known.keys()][0] ?? typedIn)
  const listed = known.has(start) || start === ''
  select.value = listed ? start : typedIn
  select.hidden = select.options.length === 1
  typed.value = listed ? '' : shortLocationId(value.locationId)
  typed.hidden = listed
  select.addEventListener('change', () => {
    typed.hidden = select.value !== typedIn
    if (typed.hidden) return tellListed()
    changed(nowhere)
    typed.value = ''
    typed.focus()
  })
  typed.addEventListener('input', () => {
    const id = shopifyLocationId(typed.value)
    typed.classList.toggle('input-error', id === null)
    changed({ locationId: id ?? '', location: '' })
  })
  if (listed && start !== value.locationId) tellListed()
  return element('div', {}, select, typed)

  function tellListed(): void {
    changed(select.value === '' ? nowhere : { locationId: select.value, location: known.get(select.value) ?? '' })
  }
}
