import assert from 'node:assert/strict'
import { shopCauses } from '../../../src/rules/delivery/shop-causes.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { dayOf, isComing } from '../../../src/base/coming-end.ts'
import { wordOf } from '../../../src/base/text/say.ts'
import { StandingTrouble } from '../../../src/engine/jobs/standing-trouble.ts'
import { versionEnd } from '../../../src/adapters/shopify/version-end.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'
import { countedRandom } from '../delivery/support/counted-random.ts'
import { storeWith } from './failures.ts'

const day = 86_400_000

describe('an end', () => {
  it('is announced from fourteen days before it on, and goes on being so when it has come', () => {
    const endsAt = Date.UTC(2027, 1, 17, 22, 57, 23)
    const told = [-15 * day, -14 * day - 1, -14 * day, -1, 0, 30 * day].map((from) => isComing(endsAt, endsAt + from))
    assert.deepEqual(told, [false, false, true, true, true, true])
    assert.equal(dayOf(endsAt), '2027-02-17')
  })

  it('of a version of the Shopify API is the 16th of its month, a year on, at 15:00 UTC', () => {
    assert.equal(new Date(versionEnd('2026-04')).toISOString(), '2027-04-16T15:00:00.000Z')
    assert.equal(new Date(versionEnd('2026-10')).toISOString(), '2027-10-16T15:00:00.000Z')
    assert.equal(new Date(versionEnd('2027-01')).toISOString(), '2028-01-16T15:00:00.000Z')
  })

  it('that a person has dismissed stays dismissed until its date changes, and no success of the work disproves it', async () => {
    const store = await storeWith()
    const jobs = async () =>
      (await store.transaction(({ failedJobs }) => failedJobs.list({}))).map(
        ({ failure: { values }, state }) => `${wordOf(values?.['date'])} ${state}`,
      )
    const subject = () => ({ shop: 'shop.myshopify.com' })
    const tools = { store: async () => store, clock: new VirtualClock(), random: countedRandom(), subject, patience: 1 }
    const ends = (date: string) => new SyncError('SHOPIFY_VERSION_ENDS', { shop: 'shop.myshopify.com', version: '2026-10', date })
    const announced = async (date: string) => new StandingTrouble({ ...tools, disproved: ['SHOPIFY_VERSION_ENDS'] }).meet(ends(date))
    const line = await announced('2027-10-16')
    await store.transaction(({ failedJobs }) => failedJobs.resolve(shopCauses('shop.myshopify.com'), 0))
    assert.deepEqual(await jobs(), ['2027-10-16 open'])
    await store.transaction(({ failedJobs }) => failedJobs.setState([line?.job ?? ''], 'dismissed', null, 0))
    await announced('2027-10-16')
    assert.deepEqual(await jobs(), ['2027-10-16 dismissed'])
    await announced('2028-01-16')
    assert.deepEqual((await jobs()).toSorted(), ['2027-10-16 dismissed', '2028-01-16 open'])
    await new StandingTrouble({ ...tools, disproved: ['SHOPIFY_VERSION_ENDS'] }).over()
    assert.deepEqual(new Set((await jobs()).map((job) => job.split(' ')[1])), new Set(['resolved']))
  })
})
