import { setImmediate } from 'node:timers/promises'

/** How long the store works before it lets the event loop do something else, in milliseconds. */
const SLICE = 8

/** Watches how long the event loop has been held, so that long work can be cut into slices. */
export class Pace {
  #sliceEnd = performance.now() + SLICE

  get tired(): boolean {
    return performance.now() >= this.#sliceEnd
  }

  /** Lets everything else that waits for the event loop run once. */
  async rest(): Promise<void> {
    await setImmediate()
    this.#sliceEnd = performance.now() + SLICE
  }
}
