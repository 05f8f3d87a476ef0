import type { Odoo } from '../../../src/ports/odoo/odoo.ts'

const pause = 2000

/**
 * Lets a real server run Python in a transaction that sleeps before it commits, by a server action: the rows have the time
 * of the beginning and nobody sees them before the end (odoo-facts 3). The action is deleted afterwards.
 */
export async function commitLate(odoo: Odoo, python: string, seconds: number, meanwhile: () => Promise<void>): Promise<void> {
  const [model] = await odoo.searchRead('ir.model', [['model', '=', 'stock.quant']], ['id'])
  const code = `${python}\nenv.flush_all()\ntime.sleep(${seconds})`
  const action = await odoo.create('ir.actions.server', { name: 'Scenario: late commit', model_id: model?.id, state: 'code', code })
  try {
    let over = false
    const late = odoo.call('ir.actions.server', 'run', [action]).finally(() => {
      over = true
    })
    // Kept from counting as unhandled while `meanwhile` runs; awaited below.
    late.catch(() => undefined)
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, pause))
      if (over) break
      await meanwhile()
    }
    await late
  } finally {
    await odoo.call('ir.actions.server', 'unlink', [action])
  }
}
