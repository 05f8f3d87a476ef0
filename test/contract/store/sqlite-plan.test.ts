import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { IN_TURN, NEXT_DUE } from '../../../src/adapters/store/sqlite/levels.ts'
import { tables } from '../../../src/adapters/store/sqlite/migrations/0001-tables.ts'

/** How SQLite would answer the query, as one text. */
function planOf(query: string): string {
  const database = new DatabaseSync(':memory:')
  database.exec(tables)
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${query}`).all()
  database.close()
  return steps.map(({ detail }) => String(detail)).join('\n')
}

describe('queries of the SQLite store', () => {
  it('reads the levels that are due from an index in their order, without sorting', () => {
    const plan = planOf(IN_TURN)
    assert.match(plan, /^SEARCH levels USING INDEX levels_in_turn \(shop=\? AND urgent=\?\)$/)
  })

  it('finds the next due time in an index', () => {
    assert.match(planOf(NEXT_DUE), /^SEARCH levels USING COVERING INDEX levels_by_due \(shop=\?\)$/)
  })
})
