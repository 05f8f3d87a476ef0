import { legacyId } from './gid.ts'
import type { Location, NewLocation } from './location.ts'
import { SandboxRefusal } from './sandbox-refusal.ts'
import type { ShopState } from './shop-state.ts'

/** Opens a new location. */
export function addLocation(state: ShopState, location: NewLocation): Location {
  const now = state.now()
  const id = state.ids.take('Location', location.id)
  const added: Location = {
    id,
    name: location.name,
    active: location.active ?? true,
    fulfillmentService: location.fulfillmentService ?? false,
    levelNumber: 140_000_000_000 + Number(legacyId(id).slice(-9)),
    createdAt: now,
    updatedAt: now,
  }
  state.locations.set(id, added)
  return added
}

/** Switches a location off or on; its levels keep their numbers. */
export function setLocationActive(state: ShopState, id: string, active: boolean): void {
  const location = state.locations.get(id)
  if (location === undefined) throw new SandboxRefusal(`there is no location ${id}`)
  if (location.active === active) return
  state.locations.set(id, { ...location, active, updatedAt: state.now() })
  state.tell({ topic: active ? 'locations/activate' : 'locations/deactivate', locationId: id })
}
