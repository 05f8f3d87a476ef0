import { dateScenarios } from './date-scenarios.ts'
import { demandScenarios } from './demand-scenarios.ts'
import { hazardScenarios } from './hazard-scenarios.ts'
import { orderScenarios } from './order-scenarios.ts'
import { placeScenarios } from './place-scenarios.ts'
import { recentSalesScenarios } from './recent-sales-scenarios.ts'
import { saleScenarios } from './sale-scenarios.ts'
import { Scene, type Stage, type StepRecord } from './scene.ts'
import { stockScenarios } from './stock-scenarios.ts'

const scenarios = [
  ...stockScenarios,
  ...dateScenarios,
  ...placeScenarios,
  ...saleScenarios,
  ...demandScenarios,
  ...orderScenarios,
  ...hazardScenarios,
  ...recentSalesScenarios,
]

/** Plays the list on a server, in order: the feed of each scenario goes on from the one before, as a watch does. */
export function playScenarios(
  name: string,
  start: () => Promise<Stage>,
  told: (records: readonly StepRecord[]) => void = () => undefined,
): void {
  describe(`scenarios: ${name}`, function () {
    this.timeout(600_000)
    let stage: Stage
    let scene: Scene

    before(async () => {
      stage = await start()
      scene = new Scene(stage, Date.now().toString(36))
      await stage.office.furnish()
      scene.scenario = 'first reading'
      await scene.step('everything with stock', async () => undefined)
    })
    after(async () => {
      told(scene?.records ?? [])
      await stage?.close()
    })

    for (const scenario of scenarios) {
      it(scenario.name, async () => {
        scene.scenario = scenario.name
        await scenario.play(scene)
      })
    }
  })
}
