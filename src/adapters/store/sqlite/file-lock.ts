import { openDatabase, type Database } from './driver.ts'
import { storeFault } from './fault.ts'

/**
 * Owns `<file>.lock` as long as it is held: a second runtime, or a second opening in this one, gets STORE_LOCKED. The
 * operating system frees it when the process ends, however it ends. The lock file is left behind, it is never deleted.
 * Nothing else in this process may open and close that file: POSIX would drop the lock.
 */
export class FileLock {
  readonly #database: Database

  private constructor(database: Database) {
    this.#database = database
  }

  static take(file: string): FileLock {
    let database: Database | undefined
    try {
      database = openDatabase(`${file}.lock`)
      database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
      return new FileLock(database)
    } catch (thrown) {
      database?.close()
      throw storeFault(thrown, file)
    }
  }

  release(): void {
    this.#database.close()
  }
}
