import { adminGet, adminPost } from '../editor/admin-request.ts'
import { textBox, button, element, iconButton } from '../editor/element.ts'
import { clearNotice, showDeployedRefusal, showNotice } from '../editor/notice.ts'
import { readLinkPage, type LinkPage, type ShownLink } from './link-answers.editor.ts'

interface LinkList {
  readonly path: (end: string) => string
  readonly translate: Translate
  readonly changed: () => void
}

const pageSize = 20

/** Every stored link, to be searched and leafed through, each with a way to end it. */
export function linkList({ path, translate, changed }: LinkList): { readonly place: HTMLElement; load(): void } {
  const say = (key: string, values?: Record<string, string | number>): string => translate(`product-link.${key}`, values)
  const result = element('div', { class: 'odoo-shopify-result' })
  const list = element('div')
  const counted = element('span', { class: 'odoo-shopify-faint odoo-shopify-grow', role: 'status' })
  const search = textBox(say('search'), '', () => undefined, { type: 'search', spellcheck: 'false' })
  /** Where each page up to the present one began. */
  let starts: (string | null)[] = [null]
  let next: string | null = null
  let asked = 0
  search.addEventListener('search', begin)
  search.addEventListener('change', begin)
  const before = button(say('before'), 'chevron-left', () => {
    starts.pop()
    void load()
  })
  const after = button(say('after'), 'chevron-right', () => {
    starts.push(next)
    void load()
  })
  before.hidden = true
  after.hidden = true
  const place = element(
    'div',
    {},
    element('div', { class: 'odoo-shopify-buttons odoo-shopify-filter' }, search, button(say('show'), 'search', begin)),
    result,
    list,
    element('div', { class: 'odoo-shopify-buttons' }, counted, before, after),
  )
  return { place, load: () => void load() }

  function begin(): void {
    starts = [null]
    void load()
  }

  async function load(): Promise<void> {
    const words = new URLSearchParams({ limit: String(pageSize), search: search.value.trim() })
    const start = starts.at(-1)
    if (typeof start === 'string') words.set('after', start)
    const mine = ++asked
    try {
      const page = readLinkPage(await adminGet(path(`links?${words.toString()}`)))
      if (mine === asked) draw(page)
    } catch (failure) {
      if (mine !== asked) return
      list.replaceChildren()
      showDeployedRefusal(result, failure, translate)
    }
  }

  function draw(page: LinkPage): void {
    clearNotice(result)
    next = page.next
    before.hidden = starts.length === 1
    after.hidden = next === null
    const first = (starts.length - 1) * pageSize
    const range = { from: first + 1, to: first + page.links.length, total: page.total, count: page.total }
    const found = search.value.trim() === '' ? 'range' : 'range-found'
    counted.textContent = page.links.length === 0 ? '' : say(found, range)
    if (page.links.length === 0)
      return list.replaceChildren(element('p', { class: 'odoo-shopify-hint' }, say(page.total === 0 ? 'no-links' : 'no-hit')))
    const head = ['column-variant', 'column-product', 'column-by'].map((key) => element('th', { scope: 'col' }, say(key)))
    list.replaceChildren(
      element(
        'table',
        { class: 'odoo-shopify-table odoo-shopify-links', 'aria-label': say('links') },
        element('thead', {}, element('tr', {}, ...head, element('th', {}))),
        element('tbody', {}, ...page.links.map(row)),
      ),
    )
  }

  function row(link: ShownLink): HTMLElement {
    const { sku, odooProduct, odooSku, odooProductId, by } = link
    const id = element('span', { class: 'odoo-shopify-faint' }, ` #${odooProductId}`)
    const named =
      odooProduct === '' ? odooSku : odooSku === '' || odooProduct.includes(odooSku) ? odooProduct : `[${odooSku}] ${odooProduct}`
    const end = element('td', { class: 'odoo-shopify-narrow' })
    const line = element(
      'tr',
      {},
      element('td', {}, sku || link.inventoryItemId),
      element('td', {}, named, id),
      element('td', {}, say(by === 'hand' ? 'by-hand-short' : `by-${by}`)),
      end,
    )
    end.append(iconButton(say('unlink', { sku }), 'chain-broken', () => line.replaceChildren(confirmation(link, line))))
    return line
  }

  /** Ends a link for good, or until the next match; a match would otherwise find it again at once. */
  function confirmation(link: ShownLink, line: HTMLElement): HTMLElement {
    const forGood = button(say('unlink-keep'), 'chain-broken', () => void unlink(link, true))
    const once = button(say('unlink-once'), 'refresh', () => void unlink(link, false))
    const no = button(say('cancel'), 'times', () => line.replaceWith(row(link)))
    setTimeout(() => forGood.focus())
    const words = element('div', {}, say('unlink-question', { sku: link.sku || link.inventoryItemId }))
    return element('td', { colspan: 4 }, words, element('div', { class: 'odoo-shopify-buttons odoo-shopify-after' }, forGood, once, no))
  }

  async function unlink({ inventoryItemId, sku }: ShownLink, keepApart: boolean): Promise<void> {
    try {
      await adminPost(path('unlink'), { inventoryItemId, keepApart })
      changed()
      showNotice(result, 'ok', say('unlinked', { sku }))
    } catch (failure) {
      showDeployedRefusal(result, failure, translate)
    }
  }
}
