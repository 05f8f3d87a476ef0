// What a client pays for reading a real Odoo, protocol against protocol in one run: processor time and wall time for all quants in
// pages of 5,000. For the server that the environment names (docs/odoo.md); only reads. Not a part of `npm run bench`.
import { connectOdoo } from '../src/adapters/odoo/connect.ts'
import { realClock } from '../test/support/real-clock.ts'
import { realServer } from '../test/real-odoo/real-server.ts'

const [rounds = 3] = process.argv.slice(2).map(Number)
const pageSize = 5000
const fields = ['product_id', 'location_id', 'quantity', 'reserved_quantity', 'write_date']
const { connector, transports } = realServer(process.env)

interface Cost {
  readonly rows: number
  readonly processorMs: number
  readonly wallMs: number
}

async function readAll(transport: (typeof transports)[number]): Promise<Cost> {
  const odoo = connectOdoo({ ...connector, transport, timeoutMs: 300_000 }, { clock: realClock, random: { next: () => 0, uuid: () => '' } })
  try {
    await odoo.identity()
    const [processor, begun] = [process.cpuUsage(), performance.now()]
    let rows = 0
    for (let last = 0; ;) {
      const page = await odoo.searchRead('stock.quant', [['id', '>', last]], fields, { limit: pageSize, order: 'id' })
      rows += page.length
      last = page.at(-1)?.id ?? last
      if (page.length < pageSize) break
    }
    const { user, system } = process.cpuUsage(processor)
    return { rows, processorMs: Math.round((user + system) / 1000), wallMs: Math.round(performance.now() - begun) }
  } finally {
    await odoo.close()
  }
}

for (let round = 1; round <= rounds; round += 1) {
  for (const transport of transports) {
    const { rows, processorMs, wallMs } = await readAll(transport)
    console.log(`round ${round}, ${transport}: ${rows} rows, ${processorMs} ms of processor time, ${wallMs} ms of wall time`)
  }
}
