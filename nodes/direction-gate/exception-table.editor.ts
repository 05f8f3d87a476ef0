import { eventKinds, type EventKind } from '../../src/base/messages/event-kind.ts'
import { allowedWays, type AllowedWay } from '../../src/rules/direction/direction-policy.ts'
import { choice, textBox } from '../editor/element.ts'
import { knownShopifyLocations } from '../editor/locations.ts'
import { rowTable } from '../editor/row-table.ts'
import { shopifyLocationCell } from '../editor/shopify-location-cell.ts'

/** A policy for fewer lines than all: what is left out stands for any. */
export interface DirectionException {
  readonly shop?: string
  /** Id of the Shopify location. */
  readonly location?: string
  /** SKU. */
  readonly product?: string
  readonly event: EventKind
  readonly policy: AllowedWay
}

/** The exceptions as a table; an empty cell means any. */
export function exceptionTable(
  place: HTMLElement,
  rows: readonly DirectionException[],
  translate: Translate,
  changed: (rows: readonly DirectionException[]) => void,
): void {
  const events = eventKinds.map((event) => ({ value: event, text: translate(`direction-gate.event.${event}`) }))
  const directions = allowedWays.map((policy) => ({ value: policy, text: translate(`direction-gate.policy.${policy}`) }))
  const known = knownShopifyLocations()
  rowTable<DirectionException>({
    place,
    rows,
    columns: ['shop', 'location', 'product', 'event', 'policy'].map((key) => ({ title: translate(`direction-gate.column-${key}`) })),
    cells: (first, keep) => {
      let row = first
      const set = (part: Partial<DirectionException>): void => {
        row = { ...row, ...part }
        keep(withoutBlanks(row))
      }
      const blank = { placeholder: translate('direction-gate.any') }
      return [
        textBox(translate('direction-gate.column-shop'), row.shop ?? '', (shop) => set({ shop }), blank),
        shopifyLocationCell({
          label: translate('direction-gate.column-location'),
          value: { locationId: row.location ?? '', location: '' },
          known,
          everywhere: translate('direction-gate.any'),
          translate,
          changed: ({ locationId }) => set({ location: locationId }),
        }),
        textBox(translate('direction-gate.column-product'), row.product ?? '', (product) => set({ product }), blank),
        choice(translate('direction-gate.column-event'), events, row.event, (event) => set({ event })),
        choice(translate('direction-gate.column-policy'), directions, row.policy, (policy) => set({ policy })),
      ]
    },
    blank: () => ({ event: 'inventory_quantity', policy: 'off' }),
    empty: translate('direction-gate.exceptions-empty'),
    addText: translate('direction-gate.exceptions-add'),
    removeText: translate('editor.remove'),
    changed,
  })
}

function withoutBlanks({ shop, location, product, event, policy }: DirectionException): DirectionException {
  return {
    ...(shop?.trim() ? { shop: shop.trim() } : {}),
    ...(location?.trim() ? { location: location.trim() } : {}),
    ...(product?.trim() ? { product: product.trim() } : {}),
    event,
    policy,
  }
}
