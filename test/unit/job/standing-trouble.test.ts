import assert from 'node:assert/strict'
import { jobsInWords } from '../../../nodes/kit/in-words.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { StandingTrouble } from '../../../src/engine/jobs/standing-trouble.ts'
import type { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { english, german } from '../../support/english.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'
import { countedRandom } from '../delivery/support/counted-random.ts'
import { failure, storeWith } from './failures.ts'

const odooDatabase = 'shop@odoo.example.com'
const unreachable = new SyncError('ODOO_UNREACHABLE', { url: 'https://odoo.example.com' })
const refused = new SyncError('ODOO_LOGIN_REFUSED', { database: 'shop' })

function troubleOf(store: MemoryStore, clock = new VirtualClock(), patience = 3): StandingTrouble {
  const disproved = ['ODOO_UNREACHABLE', 'ODOO_LOGIN_REFUSED'] as const
  const tools = { clock, random: countedRandom(), subject: () => ({ odooDatabase }), patience, disproved }
  return new StandingTrouble({ ...tools, store: async () => store })
}
const jobs = async (store: MemoryStore): Promise<string[]> =>
  (await store.transaction(({ failedJobs }) => failedJobs.list({}))).map(
    ({ failure: { code }, count, state }) => `${code} ${count} ${state}`,
  )

describe('a fault that keeps all work from being done', () => {
  it('has one job however often it comes, at once when it does not pass by itself, and none once work is done', async () => {
    const store = await storeWith()
    const trouble = troubleOf(store)
    assert.partialDeepStrictEqual(await trouble.meet(refused), { recorded: true, job: 'id-1', subject: { odooDatabase } })
    assert.equal(await trouble.meet(refused), null)
    assert.deepEqual(await jobs(store), ['ODOO_LOGIN_REFUSED 1 open'])
    await trouble.over()
    assert.deepEqual(await jobs(store), ['ODOO_LOGIN_REFUSED 1 resolved'])
  })

  it('is kept as code and values, and said where it is shown', async () => {
    const store = await storeWith()
    await troubleOf(store).meet(refused)
    const kept = await store.transaction(({ failedJobs }) => failedJobs.list({}))
    assert.deepEqual([kept[0]?.failure.text, kept[0]?.failure.values], [undefined, { database: 'shop' }])
    assert.match(jobsInWords(english, kept)[0]?.failure.text ?? '', /shop/)
    assert.notEqual(jobsInWords(german, kept)[0]?.failure.text, jobsInWords(english, kept)[0]?.failure.text)
  })

  it('has no job before it lasts, when it may pass by itself', async () => {
    const store = await storeWith()
    const trouble = troubleOf(store)
    for (let n = 0; n < 2; n++) await trouble.meet(unreachable)
    assert.deepEqual(await jobs(store), [])
    await trouble.meet(unreachable)
    assert.deepEqual(await jobs(store), ['ODOO_UNREACHABLE 1 open'])
  })

  it('is counted up while it lasts, but not with every try, also when the clock is set back', async () => {
    const store = await storeWith()
    const clock = new VirtualClock()
    const trouble = troubleOf(store, clock)
    await trouble.meet(refused)
    await clock.run(clock.sleep(700_000))
    await trouble.meet(refused)
    await trouble.meet(refused)
    assert.deepEqual(await jobs(store), ['ODOO_LOGIN_REFUSED 2 open'])
  })

  it('ends the job of a process before this one, and no other', async () => {
    const other = failure('ODOO_UNREACHABLE', 1, { odooDatabase: 'other@odoo.example.com' })
    const store = await storeWith({ ...failure('ODOO_UNREACHABLE', 1), subject: { odooDatabase } }, other)
    await troubleOf(store).over()
    assert.deepEqual((await jobs(store)).toSorted(), ['ODOO_UNREACHABLE 1 open', 'ODOO_UNREACHABLE 1 resolved'])
  })
})
