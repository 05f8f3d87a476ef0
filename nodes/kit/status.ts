import type { Node, NodeStatus } from 'node-red'

/** Sets a node's status at most once a second, always ending with the newest. */
export interface StatusLine {
  set(status: NodeStatus): void
  close(): void
}

export function statusLine(node: Node, interval = 1000): StatusLine {
  let shownAt = 0
  let waiting: NodeStatus | null = null
  let timer: NodeJS.Timeout | null = null
  const show = (): void => {
    timer = null
    if (waiting === null) return
    shownAt = Date.now()
    node.status(waiting)
    waiting = null
  }
  return {
    set(status) {
      waiting = status
      if (timer === null) timer = setTimeout(show, Math.max(0, shownAt + interval - Date.now()))
    },
    close() {
      if (timer !== null) clearTimeout(timer)
    },
  }
}
