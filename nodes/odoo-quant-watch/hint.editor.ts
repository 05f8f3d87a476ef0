import { withoutTrailingSlashes } from '../../src/base/text/trailing-slashes.ts'
import { adminPost } from '../editor/admin-request.ts'
import { button, element } from '../editor/element.ts'
import { chosenConfigNode, field, fieldValue } from '../editor/field.ts'
import { showNotice, showRefusal } from '../editor/notice.ts'
import { asText, isPlainObject } from '../editor/plain.ts'

/** What the dialog puts where a password is kept that it does not know; never sent. */
const keptSecret = '__PWRD__'
const route = 'odoo-shopify/odoo-quant-watch/hint'

/**
 * Fills `#odoo-quant-watch-hint`: a button that makes a key, one that shows the address to paste into Odoo, one that sets the
 * rule up there. An administrator's login that is typed for that goes to Node-RED once and is kept nowhere.
 */
export function addHint(id: string, translate: Translate): void {
  const text = (key: string): string => translate(`odoo-quant-watch.hint.${key}`)
  const result = element('div', { class: 'odoo-shopify-result', 'aria-live': 'polite' })
  const adminUser = element('input', {
    type: 'text',
    placeholder: text('admin-user'),
    'aria-label': text('admin-user'),
    autocomplete: 'off',
  })
  const adminKey = element('input', {
    type: 'password',
    placeholder: text('admin-key'),
    'aria-label': text('admin-key'),
    autocomplete: 'new-password',
  })
  const admin = element('div', { class: 'odoo-shopify-beside' }, adminUser, adminKey)
  const address = field('node-input-hintAddress')
  if (address instanceof HTMLInputElement) address.placeholder = ownAddress()
  field('odoo-quant-watch-hint').replaceChildren(
    button(text('make-key'), 'key', makeKey),
    button(text('show'), 'link', () => void ask('address')),
    button(text('set-up'), 'magic', () => void ask('set-up')),
    result,
    admin,
  )

  function makeKey(): void {
    const input = field('node-input-hintKey')
    if (!(input instanceof HTMLInputElement)) return
    input.value = [...crypto.getRandomValues(new Uint8Array(24))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    // Node-RED's own password field keeps what is shown and what is stored in step by this event.
    $(input).trigger('change')
    showNotice(result, 'warning', text('key-made'), text('key-made-cure'))
  }

  async function ask(what: 'address' | 'set-up'): Promise<void> {
    showNotice(result, 'busy', translate('editor.test.busy'))
    try {
      const answer = await adminPost(`${route}/${what}`, values(what))
      const details = isPlainObject(answer) ? answer['details'] : undefined
      const rest = isPlainObject(details) ? element('div', {}, asText(details['address'])) : undefined
      showNotice(result, 'ok', isPlainObject(answer) ? asText(answer['text']) : '', '', rest)
    } catch (failure) {
      showRefusal(result, failure, translate)
    }
  }

  function values(what: 'address' | 'set-up'): Record<string, string> {
    const key = fieldValue('node-input-hintKey')
    return {
      id,
      hintAddress: fieldValue('node-input-hintAddress') || ownAddress(),
      ...(key === keptSecret ? {} : { hintKey: key }),
      ...(what === 'address'
        ? {}
        : { odoo: chosenConfigNode('node-input-odoo') ?? '', adminUser: adminUser.value, adminKey: adminKey.value }),
    }
  }
}

/** The address under which the browser sees Node-RED's endpoints; Odoo may see them under another. */
function ownAddress(): string {
  const root = RED.settings.httpNodeRoot ?? '/'
  return withoutTrailingSlashes(`${window.location.origin}${root}`)
}
