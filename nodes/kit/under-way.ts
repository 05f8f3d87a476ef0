import type { Node } from 'node-red'

const underWay = new WeakMap<Node, Set<Promise<void>>>()

/** Remembers that a node works on a message; `work` must not reject. */
export function beginWork(node: Node, work: Promise<void>): void {
  const known = underWay.get(node) ?? new Set()
  underWay.set(node, known.add(work))
  void work.finally(() => known.delete(work))
}

/** Resolves when the node has finished the messages that it works on. */
export async function workEnded(node: Node): Promise<void> {
  const known = underWay.get(node)
  if (known !== undefined) await Promise.all(known)
}
