import type { Connection } from './connection.ts'
import { LogCopier } from './log-copier.ts'
import { number } from './row.ts'

/** Length of the log, in pages of 4 kB, at which the thread begins to copy it, and again after as many pages more. */
const BEGIN_AT = 1000
/** Length at which writing waits for the thread, so that the log does not grow without end. */
const WAIT_AT = 4000
/** Without the thread, SQLite copies by itself after so many pages. */
const ALONE_AT = 1000

/** Copies the log elsewhere than on the thread of Node-RED; see `LogCopier`. */
export type Copier = Pick<LogCopier, 'copy' | 'end'>

/**
 * Keeps SQLite's log short without holding the event loop: copying it into the file takes a hundred milliseconds on a
 * slow disk, so a thread does it. If the thread does not start or is lost, SQLite does it by itself.
 */
export class Checkpoints {
  readonly #connection: Connection
  readonly #start: (file: string) => Copier
  #copier: Copier | null = null
  #alone = false
  #copying: Promise<void> | null = null
  #nextAt = BEGIN_AT

  constructor(connection: Connection, start: (file: string) => Copier = (file) => new LogCopier(file)) {
    this.#connection = connection
    this.#start = start
    connection.exec('PRAGMA wal_autocheckpoint = 0')
  }

  /** To be called between transactions; resolves at once unless the log is too long. */
  async keepUp(): Promise<void> {
    if (this.#alone) return
    const pages = this.#pages()
    if (pages < BEGIN_AT) this.#nextAt = BEGIN_AT
    if (pages < this.#nextAt && pages < WAIT_AT) return
    this.#nextAt = pages + BEGIN_AT
    this.#copying ??= this.#copy()
    if (pages < WAIT_AT) return
    await this.#copying
    // The pages written while the thread was copying; after that the log begins again at its start.
    await this.#copy()
    this.#nextAt = BEGIN_AT
  }

  async close(): Promise<void> {
    await this.#copying
    await this.#copier?.end()
  }

  async #copy(): Promise<void> {
    if (this.#alone) return
    try {
      this.#copier ??= this.#start(this.#connection.file)
      await this.#copier.copy()
    } catch {
      // Nothing is lost: the log is whole.
      this.#copier = null
      this.#alone = true
      this.#connection.exec(`PRAGMA wal_autocheckpoint = ${ALONE_AT}`)
    } finally {
      this.#copying = null
    }
  }

  #pages(): number {
    try {
      const row = this.#connection.get('PRAGMA wal_checkpoint(NOOP)', [])
      return row === undefined ? 0 : number(row, 'log')
    } catch {
      // Whatever is wrong with the file, the next transaction meets it too and tells its caller.
      return 0
    }
  }
}
