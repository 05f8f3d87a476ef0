import type { Odoo } from '../../../src/ports/odoo/odoo.ts'

export interface Counted {
  readonly odoo: Odoo
  /** Calls that were made through it, logins not counted. */
  readonly calls: number
}

/** The same server, with its calls counted as whoever pays for them would. */
export function counting(real: Odoo): Counted {
  const counted = { calls: 0 }
  const count = <T>(answer: T): T => {
    counted.calls += 1
    return answer
  }
  const odoo: Odoo = {
    identity: () => real.identity(),
    searchRead: (...asked) => count(real.searchRead(...asked)),
    searchCount: (...asked) => count(real.searchCount(...asked)),
    readSums: (...asked) => count(real.readSums(...asked)),
    create: (...asked) => count(real.create(...asked)),
    write: (...asked) => count(real.write(...asked)),
    call: (...asked) => count(real.call(...asked)),
    close: () => real.close(),
  }
  return {
    odoo,
    get calls() {
      return counted.calls
    },
  }
}
