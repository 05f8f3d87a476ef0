import type { OdooSandbox } from '../../../sandbox/odoo/odoo-sandbox.ts'
import type { Odoo } from '../../../src/ports/odoo/odoo.ts'
import type { LateChange, MadeProduct } from './back-office.ts'
import { RpcBackOffice } from './rpc-back-office.ts'

/** Seconds of the server's clock between two looks at what goes on meanwhile. */
const step = 25

/** The office of the simulated server: the same calls, but for what it has no model of, which its driver does. */
export class SandboxBackOffice extends RpcBackOffice {
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

  override async late(change: LateChange, meanwhile: () => Promise<void>): Promise<void> {
    const { driver } = this.#sandbox
    const transaction = driver.begin()
    const [product, quantity] = [change.product.productId, change.quantity]
    if (change.what === 'count') await driver.adjust({ transaction, product, location: change.place, quantity })
    else await driver.sell({ transaction, warehouse: change.warehouse, lines: [{ product, quantity }] })
    for (let passed = 0; passed < change.seconds; passed += step) {
      this.#pass(step * 1000)
      await meanwhile()
    }
    driver.commit(transaction)
  }
}
