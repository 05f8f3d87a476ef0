import { sandboxWorld, type SandboxWorld } from './sandbox-world.ts'
import { servesLinking } from './shopify-links.ts'
import { showsTheShop } from './shopify-reads.ts'
import { setsQuantities, survivesLostAnswers, tellsHowABatchWasTreated } from './shopify-writes.ts'

for (const apiVersion of ['2026-04', '2026-07', '2026-10']) {
  for (const idempotency of ['replay', 'reevaluate', 'none'] as const) {
    for (const auth of ['token', 'client'] as const) {
      describe(`the Shopify port over HTTP, API ${apiVersion}, keys: ${idempotency}, credentials: ${auth}`, function () {
        this.timeout(120_000)
        const rules = { apiVersion, idempotency, auth }
        let world: SandboxWorld
        beforeEach(async () => {
          world = await sandboxWorld(rules)
        })
        afterEach(() => world.close())
        showsTheShop(rules, () => world)
        servesLinking(() => world)
        setsQuantities(rules, () => world)
        survivesLostAnswers(rules, () => world)
        tellsHowABatchWasTreated((more) => sandboxWorld({ ...rules, ...more }))
      })
    }
  }
}
