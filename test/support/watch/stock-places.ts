export const locations = new Map([
  [1, { complete_name: 'NJ', parent_path: '1/', usage: 'view' }],
  [10, { complete_name: 'NJ/Stock', parent_path: '1/10/', usage: 'internal' }],
  [11, { complete_name: 'NJ/Stock/Saleable', parent_path: '1/10/11/', usage: 'internal' }],
  [20, { complete_name: 'TX/Stock', parent_path: '2/20/', usage: 'internal' }],
  [30, { complete_name: 'Elsewhere', parent_path: '3/30/', usage: 'internal' }],
  [5, { complete_name: 'Customers', parent_path: '5/', usage: 'customer' }],
  [12, { complete_name: 'NJ/Transit', parent_path: '1/10/12/', usage: 'transit' }],
])
export const products = [101, 102, 103]
/** A kit of some of the one product and one of the other. */
export const kit = { productId: 201, parts: [101, 102] as const }
