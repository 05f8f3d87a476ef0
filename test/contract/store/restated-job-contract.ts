import assert from 'node:assert/strict'
import { NOW, failedJob } from './example.ts'
import { onStore, type StoreFactory } from './store-under-test.ts'

export function restatedJobContract(make: StoreFactory): void {
  describe('restated jobs', () => {
    it(
      'says a job in new words without counting it, whatever state it is in, and passes over what it does not know',
      onStore(make, async (store) => {
        await store.transaction(async ({ failedJobs }) => {
          await failedJobs.record([failedJob('a')])
          await failedJobs.setState(['a'], 'dismissed', 'seen', NOW + 1)
          const [before] = await failedJobs.list({})
          const failure = { ...failedJob('a').failure, text: 'two are left', values: { units: 2 } }
          await failedJobs.restate('a', failure)
          await failedJobs.restate('unknown', failure)
          assert.deepEqual(await failedJobs.list({}), [{ ...before, failure }])
        })
      }),
    )
  })
}
