import { legacyId } from '../../model/gid.ts'
import { appNamespace, digestOf, metafieldKey, type Metafield } from '../../model/metafield.ts'
import { requiredText, textArgument } from '../arguments.ts'
import type { ShopContext } from '../shop-context.ts'
import type { FieldFunction, View } from '../view.ts'
import { timeText } from './time-text.ts'

/** A metafield as `Metafield`. */
export function metafieldView(metafield: Metafield): View {
  return {
    __typename: 'Metafield',
    id: metafield.id,
    legacyResourceId: () => legacyId(metafield.id),
    namespace: metafield.namespace,
    key: metafield.key,
    type: metafield.type,
    value: metafield.value,
    jsonValue: metafield.value,
    compareDigest: () => digestOf(metafield),
    createdAt: () => timeText(metafield.createdAt),
    updatedAt: () => timeText(metafield.updatedAt),
  }
}

/** The `metafield(namespace, key)` field of an owner. */
export function metafieldField(context: ShopContext, ownerId: string): FieldFunction {
  return (args) => {
    const place = metafieldKey(ownerId, textArgument(args, 'namespace') ?? appNamespace, requiredText(args, 'key'))
    const metafield = context.model.state.metafields.get(place)
    return metafield === undefined ? null : metafieldView(metafield)
  }
}
