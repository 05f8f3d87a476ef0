import type { ShopifySandbox } from '../../../sandbox/shopify/shopify-sandbox.ts'
import type { SetRow } from '../../../sandbox/shopify/model/set-quantities.ts'
import { east, lamp } from './small-shop.ts'

export const token = 'sandbox-access-token'

/** An answer with its body as text and read into a tree of unknowns. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The value at a path such as `data.shop.name`; undefined when there is none. */
  at(path: string): unknown
}

/** Sends one GraphQL request the way any client would. */
export async function call(
  sandbox: ShopifySandbox,
  query: string,
  variables: object = {},
  options: { version?: string; token?: string; signal?: AbortSignal } = {},
): Promise<Reply> {
  return send(sandbox.graphqlUrl(options.version ?? '2026-10'), JSON.stringify({ query, variables }), {
    headers: { 'Content-Type': 'application/json', 'X-Shopify-Access-Token': options.token ?? token },
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
}

/** Sends a driver command, or reads what the driver shows. */
export function drive(sandbox: ShopifySandbox, name: string, input?: object): Promise<Reply> {
  const url = `${sandbox.url}/sandbox/${name}`
  return input === undefined ? send(url, undefined, { method: 'GET' }) : send(url, JSON.stringify(input), {})
}

export async function send(url: string, body: string | undefined, init: RequestInit): Promise<Reply> {
  const answer = await fetch(url, { method: 'POST', ...init, ...(body === undefined ? {} : { body }) })
  const text = await answer.text()
  const tree: unknown = answer.headers.get('content-type')?.includes('json') === true ? JSON.parse(text) : undefined
  return { status: answer.status, headers: answer.headers, text, at: (path) => path.split('.').reduce(step, tree) }
}

function step(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined
}

const setDocument = `mutation SetLevels($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { id } userErrors { field code message } }
}`

/** Sets one level, lamps in the east unless said otherwise. */
export function setLevel(
  sandbox: ShopifySandbox,
  row: Partial<SetRow>,
  key: string,
  options: { version?: string; signal?: AbortSignal } = {},
): Promise<Reply> {
  const quantities = [{ inventoryItemId: lamp, locationId: east, quantity: 0, changeFromQuantity: null, ...row }]
  return call(sandbox, setDocument, { key, input: { name: 'available', reason: 'correction', quantities } }, options)
}

const levelDocument = `query ReadLevel($item: ID!, $location: ID!) {
  inventoryItem(id: $item) { inventoryLevel(locationId: $location) { quantities(names: ["available"]) { quantity } } }
}`

/** Reads `available`, lamps in the east. */
export async function readLevel(sandbox: ShopifySandbox): Promise<unknown> {
  const reply = await call(sandbox, levelDocument, { item: lamp, location: east })
  return reply.at('data.inventoryItem.inventoryLevel.quantities.0.quantity')
}

/** The code of the first user error of a set; undefined when it was accepted. */
export function refusedWith(reply: Reply): unknown {
  return reply.at('data.inventorySetQuantities.userErrors.0.code')
}
