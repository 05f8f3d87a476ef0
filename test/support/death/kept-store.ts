import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import { runFolder } from '../node-red-install.ts'
import { levelNameOf } from './mapped-level.ts'

/** A level in the store. */
export interface KeptLevel {
  readonly state: string
  /** The newest picture that was accepted: its place in the order of readings, and what Odoo had. */
  readonly asOf: number
  readonly free: number
  readonly reserved: number
  /** What Shopify is believed to show. */
  readonly confirmed: number | null
  /** True when a value was read that is not proved yet, or one must be. */
  readonly open: boolean
}

/** What is in the file of the store of a Node-RED. */
export interface KeptStore {
  readonly levels: ReadonlyMap<string, KeptLevel>
  /** Batches whose fate is not known, by key; true when an answer to one was lost. */
  readonly batches: ReadonlyMap<string, boolean>
  /** Units held back without the name of an order, by level. */
  readonly held: ReadonlyMap<string, number>
  /** Failed jobs, also those that are closed. */
  readonly jobs: readonly KeptJob[]
}

/** The store that a dead Node-RED left. */
export interface LeftStore extends KeptStore {
  /** 'ok', or what SQLite finds wrong with the file. */
  readonly soundness: string
}

export interface KeptJob {
  readonly code: string
  readonly state: string
  readonly sku: string | null
}

/** Looks into the store of a Node-RED that runs, as somebody with another program may. Undefined when there is none yet. */
export function readLiveStore(userDir: string, file = 'sync.sqlite'): KeptStore | undefined {
  if (!existsSync(join(userDir, file))) return undefined
  const database = new DatabaseSync(join(userDir, file), { readOnly: true })
  try {
    database.exec('BEGIN')
    return keptIn(database)
  } finally {
    database.close()
  }
}

/** Reads a copy of what a dead Node-RED left, so that its next life finds everything as it was. Undefined when there is none yet. */
export function readKeptStore(userDir: string, file = 'sync.sqlite'): LeftStore | undefined {
  if (!existsSync(join(userDir, file))) return undefined
  const folder = mkdtempSync(join(runFolder(), 'kept-'))
  for (const part of [file, `${file}-wal`]) {
    if (existsSync(join(userDir, part))) copyFileSync(join(userDir, part), join(folder, part))
  }
  const database = new DatabaseSync(join(folder, file))
  try {
    const findings = database.prepare('PRAGMA integrity_check').all()
    return { ...keptIn(database), soundness: findings.map((row) => String(row['integrity_check'])).join('; ') }
  } finally {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const LEVELS = `SELECT inventory_item_id, location_id, state, json_extract(record, '$.wanted.asOf') AS as_of,
  json_extract(record, '$.wanted.free') AS free, json_extract(record, '$.wanted.reserved') - coalesce(json_extract(record, '$.wanted.sent'), 0) AS reserved,
  json_extract(record, '$.confirmed.quantity') AS confirmed,
  json_extract(record, '$.doubt') IS NOT NULL OR json_extract(record, '$.observed') IS NOT NULL AS open FROM levels`

function levelOf(row: Record<string, SQLOutputValue>): KeptLevel {
  const { state, as_of: asOf, free, reserved, confirmed, open } = row
  return {
    state: String(state),
    asOf: Number(asOf ?? -1),
    free: Number(free),
    reserved: Number(reserved),
    confirmed: confirmed === null ? null : Number(confirmed),
    open: open !== 0,
  }
}

function keptIn(database: DatabaseSync): KeptStore {
  const rows = (sql: string): Record<string, SQLOutputValue>[] => database.prepare(sql).all()
  const made = rows("SELECT name FROM sqlite_master WHERE name = 'levels'").length > 0
  const levels = !made ? [] : rows(LEVELS)
  const holds = !made ? [] : rows('SELECT inventory_item_id, location_id, sum(quantity) AS held FROM holds GROUP BY 1, 2')
  const jobs = !made ? [] : rows('SELECT code, state, sku FROM failed_jobs')
  const batches = !made ? [] : rows("SELECT key, json_extract(record, '$.lost') AS lost FROM batches")
  const nameOf = (row: Record<string, SQLOutputValue>): string => levelNameOf(String(row['inventory_item_id']), String(row['location_id']))
  return {
    levels: new Map(levels.map((row) => [nameOf(row), levelOf(row)])),
    batches: new Map(batches.map(({ key, lost }) => [String(key), Number(lost) === 1])),
    held: new Map(holds.map((row) => [nameOf(row), Number(row['held'])])),
    jobs: jobs.map(({ code, state, sku }) => ({ code: String(code), state: String(state), sku: typeof sku === 'string' ? sku : null })),
  }
}
