import { describeFailure } from '../../base/error/describe.ts'
import type { FailedLine } from '../../base/messages/failed.ts'
import type { LevelLine, LinkedLevelLine } from '../../base/messages/level.ts'
import { subjectOf } from '../../base/messages/subject-of.ts'
import { traceStep } from '../../base/messages/trace-step.ts'
import type { Link } from '../../ports/store/link.ts'
import type { Say } from '../../base/text/say.ts'

/** Level lines with their inventory items, and the products that have none. */
export interface Attached {
  readonly linked: readonly LinkedLevelLine[]
  /** One per product, not one per Shopify location (requirement 1.6). */
  readonly failed: readonly FailedLine[]
}

/** Where lines are completed: `shop` is that of lines that name none, `at` the time of failed lines as an ISO date and time. */
export interface AttachPlace {
  readonly shop: string
  readonly say: Say
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
  const failed = new Map<string, FailedLine>()
  for (const line of levels) {
    const key = productKey(line.odoo.database, line.odoo.productId)
    const { shop } = line.shopify
    const own = (byProduct.get(key) ?? []).filter((link) => shop === undefined || link.shop === shop)
    linked.push(...own.map((link) => attach(line, link, place.say)))
    const failure = `${shop ?? place.shop} ${key}`
    if (own.length === 0 && !failed.has(failure)) failed.set(failure, unlinked(line, place))
  }
  return { linked, failed: [...failed.values()] }
}

function attach(line: LevelLine, link: Link, say: Say): LinkedLevelLine {
  const { shop, inventoryItemId, variantId, sku } = link
  return {
    ...line,
    shopify: { ...line.shopify, shop, inventoryItemId, variantId, sku },
    trace: [...line.trace, traceStep(say, 'product-link', `linked-by-${link.by}`, { sku })],
  }
}

/** The Odoo product has no link; what Shopify has and Odoo has not is told by the match (PRODUCT_UNLINKED). */
function unlinked(line: LevelLine, { shop, say, at }: AttachPlace): FailedLine {
  const subject = subjectOf({ odoo: line.odoo, shopify: { shop: line.shopify.shop ?? shop } })
  const values = { odooProduct: line.odoo.name, sku: line.odoo.sku ?? say('finding.word.none') }
  return describeFailure({ code: 'VARIANT_UNLINKED', values, subject }, say, at, { line })
}

function productKey(database: string, productId: number): string {
  return `${database} ${productId}`
}
