import { adminPost, AdminRefusal } from '../editor/admin-request.ts'
import { textBox, button, element } from '../editor/element.ts'
import { showDeployedRefusal, showNotice } from '../editor/notice.ts'
import { overrulable, type ShownTrouble } from './link-answers.editor.ts'

interface HandForm {
  readonly path: (end: string) => string
  readonly translate: Translate
  readonly changed: () => void
}

const itemPrefix = 'gid://shopify/InventoryItem/'

/** A link by hand: a variant of Shopify by SKU or id of its inventory item, a product of Odoo by internal reference or id. */
export function handForm({ path, translate, changed }: HandForm): { readonly place: HTMLElement; fill(trouble: ShownTrouble): void } {
  const say = (key: string, values?: Record<string, string | number>): string => translate(`product-link.${key}`, values)
  const variant = textBox(say('variant'), '', forget, { spellcheck: 'false' })
  const product = textBox(say('product'), '', forget, { spellcheck: 'false' })
  const result = element('div', { class: 'odoo-shopify-result' })
  const press = button(say('link'), 'link', () => void link(false))
  for (const box of [variant, product]) {
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') void link(false)
    })
  }
  return {
    place: element('div', {}, element('div', { class: 'odoo-shopify-typing' }, variant, product, press), result),
    fill({ sku, inventoryItemId }) {
      forget()
      variant.value = inventoryItemId || sku
      product.value = ''
      product.scrollIntoView({ block: 'center' })
      product.focus()
    },
  }

  function forget(): void {
    result.replaceChildren()
  }

  async function link(override: boolean): Promise<void> {
    const empty = [variant, product].find((box) => box.value.trim() === '')
    for (const box of [variant, product]) box.classList.toggle('input-error', box.value.trim() === '')
    if (empty !== undefined) return empty.focus()
    press.disabled = true
    showNotice(result, 'busy', say('linking'))
    try {
      await adminPost(path('link'), { ...variantName(variant.value.trim()), ...productName(product.value.trim()), override })
      showNotice(result, 'ok', say('linked', { variant: variant.value.trim(), product: product.value.trim() }))
      variant.value = ''
      product.value = ''
      changed()
    } catch (failure) {
      refused(failure)
    } finally {
      press.disabled = false
    }
  }

  function refused(failure: unknown): void {
    if (!(failure instanceof AdminRefusal) || !overrulable.has(failure.code)) return showDeployedRefusal(result, failure, translate)
    const anyway = button(say('link-anyway'), 'gavel', () => void link(true))
    showNotice(result, 'warning', failure.message, say('overrule'), element('div', { class: 'odoo-shopify-after' }, anyway))
  }
}

function variantName(typed: string): object {
  return typed.startsWith(itemPrefix) ? { inventoryItemId: typed } : { sku: typed }
}

/** `#12` is the id 12; anything else is an internal reference, because references may be numbers too. */
function productName(typed: string): object {
  const id = /^#\s*([1-9]\d{0,14})$/.exec(typed)?.[1]
  return id === undefined ? { odooSku: typed } : { odooProductId: Number(id) }
}
