import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../../src/ports/clock.ts'
import { NOW } from './example.ts'

/** A clock for stores whose time does not matter. */
export const stillClock: Clock = {
  now: () => NOW,
  elapsed: () => 0,
  sleep: (_ms, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve())),
}

/** Gives the work the name of a store file in a folder of its own, and deletes the folder afterwards. */
export async function inFolder(work: (file: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sync-store-'))
  try {
    await work(join(folder, 'sync.sqlite'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
