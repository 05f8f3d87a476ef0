// What outages and storms hide and oversell: the one-to-one flow between both simulated systems, in virtual time, with seeds.
// `npm run bench -- storm --beside <commit>` plays the same on the sources of another commit; `--only <text>`, `--seeds <n>`.
import { parseArgs } from 'node:util'
import { ensureShopifySchemas } from '../scripts/fetch-shopify-schema.mjs'
import { besides } from './storm/beside.ts'
import { play, type Figures } from './storm/play.ts'
import { storms } from './storm/storms.ts'

type Played = Figures & { readonly storm: string; readonly seed: number }

const options = {
  beside: { type: 'string' },
  only: { type: 'string', default: '' },
  seeds: { type: 'string', default: '1' },
  'first-seed': { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
} as const
const { beside, only, seeds, 'first-seed': first, json } = parseArgs({ options }).values

await ensureShopifySchemas()
const started = Date.now()
const then = beside === undefined ? undefined : playedBeside(beside)
const now: Played[] = []
for (const storm of storms.filter(({ name }) => name.includes(only)))
  for (let seed = Number(first); seed < Number(first) + Number(seeds); seed++) {
    now.push({ storm: storm.name, seed, ...(await play(storm, seed)) })
    if (!json) process.stderr.write(`${storm.name}, seed ${seed}: ${Math.round((Date.now() - started) / 1000)} s\n`)
  }

if (json) console.log(JSON.stringify(now))
else {
  const other = (await then) ?? []
  console.log(JSON.stringify({ bench: 'storm', now, ...(beside === undefined ? {} : { [beside]: other }) }))
  console.table(
    now.map((one) =>
      row(
        one,
        other.find(({ storm, seed }) => storm === one.storm && seed === one.seed),
      ),
    ),
  )
  console.log(`sold: units sold in the outage, or in all. oversold: units that writes offered beyond what was due.
hidden 1 min: units that are due and not shown a minute after the outage, at rest: ten seconds after Odoo knew the last order.
exact after: seconds until every level was exact.${beside === undefined ? '' : ` In brackets: ${beside}.`}`)
}

function row(one: Played, other: Played | undefined): Record<string, string | number> {
  const both = (value: (of: Played) => number | string | null): string => {
    const shown = value(one) ?? 'never'
    return other === undefined ? String(shown) : `${shown} (${value(other) ?? 'never'})`
  }
  return {
    storm: one.storm,
    seed: one.seed,
    sold: both(({ soldMeanwhile }) => soldMeanwhile),
    oversold: both(({ oversold }) => oversold),
    'hidden 1 min': both(({ hiddenAfter }) => hiddenAfter),
    'back after s': both(({ backAfter }) => backAfter),
    'hidden at rest': both(({ hiddenAtRest }) => hiddenAtRest),
    'above at rest': both(({ aboveAtRest }) => aboveAtRest),
    'levels wrong': both(({ wrongAtRest }) => wrongAtRest),
    'exact after s': both(({ exactAfter }) => exactAfter),
    'unit hours hidden': both(({ hiddenSeconds }) => Math.round(hiddenSeconds / 360) / 10),
  }
}

async function playedBeside(ref: string): Promise<Played[]> {
  const chosen = ['--json', '--only', only, '--seeds', seeds, '--first-seed', first]
  const played: Played[] = JSON.parse(await besides(ref, 'storm.bench.ts', chosen, 'bench/storm/life.ts'))
  return played
}
