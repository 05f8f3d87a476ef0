import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connectOdoo } from '../../src/adapters/odoo/connect.ts'
import { HintPacer } from '../../src/adapters/odoo/hint-pacer.ts'
import { setUpHintRule } from '../../src/adapters/odoo/hint-rule.ts'
import { idsField } from '../../src/ports/odoo/field.ts'
import type { Odoo } from '../../src/ports/odoo/odoo.ts'
import { RpcBackOffice } from '../support/odoo-scenarios/rpc-back-office.ts'
import { realClock } from '../support/real-clock.ts'
import { realServer } from './real-server.ts'

const server = realServer(process.env)
const around = { clock: realClock, random: { next: () => Math.random(), uuid: () => '' } }
const near = /\/\/(127\.0\.0\.1|localhost)[:/]/.test(server.url)
/** Where Odoo finds this machine; without it a server elsewhere cannot tell it anything. */
const from = process.env['ODOO_HINT_HOST'] ?? (near ? '127.0.0.1' : undefined)

if (from !== undefined) {
  describe(`webhook: ${server.url}, ${server.database}`, function () {
    this.timeout(300_000)
    const told: { at: number; body: string }[] = []
    const heard: (() => void)[] = []
    const listener = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => (body += String(chunk)))
      request.on('end', () => {
        told.push({ at: Date.now(), body })
        response.end()
        for (const one of heard) one()
      })
    })
    const name = `Node-RED hint scenario ${Date.now().toString(36)}`
    let admin: Odoo
    let office: RpcBackOffice
    let address = ''

    before(async () => {
      await new Promise<void>((resolve) => listener.listen(0, from === '127.0.0.1' ? from : '0.0.0.0', resolve))
      address = `http://${from}:${(listener.address() as AddressInfo).port}/odoo-shopify/hint/scenario?key=a-key-of-the-scenario`
      admin = connectOdoo(server.admin, around)
      office = new RpcBackOffice(admin, (await admin.identity()).majorVersion)
      await office.furnish()
    })
    after(async () => {
      for (const rule of (await admin?.searchRead('base.automation', [['name', '=', name]], ['action_server_ids'])) ?? []) {
        await admin.call('base.automation', 'unlink', [rule.id])
        await admin.call('ir.actions.server', 'unlink', idsField(rule, 'action_server_ids'))
      }
      await admin?.close()
      listener.closeAllConnections()
      await new Promise((resolve) => listener.close(resolve))
    })

    it('is refused to the connector, with the missing right', async () => {
      const connector = connectOdoo(server.connector, around)
      await assert.rejects(setUpHintRule(connector, name, address), { code: 'ODOO_RIGHTS_MISSING' })
      await connector.close()
    })

    it('is set up once, and mended after that', async () => {
      const first = await setUpHintRule(admin, name, `${address}-of-before`)
      assert.deepEqual(await setUpHintRule(admin, name, address), { ruleId: first.ruleId, made: false })
      assert.equal(first.made, true)
    })

    it('tells once for each move that is done, and nothing of a reservation', async () => {
      const product = await office.makeProduct(`HINT-${Date.now().toString(36)}`)
      const seen = async (what: string, work: () => Promise<unknown>): Promise<void> => {
        const [before, startedAt] = [told.length, Date.now()]
        await work()
        const took = Date.now() - startedAt
        const since = told.slice(before)
        const first = since[0] === undefined ? '' : `, the first ${since[0].at - startedAt} ms after the call began`
        console.log(`      ${what}: ${since.length} hints${first}; the call took ${took} ms`)
      }
      await seen('receipt of 5', () => office.receive(product, 'NJ/Stock', 5))
      assert.equal(told.length, 1)
      const body: Record<string, unknown> = JSON.parse(told[0]?.body ?? '')
      assert.deepEqual([body['_model'], body['product_id'], typeof body['_id']], ['stock.move', product.productId, 'number'])
      let order = 0
      await seen('sale confirmed', async () => (order = await office.sell('NJ', product, 2)))
      assert.equal(told.length, 1)
      await seen('delivery', () => office.deliver(order))
      assert.equal(told.length, 2)
      await seen('count', () => office.count(product, 'NJ/Stock', 9))
      assert.equal(told.length, 3)
    })

    it('rings so that the second look at the latest sees what was committed', async () => {
      const product = await office.makeProduct(`HINT-${Date.now().toString(36)}`)
      const seen: number[] = []
      const looked: Promise<void>[] = []
      const look = async (): Promise<void> => {
        const rows = await admin.searchRead(
          'stock.quant',
          [
            ['product_id', '=', product.productId],
            ['quantity', '>', 0],
          ],
          ['quantity'],
        )
        seen.push(rows.length)
      }
      const secondLook = Promise.withResolvers<void>()
      const pacer = new HintPacer(realClock, () => {
        looked.push(look())
        if (looked.length === 2) secondLook.resolve()
      })
      heard.push(() => pacer.hint())
      await office.receive(product, 'NJ/Stock', 5)
      await secondLook.promise
      await Promise.all(looked)
      await pacer.stop()
      console.log(`      rows seen by the looks: ${seen.join(', ')}`)
      assert.equal(seen.at(-1), 1)
    })
  })
}
