/** The columns of a file of buffer rules, in their order. */
export const bufferColumns = ['sku', 'odooProductId', 'shopifyLocationId', 'shopifyLocation', 'rule', 'amount'] as const

export type BufferColumn = (typeof bufferColumns)[number]
