/** A message as nodes exchange it. */
export interface Message {
  readonly payload?: unknown
  readonly [property: string]: unknown
}

/** What the plugin test/support/node-red-watch tells about the Node-RED under test. */
export type NodeRedEvent =
  | { readonly what: 'received'; readonly node: string; readonly msg: Message }
  | { readonly what: 'done'; readonly node: string; readonly msg: Message; readonly error: string | null }
  | { readonly what: 'status'; readonly node: string; readonly status: { readonly fill?: string; readonly text?: string } }
  | { readonly what: 'started' }
  | { readonly what: 'missing'; readonly types: readonly string[] }

/** Trusts the shape, because the plugin is ours; refuses what is not from it. */
export function toEvent(message: unknown): NodeRedEvent {
  if (isEvent(message)) return message
  throw new Error(`not an event of the watch plugin: ${JSON.stringify(message)}`)
}

function isEvent(message: unknown): message is NodeRedEvent {
  return typeof message === 'object' && message !== null && 'what' in message && typeof message.what === 'string'
}
