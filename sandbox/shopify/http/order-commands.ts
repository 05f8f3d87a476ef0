import type { Sale } from '../model/order.ts'
import type { Command } from './driver-commands.ts'
import type { DriverInput } from './driver-input.ts'

/** What happens to orders and draft orders. */
export const orderCommands: Readonly<Record<string, Command>> = {
  sell: ({ model }, input) => {
    const order = model.sell(saleOf(input))
    return { sold: order !== null, order }
  },
  fulfil: ({ model }, input) => {
    const lines = input.list('lines').map((line) => ({ lineId: line.text('lineId'), quantity: line.number('quantity') }))
    return model.fulfil(input.text('orderId'), lines.length === 0 ? undefined : lines)
  },
  cancel: ({ model }, input) => model.cancel(input.text('orderId'), input.flag('restock')),
  'edit-order': ({ model }, input) =>
    input.has('lineId')
      ? model.editLine(input.text('orderId'), input.text('lineId'), input.number('quantity'), input.flag('restock'))
      : model.addLine(
          input.text('orderId'),
          { itemId: input.text('itemId'), quantity: input.number('quantity') },
          input.text('locationId'),
        ),
  refund: ({ model }, input) =>
    model.refund(
      input.text('orderId'),
      input.list('lines').map((line) => ({
        lineId: line.text('lineId'),
        quantity: line.number('quantity'),
        restock: line.choice('restock', ['cancel', 'return', 'no_restock'], 'no_restock'),
        ...(line.has('locationId') ? { locationId: line.text('locationId') } : {}),
      })),
    ),
  draft: ({ model }, input) => ({ draft: model.reserveDraft(saleOf(input)) }),
  'release-draft': ({ model }, input) => {
    model.releaseDraft(input.text('draftId'))
    return { ok: true }
  },
  'complete-draft': ({ model }, input) => model.completeDraft(input.text('draftId')),
}

function saleOf(input: DriverInput): Sale {
  const lines = input.has('lines') ? input.list('lines') : [input]
  return {
    locationId: input.text('locationId'),
    lines: lines.map((line) => ({ itemId: line.text('itemId'), quantity: line.number('quantity') })),
    sourceName: input.has('sourceName') ? input.text('sourceName') : 'web',
    oversell: input.flag('oversell'),
  }
}
