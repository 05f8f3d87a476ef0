import type { Node } from 'node-red'

/** As much of a node as status and errors need. */
export function plainNode(): { node: Node; errors: unknown[]; statuses: unknown[] } {
  const errors: unknown[] = []
  const statuses: unknown[] = []
  const node = { error: (error: unknown) => errors.push(error), status: (status: unknown) => statuses.push(status), log: () => undefined }
  return { node: node as unknown as Node, errors, statuses }
}
