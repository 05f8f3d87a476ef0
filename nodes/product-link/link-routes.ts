import type { Request } from 'express'
import type { NodeAPI } from 'node-red'
import { describeFailure } from '../../src/base/error/describe.ts'
import { checkLinkCommand, type LinkCommand } from '../../src/rules/link/link-command.ts'
import { isPlainObject } from '../../src/base/plain-object.ts'
import { problemsIn } from '../../src/base/table/file-problem.ts'
import type { LinkAnswer } from '../../src/engine/match/link-commands.ts'
import { adminRoute } from '../kit/admin-route.ts'
import { serviceOf } from '../kit/config-node.ts'
import { numberSetting, textSetting } from '../kit/setting.ts'
import { viewerTexts } from '../kit/viewer-texts.ts'
import { linkDialogs, type LinkDialog } from './link-service.ts'

/** What the dialog of product-link asks: the report, the list of links, links by hand, a match, and files. */
export function linkRoutes(RED: NodeAPI): void {
  const dialogOf = ({ params }: Request): LinkDialog => serviceOf(RED, params['id'], linkDialogs, 'product-link', 'product-link')
  const run = async (request: Request, action: LinkCommand['action'], more: object): Promise<LinkAnswer> => {
    return dialogOf(request).command(checkLinkCommand({ ...more, action }))
  }

  adminRoute(RED, 'get', 'product-link/:id/report', 'product-link.read', async (request) => {
    const dialog = dialogOf(request)
    const say = viewerTexts(request)
    const report = await dialog.report()
    const shown = report && { ...report, mend: report.mend.map((failure) => describeFailure(failure, say, report.at)) }
    return { report: shown ?? null, matching: dialog.matching() }
  })
  adminRoute(RED, 'get', 'product-link/:id/links', 'product-link.read', async (request) => {
    const { search, after, limit } = request.query
    const from = textSetting(after)
    return dialogOf(request).links({
      search: textSetting(search),
      after: from === '' ? null : from,
      limit: numberSetting(limit, 'product-link', 'limit', 50, 1, 500),
    })
  })
  adminRoute(RED, 'post', 'product-link/:id/link', 'product-link.write', async (request) => {
    const { links, unwritten } = await run(request, 'link', bodyOf(request))
    return { links, unwritten: described(unwritten, request) }
  })
  adminRoute(RED, 'post', 'product-link/:id/unlink', 'product-link.write', async (request) => {
    const { links, unwritten } = await run(request, 'unlink', bodyOf(request))
    return { links, unwritten: described(unwritten, request) }
  })
  adminRoute(RED, 'post', 'product-link/:id/scan', 'product-link.write', async (request) => {
    const { full } = checkLinkCommand({ ...bodyOf(request), action: 'scan' })
    dialogOf(request).scan(full ?? true)
    return { started: true }
  })
  adminRoute(RED, 'get', 'product-link/:id/export', 'product-link.read', async (request) => {
    const format = request.query['format'] === 'json' ? 'json' : 'csv'
    const { file = '' } = await run(request, 'export', { format })
    return { file, name: `links.${format}`, mime: format === 'csv' ? 'text/csv' : 'application/json' }
  })
  adminRoute(RED, 'post', 'product-link/:id/import', 'product-link.write', async (request) => {
    const { imported, unwritten } = await run(request, 'import', bodyOf(request))
    return { ...imported, problems: problemsIn(viewerTexts(request), imported?.problems ?? []), unwritten: described(unwritten, request) }
  })
}

function bodyOf({ body }: Request): object {
  return isPlainObject(body) ? body : {}
}

function described(failures: LinkAnswer['unwritten'], request: Request): object[] {
  const at = new Date().toISOString()
  return failures.map((failure) => describeFailure(failure, viewerTexts(request), at))
}
