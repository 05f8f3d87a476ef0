import type { Node, NodeStatus } from 'node-red'

/** Sets a node's status at most once a second, always ending with the newest, and never twice the same; never once closed. */
export interface StatusLine {
  set(status: NodeStatus): void
  close(): void
}

export function statusLine(node: Node, interval = 1000): StatusLine {
  let shownAt = Number.NEGATIVE_INFINITY
  let waiting: NodeStatus | null = null
  let timer: NodeJS.Timeout | null = null
  let shown = ''
  let closed = false
  const show = (): void => {
    timer = null
    if (waiting === null) return
    const next = JSON.stringify(waiting)
    if (next !== shown) node.status(waiting)
    shown = next
    shownAt = performance.now()
    waiting = null
  }
  return {
    set(status) {
      if (closed) return
      waiting = status
      if (timer === null) timer = setTimeout(show, Math.max(0, shownAt + interval - performance.now()))
    },
    close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
    },
  }
}
