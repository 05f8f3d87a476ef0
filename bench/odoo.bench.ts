// What a watch asks of Odoo: calls and bytes of an idle poll, of a change, of an import and of a look at everything.
import { BenchWatch } from './bench-watch.ts'
import { startOdooServer, type Traffic } from './odoo-server.ts'
import { report, rounded, type Row } from './report.ts'

const [products = 10_000] = process.argv.slice(2).map(Number)
const figures: object[] = []
const rows: Row[] = []
const versions = [
  [17, 'xml-rpc'],
  [17, 'json-rpc'],
  [19, 'xml-rpc'],
  [19, 'json-2'],
] as const

for (const [majorVersion, transport] of versions) {
  const server = await startOdooServer({ majorVersion, products, warehouses: 1 }, transport)
  const watch = new BenchWatch(server.settings)
  const named = `Odoo ${majorVersion}, ${transport}`
  const costs: Record<string, Traffic & { readonly ms: number }> = {}
  const cost = async (what: string, work: () => Promise<unknown>, most?: number): Promise<void> => {
    await server.traffic()
    const begun = performance.now()
    await work()
    const ms = Math.round(performance.now() - begun)
    const traffic = await server.traffic()
    costs[what] = { ...traffic, ms }
    const engine = `${traffic.calls} / ${inKilobytes(traffic.sentBytes)} / ${inKilobytes(traffic.receivedBytes)} / ${ms}`
    const held = most === undefined ? {} : { wanted: `${most} calls at most`, kept: traffic.calls <= most }
    rows.push({ what: `${named}: ${what}: calls / kB sent / kB received / ms`, engine, ...held })
  }
  try {
    await cost('first contact', () => watch.odoo.identity(), 4)
    await watch.open()
    const pages = Math.ceil((products + 1) / 500)
    await cost('first look', () => watch.poll(), 13 + 7 * pages)
    // What the seed made has one date; the window of the next polls begins after it.
    await server.change(1)
    await watch.poll()
    await cost('idle poll', () => watch.poll(), 3)
    for (const changed of [1, 500, products]) {
      await server.change(changed)
      await cost(`poll after ${changed} changed`, () => watch.poll(), ofChanges(changed))
    }
    await cost(`idle poll within the overlap of ${products} changed`, () => watch.poll(), 3 + Math.ceil(products / 5000))
    await cost('comparison', () => watch.poll({ what: 'compare' }), 13 + 5 * pages)
    figures.push({ majorVersion, transport, products, ...costs })
  } finally {
    await watch.close()
    await server.stop()
  }
}
report('odoo', { figures }, rows)

/**
 * The feed in pages of 5000, the locations once, and five calls per 500 products; rises beyond ten of these are read twice.
 * The first time a product is changed here, it rises.
 */
function ofChanges(changed: number): number {
  const pages = Math.ceil(changed / 500)
  const twice = Math.max(0, pages - 10)
  return 3 + Math.ceil(changed / 5000) + 1 + 5 * (pages + twice)
}

function inKilobytes(bytes: number): number {
  return rounded(bytes / 1000)
}
