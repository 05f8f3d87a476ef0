import { adminGet } from '../editor/admin-request.ts'
import { asList, asText, isPlainObject } from '../editor/plain.ts'

/** How many linked items are not stocked at a Shopify location. */
export interface NotStocked {
  readonly locationId: string
  readonly count: number
}

/** What the product-link nodes of a shop found at their last match; a node that is not deployed or has not matched says nothing. */
export async function askNotStocked(shopify: string): Promise<NotStocked[]> {
  const nodes: string[] = []
  RED.nodes.eachNode((node) => {
    if (node.type === 'product-link' && node['shopify'] === shopify && typeof node['id'] === 'string' && node['changed'] !== true)
      nodes.push(node['id'])
    return true
  })
  const answers = await Promise.all(
    nodes.map((id) => adminGet(`odoo-shopify/product-link/${encodeURIComponent(id)}/report`).catch(() => undefined)),
  )
  return answers.flatMap((answer) => {
    const report = isPlainObject(answer) ? answer['report'] : undefined
    const counts = isPlainObject(report) ? asList(report['notStocked']) : []
    return counts.filter(isPlainObject).map((row) => ({ locationId: asText(row['locationId']), count: Number(row['count']) }))
  })
}
