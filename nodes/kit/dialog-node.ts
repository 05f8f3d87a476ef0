import type { Node, NodeAPI } from 'node-red'
import { envSetting } from './env.ts'

/** What a dialog sends before it is saved: the values in its fields, and the id of the node when it was deployed before. */
export interface DialogValues {
  readonly values: Readonly<Record<string, unknown>>
  /** For environment variables; the deployed node, or a stand-in without a flow. */
  readonly node: Node
  /** A secret as typed now or, when it was not typed anew, as it is kept. */
  keptSecret(name: string): unknown
}

export function dialogNode(RED: NodeAPI, body: unknown): DialogValues {
  const values: Record<string, unknown> = Object.fromEntries(typeof body === 'object' && body !== null ? Object.entries(body) : [])
  const id = typeof values['id'] === 'string' ? values['id'] : ''
  const kept: Record<string, unknown> = Object.fromEntries(Object.entries((id === '' ? undefined : RED.nodes.getCredentials(id)) ?? {}))
  const node = RED.nodes.getNode(id) ?? ({ id: '', type: '' } as Node)
  for (const [name, value] of Object.entries(values)) values[name] = fromEnvironment(RED, node, value)
  return { values, node, keptSecret: (name) => fromEnvironment(RED, node, values[name] ?? kept[name]) }
}

/** A deployed node gets `${NAME}` replaced by Node-RED; a dialog's values have not met that yet. */
function fromEnvironment(RED: NodeAPI, node: Node, value: unknown): unknown {
  const name = typeof value === 'string' ? /^\$\{([^}]+)\}$/.exec(value)?.[1] : undefined
  return name === undefined ? value : envSetting(RED, node, name)
}
