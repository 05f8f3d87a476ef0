import type { BufferAmount } from '../../src/rules/buffer/amounts.ts'
import type { BufferRule, BufferRules, RuleProduct } from '../../src/rules/buffer/buffer-rules.ts'
import { element } from '../editor/element.ts'
import { rowTable } from '../editor/row-table.ts'
import { shopifyLocationCell, type PlaceInShopify } from '../editor/shopify-location-cell.ts'
import { shortLocationId } from '../editor/locations.ts'
import { writtenNumber } from '../editor/viewer-say.ts'
import { amountCells, inOdoo, skuCell } from './rule-cells.editor.ts'

interface RuleTables {
  readonly places: Readonly<Record<'perLocation' | 'perProduct' | 'perProductAtLocation', HTMLElement>>
  readonly rules: BufferRules
  readonly known: ReadonlyMap<string, string>
  readonly translate: Translate
  /** What a rule means for the sample quantity; kept up to date by the dialog. */
  readonly preview: (amount: BufferAmount) => string
  readonly changed: (rules: BufferRules) => void
}

/** One table per level of detail. Returns a function that renews the previews, for when the sample changes. */
export function ruleTables({ places, rules: first, known, translate, preview, changed }: RuleTables): () => void {
  let rules = first
  const previews = new Set<() => void>()
  const nothing: BufferAmount = { kind: 'fixed', value: 0 }
  const columns = (names: readonly string[]) =>
    [...names, 'kind', 'value', 'preview'].map((name) => ({ title: translate(`buffer.column-${name}`) }))
  const texts = (name: string) => ({
    empty: translate(`buffer.${name}-empty`),
    addText: translate(`buffer.${name}-add`),
    removeText: translate('editor.remove'),
    search: {
      label: translate('buffer.find'),
      text: ({ sku, productId, locationId, location }: Partial<BufferRule>) => {
        const product = productId === undefined ? '' : inOdoo(productId, translate)
        return [sku, product, location || known.get(locationId ?? ''), shortLocationId(locationId ?? '')].join('\n')
      },
      shown: (shown: number, count: number) => translate('editor.rows.shown', { shown: writtenNumber(shown), count: writtenNumber(count) }),
      noHit: translate('editor.rows.none'),
      more: translate('editor.rows.more'),
    },
  })

  rowTable({
    place: places.perLocation,
    rows: rules.perLocation,
    columns: columns(['location']),
    cells: (start, keep) => {
      const row = rowOf(start, keep)
      return [locationCell(start, (place) => row.change((now) => ({ ...now, ...place }))), ...row.amount]
    },
    blank: () => ({ locationId: '', location: '', ...nothing }),
    ...texts('per-location'),
    changed: (perLocation) => set({ perLocation }),
  })
  rowTable({
    place: places.perProduct,
    rows: rules.perProduct,
    columns: columns(['sku']),
    cells: (start, keep) => {
      const row = rowOf(start, keep)
      return [productCell(start, (product) => row.change(({ kind, value }) => ({ ...product, kind, value }))), ...row.amount]
    },
    blank: () => ({ sku: '', ...nothing }),
    ...texts('per-product'),
    changed: (perProduct) => set({ perProduct }),
  })
  rowTable({
    place: places.perProductAtLocation,
    rows: rules.perProductAtLocation,
    columns: columns(['sku', 'location']),
    cells: (start, keep) => {
      const row = rowOf(start, keep)
      return [
        productCell(start, (product) => row.change(({ sku: _sku, productId: _id, ...now }) => ({ ...product, ...now }))),
        locationCell(start, (place) => row.change((now) => ({ ...now, ...place }))),
        ...row.amount,
      ]
    },
    blank: () => ({ sku: '', locationId: '', location: '', ...nothing }),
    ...texts('per-product-at-location'),
    changed: (perProductAtLocation) => set({ perProductAtLocation }),
  })
  return () => {
    for (const renew of previews) renew()
  }

  function set(part: Partial<BufferRules>): void {
    rules = { ...rules, ...part }
    changed(rules)
  }

  /** The part that all rows share: what is kept of the row, and the cells of its amount. */
  function rowOf<Row extends BufferAmount>(start: Row, keep: (row: Row) => void) {
    let row = start
    const shown = element('span', { class: 'odoo-shopify-faint' })
    const tell = (): void => {
      shown.textContent = preview(row)
    }
    const change = (next: (now: Row) => Row): void => {
      row = next(row)
      keep(row)
      tell()
    }
    const { kind, value } = amountCells(start, translate, (amount) => change((now) => ({ ...now, ...amount })))
    previews.add(function renew() {
      // A row that is no longer drawn needs no preview; one that is drawn again makes its own.
      if (shown.isConnected) tell()
      else previews.delete(renew)
    })
    tell()
    return { change, amount: [kind, value, shown] }
  }

  function locationCell(value: PlaceInShopify, take: (part: PlaceInShopify) => void): HTMLElement {
    return shopifyLocationCell({ label: translate('buffer.column-location'), value, known, translate, changed: take })
  }

  function productCell(start: RuleProduct, take: (product: RuleProduct) => void): HTMLInputElement {
    return skuCell({ start, translate, changed: take })
  }
}
