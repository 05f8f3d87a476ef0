import type { Scene } from './scene.ts'

/** One thing that happens in a warehouse, by steps; after each the last pictures must be the truth. */
export interface Scenario {
  readonly name: string
  play(scene: Scene): Promise<void>
}
