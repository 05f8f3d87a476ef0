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
  if (!owned) return [userError(field('ownerId'), 'INVALID_VALUE', 'Owner does not exist.')]
  const named = [
    ...lengthErrors('Namespace', input.namespace ?? appNamespace, 3, 255, field('namespace')),
    ...lengthErrors('Key', input.key, 2, 64, field('key')),
  ]
  if (named.length > 0) return named
  if (reservedNamespaces.includes(input.namespace ?? ''))
    return [userError(field('namespace'), null, `Namespace ${input.namespace ?? ''} is a reserved namespace`)]
  const old = state.metafields.get(metafieldKey(input.ownerId, input.namespace ?? appNamespace, input.key))
  const type = input.type ?? old?.type
  if (type === undefined) return [userError(field('type'), 'BLANK', "Type can't be blank")]
  const value = valueProblem(type, input.value)
  if (value !== undefined) return [userError(field('value'), 'INVALID_VALUE', value)]
  return digestErrors(input.compareDigest, old, ['metafields', String(index)])
}

const reservedNamespaces = ['shopify_standard', 'protected', 'shopify-l10n-fields']

function lengthErrors(what: string, text: string, least: number, most: number, field: readonly string[]): UserError[] {
  if (text.length < least) return [userError(field, 'TOO_SHORT', `${what} is too short (minimum is ${least} characters)`)]
  return text.length > most ? [userError(field, 'TOO_LONG', `${what} is too long (maximum is ${most} characters)`)] : []
}

/** What is wrong with the value of a type; of types that are not simulated nothing but that it is blank. */
function valueProblem(type: string, value: string): string | undefined {
  if (value.trim() === '') return "Value can't be blank."
  if (type === 'number_integer' && !/^\s*-?\d+(\.0+)?\s*$/.test(value)) return 'Value must be an integer.'
  if (type === 'boolean' && !/^\s*(t|true|1|f|false|0)\s*$/i.test(value)) return 'Value must be true or false.'
  return type === 'single_line_text_field' && /[\r\n]/.test(value) ? 'Value must be a single line text string.' : undefined
}

/** A digest that is none at all is told from one that no longer fits. */
function digestErrors(digest: string | null | undefined, old: Metafield | undefined, field: readonly string[]): UserError[] {
  if (digest === undefined || digest === (old === undefined ? null : digestOf(old))) return []
  if (digest !== null && !/^[0-9a-f]{64}$/.test(digest))
    return [userError(field, 'INVALID_COMPARE_DIGEST', 'Invalid `compareDigest` value.')]
  const message = 'The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.'
  return [userError(field, 'STALE_OBJECT', message)]
}
