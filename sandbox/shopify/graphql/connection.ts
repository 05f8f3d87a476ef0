import { flagArgument, numberArgument, textArgument } from './arguments.ts'
import { refusal } from './refusal.ts'
import type { Arguments, View } from './view.ts'

/** Rows in a fixed order. `at` answers undefined for a row that is gone or filtered out. */
export interface Rows<T> {
  readonly length: number
  at(position: number): T | undefined
}

/** Rows of ids, looked up one by one; what `find` does not find is left out. */
export function rowsOf<T>(ids: readonly string[], find: (id: string) => T | null | undefined): Rows<T> {
  return { length: ids.length, at: (position) => find(ids[position] ?? '') ?? undefined }
}

/** The largest page (shopify-facts 2). */
const maximumPage = 250

/** One page of rows as a connection. A cursor is the place of a row, which never changes. */
export function connection<T>(rows: Rows<T>, args: Arguments, view: (row: T) => View): View {
  const found = page(rows, args)
  const edges = found.rows.map(({ row, position }) => ({ node: () => view(row), cursor: cursorOf(position) }))
  return {
    edges,
    nodes: () => found.rows.map(({ row }) => view(row)),
    pageInfo: {
      hasNextPage: found.more.after,
      hasPreviousPage: found.more.before,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

interface Page<T> {
  readonly rows: readonly { readonly row: T; readonly position: number }[]
  readonly more: { readonly before: boolean; readonly after: boolean }
}

function page<T>(rows: Rows<T>, args: Arguments): Page<T> {
  const first = numberArgument(args, 'first')
  const last = numberArgument(args, 'last')
  if (first !== null && last !== null) throw refusal('BAD_REQUEST', 'providing both first and last is not supported')
  const size = first ?? last
  if (size === null) throw refusal('BAD_REQUEST', 'you must provide one of first or last')
  if (size > maximumPage) throw refusal('BAD_REQUEST', `${first === null ? 'last' : 'first'} cannot exceed ${maximumPage}`)
  if (size < 0) throw refusal('BAD_REQUEST', 'first and last cannot be negative')
  const fromEnd = first === null
  const step = flagArgument(args, 'reverse') === fromEnd ? 1 : -1
  const cursor = textArgument(args, fromEnd ? 'before' : 'after')
  const start = cursor === null ? (step === 1 ? 0 : rows.length - 1) : positionOf(cursor) + step
  const taken: { row: T; position: number }[] = []
  let beyond = false
  for (let position = start; position >= 0 && position < rows.length; position += step) {
    const row = rows.at(position)
    if (row === undefined) continue
    if (taken.length === size) {
      beyond = true
      break
    }
    taken.push({ row, position })
  }
  if (fromEnd) taken.reverse()
  const behind = cursor !== null
  return { rows: taken, more: fromEnd ? { before: beyond, after: behind } : { before: behind, after: beyond } }
}

function cursorOf(position: number): string {
  return Buffer.from(JSON.stringify({ position })).toString('base64')
}

function positionOf(cursor: string): number {
  const found = /^\{"position":(\d+)\}$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1]
  if (found === undefined) throw refusal('BAD_REQUEST', `Invalid cursor for current pagination sort: ${cursor}`)
  return Number(found)
}
