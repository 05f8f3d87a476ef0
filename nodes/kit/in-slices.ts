import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work after which everything else in Node-RED gets its turn. */
const slice = 10
/** Things between two looks at the clock. */
const between = 16

/** Does something with each of many things, in order, and lets the event loop go on in between; few of them are done at once. */
export async function inSlices<T, R>(things: readonly T[], work: (thing: T, index: number) => R): Promise<R[]> {
  const results: R[] = []
  let begun = performance.now()
  // By number, because holes in a list are things too.
  for (let index = 0; index < things.length; index++) {
    results.push(work(things[index] as T, index))
    if (index % between !== between - 1 || performance.now() - begun < slice) continue
    await setImmediate()
    begun = performance.now()
  }
  return results
}

/** The same in parts of so many, for work that waits. */
export async function inParts<T, R>(things: readonly T[], size: number, work: (part: readonly T[]) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let start = 0; start < things.length || start === 0; start += size) {
    if (start > 0) await setImmediate()
    results.push(await work(things.slice(start, start + size)))
  }
  return results
}
