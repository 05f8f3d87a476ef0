import { defaultDeliveryOptions, type DeliveryOptions } from '../../src/rules/delivery/options.ts'
import { numberSetting, textSetting } from '../kit/setting.ts'

const type = 'shopify-inventory-set'

/** Reads the delivery options of a node. Throws CONFIG_INVALID naming the field. */
export function deliveryOptions(config: Readonly<Record<string, unknown>>): DeliveryOptions {
  const base = defaultDeliveryOptions
  return {
    ...base,
    firstWrite: textSetting(config['firstWrite']) === 'overwrite' ? 'overwrite' : 'compare',
    editPolicy: textSetting(config['editPolicy']) === 'leave' ? 'leave' : 'overwrite',
    orders: textSetting(config['orders']) === 'named' ? 'named' : 'unnamed',
    holdFor: numberSetting(config['holdMinutes'], type, 'holdMinutes', base.holdFor / 60_000, 1) * 60_000,
    maxAttempts: numberSetting(config['maxAttempts'], type, 'maxAttempts', base.maxAttempts, 1, 100),
    breaker: {
      ...base.breaker,
      zeroShare: numberSetting(config['breakerShare'], type, 'breakerShare', base.breaker.zeroShare * 100, 0, 100) / 100,
      minimum: numberSetting(config['breakerMinimum'], type, 'breakerMinimum', base.breaker.minimum, 1),
    },
  }
}
