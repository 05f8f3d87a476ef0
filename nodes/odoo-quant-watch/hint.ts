import type { Node, NodeAPI } from 'node-red'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { HintPacer } from '../../src/adapters/odoo/hint-pacer.ts'
import { secretSetting } from '../kit/env.ts'
import { realClock } from '../kit/real-clock.ts'
import type { Hint } from './hint-body.ts'
import { openHintEndpoint } from './hint-endpoint.ts'

/** Shorter keys can be guessed. */
const shortestKey = 16

/** Whether a key is long enough not to be guessed. */
export const isLongEnough = (key: string): boolean => key.length >= shortestKey

/** The error of a key that can be guessed. */
export function shortKey(): SyncError {
  return new SyncError('CONFIG_INVALID', { setting: 'hintKey', node: 'odoo-quant-watch', allowed: `≥ ${shortestKey} A–Z a–z 0–9` })
}

/** The secret of the endpoint, a credential of the node. */
export const hintCredentials = { hintKey: { type: 'password' as const } }

/**
 * Lets a webhook of Odoo ring for a reading. Without a key there is no endpoint. Answers what ends it; throws CONFIG_INVALID
 * when the key is too short.
 */
export function listenForHints(RED: NodeAPI, node: Node, ring: () => void): () => Promise<void> {
  const kept: { hintKey?: unknown } = node.credentials ?? {}
  const key = secretSetting(RED, node, kept.hintKey, 'ODOO_HINT_KEY')
  if (key === '') return async () => undefined
  if (!isLongEnough(key)) throw shortKey()
  const pacer = new HintPacer(realClock, ring)
  const close = openHintEndpoint(RED, node.id, key, (hint) => {
    node.debug(`hint${told(hint)}`)
    pacer.hint()
  })
  return async () => {
    close()
    await pacer.stop()
  }
}

function told({ model, id, productId }: Hint): string {
  const parts = [model ?? '', id ?? '', productId === undefined ? '' : `product ${productId}`]
  return parts
    .filter((part) => part !== '')
    .map((part) => ` ${part}`)
    .join('')
}
