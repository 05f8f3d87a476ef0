import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from './driver.ts'

// Copies the log of a store into its file whenever it is asked to, and answers when it has tried. Data given: the file.
if (parentPort !== null) {
  const port = parentPort
  const database = openDatabase(String(workerData))
  database.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA wal_autocheckpoint = 0')
  port.on('message', (order) => {
    if (order === 'end') {
      database.close()
      port.close()
      return
    }
    let answer = 'copied'
    try {
      database.exec('PRAGMA wal_checkpoint(PASSIVE)')
    } catch {
      // A full disk, for one. The log stays as it is, and the store asks again.
      answer = 'not copied'
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    port.postMessage(answer)
  })
}
