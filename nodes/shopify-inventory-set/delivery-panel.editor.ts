import { adminGet, adminPost } from '../editor/admin-request.ts'
import { textBox, button, element } from '../editor/element.ts'
import { clearNotice, showDeployedRefusal, showNotice } from '../editor/notice.ts'
import { readState, type ShownHold, type ShownState } from './delivery-state.editor.ts'
import { whyPanel } from './why-panel.editor.ts'

/** How often the dialog looks how far the writing is after a release, and how many times at most. */
const lookAgainAfter = 1000
const looks = 15

/** What a person does with a delivery at work: look, freeze, release, approve, ask why, end a hold. Asks the running node. */
export function deliveryPanel(place: HTMLElement, nodeId: string, translate: Translate): { load: () => void } {
  const say = (key: string, values?: Record<string, string | number>): string => translate(`shopify-inventory-set.${key}`, values)
  const at = (end: string): string => `odoo-shopify/shopify-inventory-set/${encodeURIComponent(nodeId)}/${end}`
  const result = element('div', { class: 'odoo-shopify-result', 'aria-live': 'polite' })
  const stops = element('div')
  const note = textBox(say('note'), '', () => undefined)
  const freeze = button(say('freeze'), 'snowflake-o', () => void act({ action: 'freeze', note: note.value.trim() }))
  const release = button(say('release'), 'play', () => void act({ action: 'release', note: note.value.trim() }))
  const why = whyPanel({ ask: (sku) => adminGet(at(`why?${new URLSearchParams({ sku }).toString()}`)), endHold, say, translate })
  place.replaceChildren(
    result,
    stops,
    element(
      'div',
      { class: 'odoo-shopify-buttons' },
      note,
      freeze,
      release,
      button(say('look'), 'refresh', () => void load()),
    ),
    why.place,
  )
  show(null)
  return { load: () => void load() }

  /** Looks, and again while something waits to be written, `follow` times at most and until the dialog is closed. */
  async function load(follow = 0): Promise<void> {
    if (follow === 0) showNotice(result, 'busy', say('asking'))
    try {
      const state = readState(await adminGet(at('state')))
      show(state)
      why.again()
      if (follow > 0 && state.freeze === null && state.waiting > 0)
        setTimeout(() => place.isConnected && void load(follow - 1), lookAgainAfter)
    } catch (failure) {
      show(null)
      showDeployedRefusal(result, failure, translate)
    }
  }

  async function act(body: object): Promise<void> {
    freeze.disabled = release.disabled = true
    try {
      await adminPost(at('act'), body)
      note.value = ''
      await load(looks)
    } catch (failure) {
      show(null)
      showDeployedRefusal(result, failure, translate)
    }
  }

  async function endHold({ id, inventoryItemId, locationId, order }: ShownHold, reason: string): Promise<void> {
    return act({ action: 'end-hold', inventoryItemId, locationId, hold: id, note: reason, ...(order === null ? {} : { order }) })
  }

  /** Null while nothing is known of the delivery. */
  function show(state: ShownState | null): void {
    freeze.disabled = state === null || state.freeze !== null
    release.disabled = state === null || state.freeze === null
    release.replaceChildren(...[...release.children].slice(0, 1), ` ${say(state?.freeze?.first === true ? 'release-first' : 'release')}`)
    stops.replaceChildren(...(state?.stopped ?? []).map(stopped))
    if (state === null) return clearNotice(result)
    const { waiting, failed } = state
    if (state.freeze === null) showNotice(result, 'ok', say('state-writing', { waiting, failed }))
    else if (state.freeze.first) showNotice(result, 'warning', say('state-first', { waiting }), say('state-first-cure'))
    else {
      const time = new Date(state.freeze.at).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'short' })
      showNotice(result, 'warning', say('state-frozen', { time, waiting }), state.freeze.note)
    }
  }

  function stopped({ locationId, location, examples }: ShownState['stopped'][number]): HTMLElement {
    const notice = element('div', { class: 'odoo-shopify-result' })
    const approve = button(say('approve'), 'check', () => void act({ action: 'approve', locationId }))
    showNotice(notice, 'problem', say('state-stopped', { location }), examples.join(', '), element('div', {}, approve))
    return notice
  }
}
