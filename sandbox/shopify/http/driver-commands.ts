import { SandboxRefusal } from '../model/sandbox-refusal.ts'
import type { ShopifySandbox } from '../shopify-sandbox.ts'
import type { DriverInput } from './driver-input.ts'
import { faultOf } from './fault-input.ts'
import { orderCommands } from './order-commands.ts'
import { productOf } from './product-input.ts'

/** A command of the driver; its answer is sent as JSON. */
export type Command = (sandbox: ShopifySandbox, input: DriverInput) => unknown

const done = { ok: true }

/** `GET /sandbox/<name>`. */
export const driverReadings: Readonly<Record<string, Command>> = {
  state: ({ model }) => model.snapshot(),
  requests: ({ log }) => log.entries,
  counters: ({ log }) => log.counters,
  bucket: ({ bucket }) => bucket.status(),
  deliveries: ({ webhooks }) => webhooks.records,
  history: ({ model }) => model.state.history,
}

/** `POST /sandbox/<name>` with a JSON object. */
export const driverCommands: Readonly<Record<string, Command>> = {
  products: ({ model }, input) => model.addProduct(productOf(input)),
  locations: ({ model }, input) => model.addLocation({ name: input.text('name'), ...(input.has('id') ? { id: input.text('id') } : {}) }),
  ...orderCommands,
  edit: ({ model }, input) => {
    model.edit({ inventoryItemId: input.text('itemId'), locationId: input.text('locationId') }, input.number('available'))
    return done
  },
  'deactivate-location': ({ model }, input) => {
    model.setLocationActive(input.text('locationId'), false)
    return done
  },
  'activate-location': ({ model }, input) => {
    model.setLocationActive(input.text('locationId'), true)
    return done
  },
  'deactivate-level': ({ model }, input) => {
    const [error] = model.deactivate(model.levelId(input.text('itemId'), input.text('locationId')))
    if (error !== undefined) throw new SandboxRefusal(error.message)
    return done
  },
  faults: ({ faults }, input) => {
    faults.add(faultOf(input))
    return done
  },
  'clear-faults': ({ faults }) => {
    faults.clear()
    return done
  },
  webhooks: ({ webhooks }, input) => {
    for (const name of ['lose', 'double', 'reorder'] as const) if (input.has(name)) webhooks.faults[name] = input.number(name)
    if (input.flag('release')) webhooks.release()
    return done
  },
  down: async (sandbox, input) => {
    await sandbox.setDown(input.choice('mode', ['up', 'unavailable', 'reset'], 'unavailable'))
    return done
  },
  'revoke-tokens': ({ tokens }, input) => {
    tokens.revoke(input.flag('staticToo'))
    return done
  },
  reset: async (sandbox) => {
    await sandbox.reset()
    return done
  },
}
