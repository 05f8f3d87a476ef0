import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import { runFolder } from '../node-red-install.ts'
import { levelNameOf } from './mapped-level.ts'

/** What a dead Node-RED left in the file of its store. */
export interface KeptStore {
  /** 'ok', or what SQLite finds wrong with the file. */
  readonly soundness: string
  /** Place in the order of readings of the newest picture that was accepted, by level. */
  readonly wanted: ReadonlyMap<string, number>
  /** Units held back without the name of an order, by level. */
  readonly held: ReadonlyMap<string, number>
  /** Failed jobs, also those that are closed. */
  readonly jobs: readonly KeptJob[]
}

export interface KeptJob {
  readonly code: string
  readonly state: string
  readonly sku: string | null
}

/** Reads a copy, so that the next life finds everything as the last one left it. For a store that is at rest. Undefined when there is none yet. */
export function readKeptStore(userDir: string, file = 'sync.sqlite'): KeptStore | undefined {
  if (!existsSync(join(userDir, file))) return undefined
  const folder = mkdtempSync(join(runFolder(), 'kept-'))
  for (const part of [file, `${file}-wal`]) {
    if (existsSync(join(userDir, part))) copyFileSync(join(userDir, part), join(folder, part))
  }
  const database = new DatabaseSync(join(folder, file))
  try {
    return keptIn(database)
  } finally {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function keptIn(database: DatabaseSync): KeptStore {
  const rows = (sql: string): Record<string, SQLOutputValue>[] => database.prepare(sql).all()
  const made = rows("SELECT name FROM sqlite_master WHERE name = 'levels'").length > 0
  const levels = !made ? [] : rows("SELECT inventory_item_id, location_id, json_extract(record, '$.wanted.asOf') AS as_of FROM levels")
  const holds = !made ? [] : rows('SELECT inventory_item_id, location_id, sum(quantity) AS held FROM holds GROUP BY 1, 2')
  const jobs = !made ? [] : rows('SELECT code, state, sku FROM failed_jobs')
  const nameOf = (row: Record<string, SQLOutputValue>): string => levelNameOf(String(row['inventory_item_id']), String(row['location_id']))
  return {
    soundness: rows('PRAGMA integrity_check')
      .map((row) => String(row['integrity_check']))
      .join('; '),
    wanted: new Map(levels.map((row) => [nameOf(row), Number(row['as_of'] ?? -1)])),
    held: new Map(holds.map((row) => [nameOf(row), Number(row['held'])])),
    jobs: jobs.map(({ code, state, sku }) => ({ code: String(code), state: String(state), sku: typeof sku === 'string' ? sku : null })),
  }
}
