import { SyncError } from '../../src/base/error/sync-error.ts'
import { defaultDeliveryOptions, type DeliveryOptions } from '../../src/rules/delivery/options.ts'
import { numberSetting, textSetting } from '../kit/setting.ts'

const type = 'shopify-inventory-set'

/**
 * Orders by name need nodes that bring them from Shopify to Odoo. Without these no sale would be held back at all, so the
 * choice is refused as long as there are none.
 */
function ordersOf(value: unknown): DeliveryOptions['orders'] {
  if (textSetting(value) === 'named') throw new SyncError('CONFIG_INVALID', { setting: 'orders', node: type, allowed: 'unnamed' })
  return 'unnamed'
}

/** Reads the delivery options of a node. Throws CONFIG_INVALID naming the field. */
export function deliveryOptions(config: Readonly<Record<string, unknown>>): DeliveryOptions {
  const base = defaultDeliveryOptions
  return {
    ...base,
    firstWrite: textSetting(config['firstWrite']) === 'overwrite' ? 'overwrite' : 'compare',
    editPolicy: textSetting(config['editPolicy']) === 'leave' ? 'leave' : 'overwrite',
    orders: ordersOf(config['orders']),
    holdFor: numberSetting(config['holdMinutes'], type, 'holdMinutes', base.holdFor / 60_000, 1) * 60_000,
    maxAttempts: numberSetting(config['maxAttempts'], type, 'maxAttempts', base.maxAttempts, 1, 100),
    breaker: {
      ...base.breaker,
      zeroShare: numberSetting(config['breakerShare'], type, 'breakerShare', base.breaker.zeroShare * 100, 0, 100) / 100,
      minimum: numberSetting(config['breakerMinimum'], type, 'breakerMinimum', base.breaker.minimum, 1),
    },
  }
}
