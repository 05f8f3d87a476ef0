import type { NodeMessage } from 'node-red'

/** The outputs of reconcile-diff by their place. */
export const outputs = { report: 0, differences: 1, read: 2, status: 3, alerts: 4 } as const
type Output = (typeof outputs)[keyof typeof outputs]

/** One message for one output, nothing for the others. */
export function to(output: Output, message: object): (NodeMessage | null)[] {
  return Object.values(outputs).map((place) => (place === output ? { ...message } : null))
}
