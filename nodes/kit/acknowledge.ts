import { Acknowledgements, type Answer } from '../../src/watch/acknowledgements.ts'
import { originsOf } from '../../src/watch/origin.ts'

/** One per process: sinks tell here what became of lines, watches listen. */
export const acknowledgements = new Acknowledgements()

/** Tells the watches what became of the lines in a payload. */
export function acknowledge(payload: unknown, answer: Answer): void {
  acknowledgements.tell(originsOf(payload), answer)
}

/** Tells what became of the pictures of some lines, except of those that have other lines which go on. */
export function acknowledgeRest(lines: readonly object[], goOn: readonly object[], answer: Answer): void {
  const going = new Set(originsOf(goOn).map(nameOf))
  acknowledgements.tell(
    originsOf(lines).filter((origin) => !going.has(nameOf(origin))),
    answer,
  )
}

function nameOf(origin: object): string {
  return JSON.stringify(Object.values(origin))
}
