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
  /** Failed jobs that are still open, by code and what they are about. */
  readonly openJobs: readonly { readonly code: string; readonly sku: string | null; readonly count: number }[]
}

/** Reads a copy, so that the next life finds everything as the last one left it. Undefined when there is no file yet. */
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
  const jobs = !made ? [] : rows("SELECT code, sku, count FROM failed_jobs WHERE state = 'open'")
  const nameOf = (row: Record<string, SQLOutputValue>): string => levelNameOf(String(row['inventory_item_id']), String(row['location_id']))
  return {
    soundness: rows('PRAGMA integrity_check')
      .map((row) => String(row['integrity_check']))
      .join('; '),
    wanted: new Map(levels.map((row) => [nameOf(row), Number(row['as_of'] ?? -1)])),
    held: new Map(holds.map((row) => [nameOf(row), Number(row['held'])])),
    openJobs: jobs.map((row) => ({
      code: String(row['code']),
      sku: row['sku'] === null ? null : String(row['sku']),
      count: Number(row['count']),
    })),
  }
}
