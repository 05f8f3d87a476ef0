import { failureIn } from '../../src/base/error/describe.ts'
import type { Node } from 'node-red'
import type { ErrorCode } from '../../src/base/error/catalogue.ts'
import { SyncError, type ErrorValues } from '../../src/base/error/sync-error.ts'
import { dayOf, isComing } from '../../src/base/coming-end.ts'
import { StandingTrouble } from '../../src/engine/jobs/standing-trouble.ts'
import type { FailedLine, Subject } from '../../src/base/messages/failed.ts'
import type { Store } from '../../src/ports/store/store.ts'
import type { Say } from '../../src/base/text/say.ts'
import { realClock, realRandom } from './real-clock.ts'

/** Something that ends, and what its sentence needs beside the date. */
export interface End {
  /** Milliseconds since 1970. */
  readonly endsAt: number
  readonly values: ErrorValues
}

interface Announcing {
  readonly node: Node
  readonly say: Say
  readonly store: () => Promise<Store>
  readonly code: ErrorCode
  readonly subject: () => Subject
}

/** Announces an end that is near: one failed job, one warning, and a word in the status. */
export class AnnouncedEnd {
  readonly #announcing: Announcing
  readonly #job: StandingTrouble
  #warnedOf = ''
  #near: End | null = null

  constructor(announcing: Announcing) {
    const { store, code, subject } = announcing
    this.#announcing = announcing
    this.#job = new StandingTrouble({ store, clock: realClock, random: realRandom, subject, patience: 1, disproved: [code] })
  }

  /** The end that is near, for the status; null when none is. */
  get near(): { readonly date: string; readonly values: ErrorValues } | null {
    return this.#near && { date: dayOf(this.#near.endsAt), values: this.#near.values }
  }

  /** What is known of the end now; null when nothing ends. The line of the job when one was stored now. Throws STORE_*. */
  async is(end: End | null): Promise<FailedLine | null> {
    this.#near = end !== null && isComing(end.endsAt, realClock.now()) ? end : null
    if (this.#near === null) {
      await this.#job.over()
      return null
    }
    const { node, say, code } = this.#announcing
    const date = dayOf(this.#near.endsAt)
    const met = await this.#job.meet(new SyncError(code, { ...this.#near.values, date }))
    const line = met && failureIn(say, met)
    if (line !== null && this.#warnedOf !== date) {
      node.warn(`${line.text} – ${line.cure}`)
      this.#warnedOf = date
    }
    return line
  }
}
