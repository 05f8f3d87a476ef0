import { createHash } from 'node:crypto'
import type { ShopState } from './shop-state.ts'
import { userError, type UserError } from './user-error.ts'

export interface Metafield {
  readonly id: string
  readonly ownerId: string
  readonly namespace: string
  readonly key: string
  readonly type: string
  readonly value: string
  readonly createdAt: number
  readonly updatedAt: number
}

/** A metafield to be written. `compareDigest` present: written only when it still fits; null means "not there yet". */
export interface MetafieldInput {
  readonly ownerId: string
  readonly namespace?: string | null
  readonly key: string
  readonly type?: string | null
  readonly value: string
  readonly compareDigest?: string | null
}

/** The namespace an app owns; what is written without a namespace lands there (shopify-facts 6). */
export const appNamespace = '$app'

export function metafieldKey(ownerId: string, namespace: string, key: string): string {
  return `${ownerId} ${namespace} ${key}`
}

export function digestOf(metafield: Metafield): string {
  return createHash('sha256').update(metafield.value).digest('hex')
}

/** Writes up to 25 metafields, all or none (shopify-facts 6). */
export function setMetafields(state: ShopState, inputs: readonly MetafieldInput[]): { metafields: Metafield[]; userErrors: UserError[] } {
  if (inputs.length > 25) {
    const message = 'Exceeded the maximum metafields input limit of 25.'
    return { metafields: [], userErrors: [userError(['metafields'], 'LESS_THAN_OR_EQUAL_TO', message)] }
  }
  const now = state.now()
  const userErrors = inputs.flatMap((input, index) => refusalOf(state, input, index))
  if (userErrors.length > 0) return { metafields: [], userErrors }
  const metafields = inputs.map((input) => {
    const namespace = input.namespace ?? appNamespace
    const place = metafieldKey(input.ownerId, namespace, input.key)
    const old = state.metafields.get(place)
    const metafield = {
      id: old?.id ?? state.ids.next('Metafield'),
      ownerId: input.ownerId,
      namespace,
      key: input.key,
      type: input.type ?? old?.type ?? 'single_line_text_field',
      value: input.value,
      createdAt: old?.createdAt ?? now,
      updatedAt: now,
    }
    state.metafields.set(place, metafield)
    return metafield
  })
  return { metafields, userErrors: [] }
}

function refusalOf(state: ShopState, input: MetafieldInput, index: number): UserError[] {
  const field = (name: string) => ['metafields', String(index), name]
  const { catalogue, locations } = state
  const owned = [catalogue.variants, catalogue.products, catalogue.items, locations, state.orders].some((kind) => kind.has(input.ownerId))
  if (!owned) return [userError(field('ownerId'), 'INVALID', 'Owner does not exist.')]
  if (input.value === '') return [userError(field('value'), 'BLANK', "Value can't be blank.")]
  const old = state.metafields.get(metafieldKey(input.ownerId, input.namespace ?? appNamespace, input.key))
  if (old === undefined && (input.type ?? null) === null) return [userError(field('type'), 'BLANK', "Type can't be blank.")]
  if (input.compareDigest === undefined || input.compareDigest === (old === undefined ? null : digestOf(old))) return []
  return [
    userError(
      field('compareDigest'),
      'STALE_OBJECT',
      'The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.',
    ),
  ]
}
