import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { MajorVersion } from '../sandbox/odoo/major-version.ts'
import { startOdooSandbox } from '../sandbox/odoo/odoo-sandbox.ts'
import { largeWarehouse } from '../sandbox/odoo/seed/large-warehouse.ts'
import { systemClock } from '../sandbox/odoo/system-clock.ts'
import type { OdooSettings } from '../src/adapters/odoo/settings.ts'

export interface Warehouse {
  readonly majorVersion: MajorVersion
  readonly products: number
  readonly warehouses: number
}

/** What went over the wire since it was asked last. */
export interface Traffic {
  readonly calls: number
  readonly sentBytes: number
  readonly receivedBytes: number
}

/** A simulated Odoo in a process of its own, so that its work is not taken for that of the watch. */
export interface OdooServer {
  readonly settings: OdooSettings
  /** The stock of so many products becomes another one; half of them fall. */
  change(products: number): Promise<void>
  traffic(): Promise<Traffic>
  stop(): Promise<void>
}

const user = { login: 'bench', apiKey: 'bench-key', name: 'Bench', companyIds: [1], groups: ['base.group_user', 'stock.group_stock_user'] }

export async function startOdooServer(warehouse: Warehouse, transport: 'xml-rpc' | 'json-rpc' | 'json-2'): Promise<OdooServer> {
  const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(warehouse)])
  const next = async (): Promise<unknown> => {
    const ended = new AbortController()
    const died = once(child, 'exit', { signal: ended.signal }).then(() => Promise.reject(new Error('the simulated Odoo ended')))
    died.catch(() => undefined)
    const [answer]: unknown[] = await Promise.race([once(child, 'message'), died])
    ended.abort()
    return answer
  }
  const ask = (what: unknown): Promise<unknown> => {
    const answer = next()
    child.send(JSON.stringify(what))
    return answer
  }
  const url = String(await next())
  return {
    settings: { url, database: 'bench', username: user.login, apiKey: user.apiKey, transport, timeoutMs: 120_000 },
    async change(products) {
      await ask({ change: products })
    },
    async traffic() {
      const { calls, sentBytes, receivedBytes } = Object(await ask({ traffic: true }))
      return { calls: Number(calls), sentBytes: Number(sentBytes), receivedBytes: Number(receivedBytes) }
    },
    async stop() {
      const exit = once(child, 'exit')
      child.disconnect()
      await exit
    },
  }
}

async function serve({ majorVersion, products, warehouses }: Warehouse): Promise<void> {
  // What the seed makes is an hour old, so that only what changes later counts as changed.
  let earlier = 3_600_000
  const clock = { ...systemClock, now: () => systemClock.now() - earlier }
  const odoo = await startOdooSandbox({
    majorVersion,
    database: 'bench',
    clock,
    users: [user],
    seed: largeWarehouse({ products, warehouses }),
  })
  earlier = 0
  const bytes = { sent: 0, received: 0 }
  const counting = createServer((client) => {
    const server = connect(odoo.port, '127.0.0.1')
    client.on('data', (data) => (bytes.sent += data.length))
    server.on('data', (data) => (bytes.received += data.length))
    client.pipe(server).pipe(client)
    for (const end of [client, server]) end.on('error', () => [client, server].map((one) => one.destroy()))
  })
  await once(counting.listen(0, '127.0.0.1'), 'listening')
  let round = 0
  process.on('message', (text) => {
    const asked: { change?: number } = JSON.parse(String(text))
    if (asked.change !== undefined) {
      round += 1
      void change(odoo, asked.change, round).then(() => process.send?.('changed'))
      return
    }
    const { calls } = odoo.log.counters()
    process.send?.({ calls, sentBytes: bytes.sent, receivedBytes: bytes.received })
    odoo.log.clear()
    bytes.sent = 0
    bytes.received = 0
  })
  process.once('disconnect', () => process.exit())
  process.send?.(`http://127.0.0.1:${(counting.address() as AddressInfo).port}`)
}

/** As an import does: one transaction, written at the first warehouse. */
async function change({ driver }: Awaited<ReturnType<typeof startOdooSandbox>>, products: number, round: number): Promise<void> {
  const transaction = driver.begin()
  for (let number = 1; number <= products; number++) {
    const product = `SKU-${String(number).padStart(6, '0')}`
    const quantity = (number % 100) + (number % 2 === 0 ? 1000 * round : 10_000 - 100 * round)
    await driver.rawWrite({ product, location: 'W1/Stock', quantity, transaction })
  }
  driver.commit(transaction)
}

const [, entry, given] = process.argv
if (entry === fileURLToPath(import.meta.url) && given !== undefined) await serve(JSON.parse(given))
