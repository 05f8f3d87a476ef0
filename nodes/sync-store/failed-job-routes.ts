import type { NodeAPI } from 'node-red'
import type { Request } from 'express'
import { checkJobCommand } from '../../src/rules/jobs/job-command.ts'
import { carryOut, type ShownAnswer } from '../failed-job-store/carry-out.ts'
import { adminRoute } from '../kit/admin-route.ts'
import { serviceOf } from '../kit/config-node.ts'
import { viewerName } from '../kit/viewer-name.ts'
import { viewerTexts } from '../kit/viewer-texts.ts'
import { syncStores } from './sync-stores.ts'

/** What the dialog of failed-job-store asks of a store. */
export function failedJobRoutes(RED: NodeAPI): void {
  const run = async (request: Request, command: unknown): Promise<ShownAnswer> => {
    const syncStore = serviceOf(RED, request.params['id'], syncStores, 'failed-job-store', 'store')
    const say = viewerTexts(request)
    return carryOut(syncStore, checkJobCommand(command), { say })
  }
  adminRoute(RED, 'get', 'failed-jobs/:id', 'failed-jobs.read', async (request) =>
    run(request, { action: 'list', ...fromQuery(request.query) }),
  )
  adminRoute(RED, 'post', 'failed-jobs/:id/retry', 'failed-jobs.write', async (request) =>
    run(request, { ...request.body, action: 'retry' }),
  )
  adminRoute(RED, 'post', 'failed-jobs/:id/dismiss', 'failed-jobs.write', async (request) =>
    run(request, { ...request.body, action: 'dismiss' }),
  )
  adminRoute(RED, 'post', 'failed-jobs/:id/end-hold', 'failed-jobs.write', async (request) =>
    run(request, { ...request.body, action: 'end-hold', by: viewerName(request) }),
  )
  adminRoute(RED, 'get', 'failed-jobs/:id/export', 'failed-jobs.read', async (request) => {
    const answer = await run(request, { action: 'export', ...fromQuery(request.query) })
    const csv = request.query['format'] === 'csv'
    return { file: answer.file ?? '', name: csv ? 'failed-jobs.csv' : 'failed-jobs.json', mime: csv ? 'text/csv' : 'application/json' }
  })
}

/** Query texts as the command's types; empty ones are left out. */
function fromQuery(query: object): Record<string, unknown> {
  const entries = Object.entries(query).filter(([, value]) => value !== '')
  return Object.fromEntries(entries.map(([name, value]) => [name, name === 'limit' || name === 'offset' ? Number(value) : value]))
}
