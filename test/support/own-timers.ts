import { createHook } from 'node:async_hooks'
import { fileURLToPath } from 'node:url'
import { setImmediate } from 'node:timers/promises'

const own = ['src/', 'nodes/'].map((folder) => fileURLToPath(new URL(`../../${folder}`, import.meta.url)))

/** Watches the timers that code of this package starts, whether they keep the process alive or not. */
export class OwnTimers {
  readonly #open = new Map<number, string>()
  readonly #hook = createHook({
    init: (id, type) => {
      if (type !== 'Timeout') return
      const line = new Error().stack?.split('\n').find((frame) => own.some((folder) => frame.includes(folder)))
      if (line !== undefined) this.#open.set(id, line.trim())
    },
    destroy: (id) => this.#open.delete(id),
  })

  constructor() {
    this.#hook.enable()
  }

  /** Where the timers that still run were started. */
  async running(): Promise<string[]> {
    // The end of a timer is told some turns later.
    for (let turn = 0; turn < 3; turn++) await setImmediate()
    return [...this.#open.values()]
  }

  stop(): void {
    this.#hook.disable()
  }
}
