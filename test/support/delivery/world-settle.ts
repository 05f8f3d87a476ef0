import type { WriteJudge } from './write-judge.ts'

/** Lets everything go on that waits for nobody. */
export async function settle(judge: WriteJudge): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  judge.look()
}
