import assert from 'node:assert/strict'
import { type Death, deaths, MortalFlow } from '../../support/death/mortal-flow.ts'
import type { Balance } from '../../support/death/ledger.ts'
import { Load } from '../../support/death/load.ts'
import { comesToTheTruth, comeTrue, wrong } from '../../support/death/quiesce.ts'
import { SeededRandom } from '../../support/death/seeded-random.ts'
import { Weather } from '../../support/death/weather.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
/** Deaths of one history; each history has a Shopify that treats keys and batches in another way. */
const livesEach = 12
const histories = Math.ceil(Number(process.env['DEATHS'] ?? livesEach) / livesEach)

describe('Node-RED killed again and again under load', function () {
  this.timeout(300_000)
  let flow: MortalFlow | undefined
  let load: Load | undefined
  afterEach(async () => {
    try {
      await load?.stop()
    } finally {
      await flow?.close()
    }
  })
  before(() => console.log(`      seed ${seed}, ${histories * livesEach} deaths (SEED and DEATHS change them)`))

  for (let history = 0; history < histories; history++) {
    const random = new SeededRandom(seed + history)
    const shop = {
      idempotency: random.pick(['replay', 'reevaluate', 'none'] as const),
      batchBehaviour: random.pick(['all-or-nothing', 'partial'] as const),
      staleErrors: random.pick(['indexed', 'unindexed'] as const),
    }
    const kind = `keys: ${shop.idempotency}, batches: ${shop.batchBehaviour}, stale rows: ${shop.staleErrors}`

    it(`loses nothing, sells nothing twice and comes to the truth (history ${seed + history}; ${kind})`, async () => {
      flow = await MortalFlow.prepare(random, shop)
      const { ledger, witness } = flow
      await firstSync(flow)
      load = new Load(flow.demo, ledger, new SeededRandom(seed + 1))
      await dieAgainAndAgain(flow, load, random)
      await comesToTheTruth(flow)
      const balance = ledger.broken()
      const { sentences, levels } = balance
      const chronicles = levels.flatMap((level) => [`--- ${level}`, ...ledger.chronicle(level)])
      assert.deepEqual([...witness.violations, ...sentences], [], chronicles.join('\n'))
      tell(flow, balance)
    })
  }
})

/** Orders that are on their way to Odoo when a level is seen for the first time cannot be known; so there are none then. */
async function firstSync(flow: MortalFlow): Promise<void> {
  const nodeRed = await flow.start()
  await comeTrue(flow, nodeRed, 'every level at what is due before anything happens', () => wrong(flow))
  await flow.stop(nodeRed)
}

async function dieAgainAndAgain(flow: MortalFlow, load: Load, random: SeededRandom): Promise<void> {
  const weather = new Weather(flow.demo, new SeededRandom(seed + 2))
  load.start(25, () => {
    weather.blow()
    flow.witness.look()
  })
  try {
    for (const death of fates(random)) await flow.liveUntil(death)
  } finally {
    await load.stop()
    weather.clear()
    await load.importAll()
  }
}

/** Every kind of death at least once, in a random order. */
function fates(random: SeededRandom): Death[] {
  return random.shuffled([...deaths, ...Array.from({ length: livesEach - deaths.length }, () => random.pick(deaths))])
}

function tell({ ledger, witness, ended }: MortalFlow, { exact, coincidences, afterOne, excused }: Balance): void {
  const moments = [...ended].map(([death, count]) => `${count} ${death}`).join(', ')
  console.log(`        died: ${moments}`)
  console.log(`        ${ledger.writes.length} rows written, ${exact} held to their own picture; ${witness.lostAnswers} answers lost,`)
  console.log(`        two histories looked the same ${coincidences} times; ${afterOne} rows of those levels since, ${excused} excused`)
}
