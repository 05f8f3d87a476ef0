import { type Answer, originIn, type Origin } from '../../src/engine/watch/acknowledgements.ts'
import { inParts, inSlices } from './in-slices.ts'
import { signals } from './signals.ts'

/** Sinks tell here what became of lines, watches listen. */
export const acknowledgements = signals.picturesAnswered

const toldAtOnce = 1000

/** Tells the watches what became of the lines in a payload. */
export async function acknowledge(payload: unknown, answer: Answer): Promise<void> {
  await tell([...(await originsOf(payload)).values()], answer)
}

/** Tells what became of the pictures of some lines, except of those that have other lines which go on. */
export async function acknowledgeRest(lines: readonly object[], goOn: readonly object[], answer: Answer): Promise<void> {
  const origins = await originsOf(lines)
  if (origins.size > 0) for (const name of (await originsOf(goOn)).keys()) origins.delete(name)
  await tell([...origins.values()], answer)
}

async function tell(origins: readonly Origin[], answer: Answer): Promise<void> {
  await inParts(origins, toldAtOnce, async (part) => acknowledgements.tell(part, answer))
}

/** Each once, by its name. */
async function originsOf(payload: unknown): Promise<Map<string, Origin>> {
  const origins = new Map<string, Origin>()
  await inSlices<unknown, void>(Array.isArray(payload) ? payload : [payload], (line) => {
    const origin = originIn(line)
    if (origin !== undefined) origins.set(JSON.stringify(Object.values(origin)), origin)
  })
  return origins
}
