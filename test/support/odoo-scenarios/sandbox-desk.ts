import type { OdooSandbox } from '../../../sandbox/odoo/odoo-sandbox.ts'
import type { Odoo } from '../../../src/odoo/odoo.ts'
import type { LateCount, MadeProduct } from './desk.ts'
import { RpcDesk } from './rpc-desk.ts'

/** Seconds of the server's clock between two looks at what goes on meanwhile. */
const step = 10

/** The desk of the simulated server: the same calls, but for what it has no model of, which its driver does. */
export class SandboxDesk extends RpcDesk {
  readonly #sandbox: OdooSandbox
  readonly #pass: (ms: number) => void

  /** `pass` lets the clock of the server go on. */
  constructor(odoo: Odoo, sandbox: OdooSandbox, pass: (ms: number) => void) {
    super(odoo, sandbox.majorVersion)
    this.#sandbox = sandbox
    this.#pass = pass
  }

  override async scrap({ productId }: MadeProduct, location: string, quantity: number): Promise<void> {
    await this.#sandbox.driver.scrap({ product: productId, location, quantity })
  }

  override async manufacture({ productId }: MadeProduct, location: string, quantity: number): Promise<void> {
    await this.#sandbox.driver.manufacture({ product: productId, location, quantity })
  }

  override async late({ product, place, quantity, seconds }: LateCount, meanwhile: () => Promise<void>): Promise<void> {
    const transaction = this.#sandbox.driver.begin()
    await this.#sandbox.driver.adjust({ transaction, product: product.productId, location: place, quantity })
    for (let passed = 0; passed < seconds; passed += step) {
      this.#pass(step * 1000)
      await meanwhile()
    }
    this.#sandbox.driver.commit(transaction)
  }
}
