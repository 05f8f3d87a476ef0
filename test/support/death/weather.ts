import type { Demo } from '../../../sandbox/demo/start-demo.ts'
import type { Fault as OdooFault } from '../../../sandbox/odoo/fault/fault.ts'
import type { FaultEffect } from '../../../sandbox/shopify/faults/fault.ts'
import type { SeededRandom } from './seeded-random.ts'

/** The network between, at its usual worst: answers lost before and after the commit, 5xx, pages, stalls, throttling. */
export class Weather {
  readonly #demo: Demo
  readonly #random: SeededRandom
  #next = 0

  constructor(demo: Demo, random: SeededRandom) {
    this.#demo = demo
    this.#random = random
  }

  /** Called again and again; plans a fault now and then. */
  blow(): void {
    const now = Date.now()
    if (now < this.#next) return
    this.#next = now + this.#random.between(150, 900)
    if (this.#random.chance(0.75)) this.#onShopify()
    else this.#onOdoo()
  }

  clear(): void {
    this.#demo.shopify.faults.clear()
    this.#demo.odoo.faults.clear()
  }

  #onShopify(): void {
    // What is planned waits for its request; only so many may wait.
    if (this.#demo.shopify.faults.left > 3) return
    const when = this.#random.pick(['before', 'after'] as const)
    const [count, effect] = this.#random.weighted<readonly [number, FaultEffect]>([
      [4, [1, { kind: 'drop', when }]],
      [2, [1, { kind: 'status', status: this.#random.pick([500, 502, 503]), when }]],
      [1, [1, { kind: 'html', status: 502, when }]],
      [2, [this.#random.between(1, 3), { kind: 'throttle' }]],
      [2, [1, { kind: 'stall', ms: this.#random.between(50, 500), when: this.#random.pick(['before', 'during', 'after']) }]],
    ])
    const match = this.#random.chance(0.8) ? 'inventorySetQuantities' : ''
    this.#demo.shopify.faults.add({ match, count, effect })
  }

  #onOdoo(): void {
    if (this.#demo.odoo.faults.pending().length > 2) return
    const fault = this.#random.weighted<OdooFault>([
      [2, { kind: 'cut', when: this.#random.pick(['before', 'after']) }],
      [2, { kind: 'status', status: this.#random.pick([502, 503]) }],
      [1, { kind: 'serialization' }],
      [2, { kind: 'stall', ms: this.#random.between(50, 500) }],
    ])
    this.#demo.odoo.faults.add({ fault })
  }
}
