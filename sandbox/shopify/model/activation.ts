import { emptyLevel, type Level } from './level.ts'
import { levelId } from './level-id.ts'
import type { ShopState } from './shop-state.ts'
import { userError, type UserError } from './user-error.ts'

const quantityBound = 1_000_000_000

export interface ActivateRequest {
  readonly inventoryItemId: string
  readonly locationId: string
  readonly available?: number | null
  readonly onHand?: number | null
}

export interface ActivateResult {
  readonly level: Level | null
  readonly userErrors: readonly UserError[]
}

/** `inventoryActivate`: stocks an item at a location; without a quantity its old numbers stay (shopify-facts 1.8). */
export function activate(state: ShopState, request: ActivateRequest): ActivateResult {
  const { inventoryItemId: itemId, locationId, available = null, onHand = null } = request
  const refuse = (field: string, message: string, level: Level | null = null) => ({
    level,
    userErrors: [userError([field], null, message)],
  })
  if (!state.catalogue.items.has(itemId)) return refuse('inventoryItemId', 'The inventory item could not be found.')
  if (state.locations.get(locationId)?.active !== true) {
    return refuse('locationId', "The product couldn't be stocked because the location wasn't found.")
  }
  const name = state.locations.get(locationId)?.name ?? ''
  const cannot = `The product couldn't be stocked at ${name} because`
  if (available !== null && onHand !== null) {
    const message = `${cannot} not allowed to set available and on_hand quantities at the same time.`
    return { level: null, userErrors: [userError(['available'], null, message), userError(['onHand'], null, message)] }
  }
  const old = state.levels.get(itemId, locationId)
  if (old?.active === true) {
    if (available === null && onHand === null) return { level: old, userErrors: [] }
    const [field, which] = available === null ? ['onHand', 'an on_hand'] : ['available', 'available']
    return refuse(field, `Not allowed to set ${which} quantity when the item is already active at the location.`, old)
  }
  if (Math.abs(available ?? onHand ?? 0) > quantityBound) {
    return refuse(available === null ? 'onHand' : 'available', `${cannot} the quantity needs to be between -1 billion and 1 billion.`)
  }
  const now = state.now()
  const level = opened({ ...(old ?? emptyLevel(itemId, locationId, true, now)), active: true, updatedAt: now }, available, onHand)
  const eventId = state.newEventId()
  state.write([level], eventId)
  state.tell({ topic: 'inventory_levels/connect', itemId, locationId }, eventId)
  return { level, userErrors: [] }
}

/** The level with its opening quantity. */
function opened(level: Level, available: number | null, onHand: number | null): Level {
  if (available !== null) return { ...level, available }
  if (onHand === null) return level
  const unavailable = level.committed + level.damaged + level.quality_control + level.reserved + level.safety_stock
  return { ...level, available: onHand - unavailable }
}

/** `inventoryDeactivate`: the level keeps its numbers; only the last location of an item is refused (shopify-facts 1.8). */
export function deactivate(state: ShopState, inventoryLevelId: string): readonly UserError[] {
  const level = levelNamed(state, inventoryLevelId)
  if (level === undefined) {
    return [userError(null, null, "The product couldn't be unstocked because the product was deleted.")]
  }
  if (!level.active) return []
  const { itemId, locationId } = level
  const elsewhere = state.levels.locationsOf(itemId).some((other) => other !== locationId && state.stocked(itemId, other) !== undefined)
  if (!elsewhere) {
    const name = state.locations.get(locationId)?.name ?? ''
    const message = `The product couldn't be unstocked from ${name} because products need to be stocked at a minimum of 1 location.`
    return [userError(null, null, message)]
  }
  const eventId = state.newEventId()
  state.write([{ ...level, active: false, updatedAt: state.now() }], eventId)
  state.tell({ topic: 'inventory_levels/disconnect', itemId, locationId }, eventId)
  return []
}

/** The level of that id. */
export function levelNamed(state: ShopState, id: string): Level | undefined {
  const item = /\?inventory_item_id=(\d+)$/.exec(id)?.[1]
  if (item === undefined) return undefined
  const itemId = `gid://shopify/InventoryItem/${item}`
  for (const locationId of state.levels.locationsOf(itemId)) {
    if (levelId(state, itemId, locationId) === id) return state.levels.get(itemId, locationId)
  }
  return undefined
}
