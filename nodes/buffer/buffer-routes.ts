import type { NodeAPI } from 'node-red'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { problemsIn } from '../../src/base/table/file-problem.ts'
import { sentence } from '../../src/base/text/say.ts'
import { productsNowhere, type ProductsNowhere } from '../../src/engine/lookups/products-nowhere.ts'
import type { Odoo } from '../../src/ports/odoo/odoo.ts'
import { bufferFile, readBufferFile } from '../../src/rules/buffer/buffer-file.ts'
import type { BufferRules } from '../../src/rules/buffer/buffer-rules.ts'
import { type BufferDifference, checkBufferFileRequest, compareBuffers, withLocationNames } from '../../src/rules/buffer/compare-buffers.ts'
import { invalidRule } from '../../src/rules/buffer/read-rules.ts'
import { adminRoute } from '../kit/admin-route.ts'
import { viewerTexts } from '../kit/viewer-texts.ts'
import { odooConnections } from '../odoo-connection/odoo-service.ts'

/** Differences that an answer names; the rest is only counted. */
const differencesAtMost = 100

/**
 * What the dialog of buffer asks: its rules as a file, and what a file would change of them, with the products of it that no
 * deployed Odoo connection knows. Nothing is kept here.
 */
export function bufferRoutes(RED: NodeAPI): void {
  adminRoute(RED, 'post', 'buffer/export', 'buffer.read', async (request) => {
    const { rules, problems, format } = checkBufferFileRequest(request.body)
    const [first] = problems
    // A file with a rule missing would remove that rule when it is imported.
    if (first !== undefined) throw invalidRule(first)
    return { file: bufferFile(rules, format), name: `buffer.${format}`, mime: format === 'csv' ? 'text/csv' : 'application/json' }
  })
  adminRoute(RED, 'post', 'buffer/import', 'buffer.write', async (request) => {
    const { rules, problems, known = [], format, file } = checkBufferFileRequest(request.body)
    if (file === undefined) throw new SyncError('MESSAGE_MALFORMED', { field: 'payload.file', problem: sentence('finding.field.missing') })
    const read = readBufferFile(file, format)
    if (read.problems.length > 0)
      return { ...read, problems: problemsIn(viewerTexts(request), read.problems), counts: counted([], 0), differences: [] }
    const taken = withLocationNames(read.rules, { rules, known })
    const differences = compareBuffers(rules, taken)
    // Rules of the dialog that make no sense are replaced with the others, so they are removed too.
    const counts = counted(differences, problems.length)
    const nowhere = await nowhereIn(odoosOf(RED), taken)
    return { rules: taken, problems: [], counts, differences: differences.slice(0, differencesAtMost), ...(nowhere && { nowhere }) }
  })
}

/** What is to be told of the products of rules: nothing when there is nothing wrong, or nobody to ask. */
async function nowhereIn(odoos: readonly Odoo[], rules: BufferRules): Promise<ProductsNowhere | 'unknown' | undefined> {
  if (odoos.length === 0) return undefined
  try {
    const nowhere = await productsNowhere(odoos, rules)
    return nowhere.count === 0 ? undefined : nowhere
  } catch (error) {
    if (!(error instanceof SyncError)) throw error
    return 'unknown'
  }
}

/** Every Odoo that is deployed: a buffer needs no connection of its own. */
function odoosOf(RED: NodeAPI): Odoo[] {
  const odoos: Odoo[] = []
  RED.nodes.eachNode(({ id }) => {
    const node = RED.nodes.getNode(id)
    const connection = node ? odooConnections.get(node) : undefined
    if (connection !== undefined) odoos.push(connection.odoo())
  })
  return odoos
}

function counted(differences: readonly BufferDifference[], unsound: number): Record<BufferDifference['change'], number> {
  const counts = { added: 0, removed: unsound, changed: 0 }
  for (const { change } of differences) counts[change]++
  return counts
}
