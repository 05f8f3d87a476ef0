import type { FlowNode } from './node-red.ts'

/** A flow as the editor draws it, closely enough to see what hides what. */
export interface DrawnFlow {
  readonly nodes: readonly Box[]
  /** The texts of the groups, at their upper left corner. */
  readonly labels: readonly Box[]
  readonly wires: readonly Wire[]
}

export interface Box {
  readonly id: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface Wire {
  readonly from: string
  readonly to: string
  /** Places along it, close to each other. */
  readonly places: readonly (readonly [x: number, y: number])[]
}

const noInput = new Set(['inject', 'link in', 'catch', 'comment', 'http in'])
const steps = 100

/** Sizes of the editor of Node-RED 5: widths are steps of 20 around the text, wires are cubic curves with handles of 75. */
export function drawnFlow(flow: readonly FlowNode[]): DrawnFlow {
  const shown = flow.filter((node) => node['x'] !== undefined && node.type !== 'group')
  const boxes = new Map(shown.map((node) => [node.id, boxOf(node)]))
  const wires = shown.flatMap((node) =>
    outputsOf(node).flatMap((targets, output, all) =>
      targets.flatMap((to) => {
        const from = boxes.get(node.id)
        const target = boxes.get(to)
        if (from === undefined || target === undefined) return []
        const start = [from.right, middle(from) + 13 * (output - (all.length - 1) / 2)] as const
        return [{ from: node.id, to, places: curve(start, [target.left, middle(target)]) }]
      }),
    ),
  )
  const labels = flow.filter(({ type }) => type === 'group').map(labelOf)
  return { nodes: [...boxes.values()], labels, wires }
}

/** True when the place is within the box or closer to it than the gap. */
export function isAt([x, y]: readonly [number, number], { left, right, top, bottom }: Box, gap: number): boolean {
  return x > left - gap && x < right + gap && y > top - gap && y < bottom + gap
}

export const overlap = (one: Box, other: Box, gap: number): boolean =>
  one.left < other.right + gap && other.left < one.right + gap && one.top < other.bottom + gap && other.top < one.bottom + gap

function boxOf(node: FlowNode): Box {
  const height = Math.max(30, outputsOf(node).length * 15)
  const { name, url, type } = node
  const label = type === 'http in' ? `[get] ${String(url)}` : typeof name === 'string' && name !== '' ? name : type
  const around = 50 + (noInput.has(node.type) ? 0 : 7)
  const width = node.type.startsWith('link ') ? 30 : Math.max(100, 20 * Math.ceil((textWidth(label) + around) / 20))
  const [x, y] = [Number(node['x']), Number(node['y'])]
  return { id: node.id, left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }
}

function labelOf(group: FlowNode): Box {
  const [left, top] = [Number(group['x']), Number(group['y'])]
  return { id: group.id, left, right: left + textWidth(String(group['name'])), top, bottom: top + 18 }
}

/** Rather too wide than too narrow: against a browser, no node is narrower than it is drawn, and none more than 20 wider. */
function textWidth(text: string): number {
  return Array.from(text).reduce((sum, letter) => {
    if ("ijl'|.,:;!".includes(letter)) return sum + 4.4
    if ('ftrI()[] -'.includes(letter)) return sum + 5.4
    if ('mwMW%'.includes(letter)) return sum + 12.5
    return sum + (letter >= 'A' && letter <= 'Z' ? 10 : 8.6)
  }, 0)
}

function curve([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): [number, number][] {
  const handle = Math.min(75, 0.75 * Math.hypot(x2 - x1, y2 - y1))
  return Array.from({ length: steps + 1 }, (_, step) => {
    const t = step / steps
    const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3]
    return [a * x1 + b * (x1 + handle) + c * (x2 - handle) + d * x2, (a + b) * y1 + (c + d) * y2]
  })
}

const middle = ({ top, bottom }: Box): number => (top + bottom) / 2

function outputsOf(node: FlowNode): string[][] {
  return Array.isArray(node['wires']) ? node['wires'] : []
}
