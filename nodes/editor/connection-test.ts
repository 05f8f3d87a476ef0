import { adminPost } from './admin-request.ts'
import { button, element } from './element.ts'
import { field, fieldValue } from './field.ts'
import { showNotice, showRefusal } from './notice.ts'
import { asText, isPlainObject } from './plain.ts'

/** What the dialog puts where a password is kept that it does not know; never sent. */
const keptSecret = '__PWRD__'

interface ConnectionTest {
  /** Path of the admin route. */
  readonly path: string
  readonly id: string
  readonly translate: Translate
  readonly properties: readonly string[]
  /** Secrets that were not typed anew are left out: the server takes the ones it keeps for `id`. */
  readonly secrets: readonly string[]
}

/**
 * Puts a "Test connection" button into `#node-config-input-test`. It sends what the dialog holds now, saved or not, and
 * shows the answer `{ok, text, cure?, details?}` below.
 */
export function addConnectionTest({ path, id, translate, properties, secrets }: ConnectionTest): void {
  const result = element('div', { class: 'odoo-shopify-result', 'aria-live': 'polite' })
  const press = button(translate('editor.test.button'), 'plug', () => void run())
  field('node-config-input-test').replaceChildren(press, result)

  async function run(): Promise<void> {
    press.disabled = true
    showNotice(result, 'busy', translate('editor.test.busy'))
    try {
      showAnswer(await adminPost(path, { id, ...dialogValues() }))
    } catch (failure) {
      showRefusal(result, failure, translate)
    } finally {
      press.disabled = false
    }
  }

  function dialogValues(): Record<string, string> {
    const values: Record<string, string> = {}
    for (const name of properties) values[name] = fieldValue(`node-config-input-${name}`)
    for (const name of secrets) {
      const secret = fieldValue(`node-config-input-${name}`)
      if (secret !== keptSecret) values[name] = secret
    }
    return values
  }

  function showAnswer(answer: unknown): void {
    if (!isPlainObject(answer)) return showNotice(result, 'problem', translate('editor.failed', { status: 200 }))
    showNotice(
      result,
      answer['ok'] === true ? 'ok' : 'problem',
      asText(answer['text']),
      asText(answer['cure']),
      details(answer['details'], translate),
    )
  }
}

function details(found: unknown, translate: Translate): Node | undefined {
  if (typeof found === 'string' && found !== '') return element('div', {}, found)
  if (Array.isArray(found)) {
    const lines = found.map(asText).filter((line) => line !== '')
    return lines.length === 0 ? undefined : element('ul', {}, ...lines.map((line) => element('li', {}, line)))
  }
  if (!isPlainObject(found)) return undefined
  const list = element('dl', {})
  for (const [name, value] of Object.entries(found)) {
    const shown = Array.isArray(value) ? value.map(asText).join(', ') : asText(value)
    const key = `editor.test.${name}`
    const label = translate(key)
    if (shown !== '') list.append(element('dt', {}, label === key ? name : label), element('dd', {}, shown))
  }
  return list.children.length === 0 ? undefined : list
}
