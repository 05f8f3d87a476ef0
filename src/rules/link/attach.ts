import { failureLine } from '../../base/error/describe.ts'
import type { FailedLine, UnsaidFailure } from '../../base/messages/failed.ts'
import type { LevelLine, LinkedLevelLine } from '../../base/messages/level.ts'
import { subjectOf } from '../../base/messages/subject-of.ts'
import { traceStep } from '../../base/messages/trace-step.ts'
import { sentence } from '../../base/text/say.ts'
import type { Link } from '../../ports/store/link.ts'

/** Level lines with their inventory items, and the products that have none. */
export interface Attached {
  readonly linked: readonly LinkedLevelLine[]
  /** One per product, not one per Shopify location (requirement 1.6). */
  readonly failed: readonly UnsaidFailure[]
}

/** Where lines are completed: `shop` is that of lines that name none, `at` the time of failed lines as an ISO date and time. */
export interface AttachPlace {
  readonly shop: string
  readonly at: string
}

/**
 * Completes level lines by stored links; a product with several linked items gives a line for each. A line that names a
 * shop only takes links of that shop.
 */
export function attachLinks(levels: readonly LevelLine[], links: readonly Link[], place: AttachPlace): Attached {
  const byProduct = new Map<string, Link[]>()
  for (const link of links) {
    const key = productKey(link.odooDatabase, link.odooProductId)
    byProduct.set(key, [...(byProduct.get(key) ?? []), link])
  }
  const linked: LinkedLevelLine[] = []
  const failed = new Map<string, UnsaidFailure>()
  for (const line of levels) {
    const key = productKey(line.odoo.database, line.odoo.productId)
    const { shop } = line.shopify
    const own = (byProduct.get(key) ?? []).filter((link) => shop === undefined || link.shop === shop)
    linked.push(...own.map((link) => attach(line, link)))
    const failure = `${shop ?? place.shop} ${key}`
    if (own.length === 0 && !failed.has(failure)) failed.set(failure, unlinked(line, place))
  }
  return { linked, failed: [...failed.values()] }
}

function attach(line: LevelLine, link: Link): LinkedLevelLine {
  const { shop, inventoryItemId, variantId, sku } = link
  return {
    ...line,
    shopify: { ...line.shopify, shop, inventoryItemId, variantId, sku },
    trace: [...line.trace, traceStep('product-link', `linked-by-${link.by}`, { sku })],
  }
}

/** The Odoo product has no link; what Shopify has and Odoo has not is told by the match (PRODUCT_UNLINKED). */
function unlinked(line: LevelLine, { shop, at }: AttachPlace): UnsaidFailure {
  const subject = subjectOf({ odoo: line.odoo, shopify: { shop: line.shopify.shop ?? shop } })
  const values = { odooProduct: line.odoo.name, sku: line.odoo.sku ?? sentence('finding.word.none') }
  return failureLine({ code: 'VARIANT_UNLINKED', values, subject }, at, { line })
}

function productKey(database: string, productId: number): string {
  return `${database} ${productId}`
}

/** What becomes of Odoo products without a link, which most often the shop does not sell (requirement 1.6). */
export interface Unsold {
  /** `job`: each is a failed job; `count`: they are only counted; `rule`: those that fit `leaveOut` are, the others are jobs. */
  readonly choice: 'job' | 'count' | 'rule'
  /** Internal references, in which `*` stands for anything. */
  readonly leaveOut: readonly string[]
}

export const unsoldChoices = ['job', 'count', 'rule'] as const
/** Characters of a rule. */
export const leaveOutAtMost = 5000

/** The patterns of a rule as a person writes them: separated by commas, semicolons or lines. */
export function patternsIn(rule: string): string[] {
  return rule
    .split(/[,;\n]/)
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '')
}

/** The lines that are to be jobs, and those that are only counted. */
export function sortUnsold(lines: readonly FailedLine[], { choice, leaveOut }: Unsold): { jobs: FailedLine[]; counted: FailedLine[] } {
  const counts = ({ code, subject }: FailedLine): boolean =>
    code === 'VARIANT_UNLINKED' &&
    (choice === 'count' || (choice === 'rule' && leaveOut.some((pattern) => fits(subject.sku ?? '', pattern))))
  const { jobs = [], counted = [] } = Object.groupBy(lines, (line) => (counts(line) ? 'counted' : 'jobs'))
  return { jobs, counted }
}

/** Upper and lower case are different letters, as everywhere between SKUs. Looks at each part of the pattern once. */
function fits(sku: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return sku === pattern
  if (!sku.startsWith(first) || sku.length < first.length + last.length || !sku.endsWith(last)) return false
  let at = first.length
  for (const part of rest) {
    const found = sku.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return at <= sku.length - last.length
}
