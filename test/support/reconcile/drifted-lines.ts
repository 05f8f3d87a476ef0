import type { PlanLine } from '../../../src/ports/store/plan-record.ts'
import { planLine } from './report-plan.ts'

const kinds: readonly Partial<PlanLine>[] = [
  { outcome: 'differing', cause: 'direction-conflict', evidence: 'Somebody else has changed the number in Shopify since we wrote it.' },
  {
    outcome: 'differing',
    cause: 'throttling-or-delay',
    evidence: 'Shopify still shows what we wrote last, so the newer number has not arrived.',
  },
  {
    outcome: 'oversell-risk',
    cause: 'buffer-or-reservation',
    evidence: 'Shopify shows what is in stock in Odoo, reserved units included.',
  },
  { outcome: 'suppressed' },
  { outcome: 'held', state: 'noted', cause: 'buffer-or-reservation', evidence: 'Shopify shows less than we left there.' },
  { outcome: 'not-stocked', state: 'noted', cause: 'location-mapping', evidence: 'The item is not stocked there in Shopify.' },
  {
    outcome: 'differing',
    state: 'written',
    cause: 'location-mapping',
    evidence: 'Shopify shows the stock of all mapped locations together.',
  },
]

/** Lines of a plan with every kind of finding at four locations. */
export function driftedLines(count: number): PlanLine[] {
  return Array.from({ length: count }, (_, at) => {
    const kind = kinds[(at * 5 + Math.floor(at / 9)) % kinds.length] ?? {}
    const off = 1 + ((at * 37) % 90)
    const [wanted, shown] = numbersOf(kind.outcome, 3 + ((at * 13) % 140), off)
    const done = kind.state === 'written' ? { replaced: shown, written: wanted } : {}
    return planLine(Math.floor(at / 4) + 1, (at % 4) + 1, wanted, shown, { ...kind, ...done })
  })
}

function numbersOf(outcome: PlanLine['outcome'] | undefined, wanted: number, off: number): [number, number | null] {
  if (outcome === 'oversell-risk') return [0, off]
  if (outcome === 'suppressed') return [wanted, 0]
  if (outcome === 'not-stocked') return [wanted, null]
  if (outcome === 'held') return [Math.max(0, wanted - 2), Math.max(0, wanted - 2)]
  return [wanted, wanted + off]
}
