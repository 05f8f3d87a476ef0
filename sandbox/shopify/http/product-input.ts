import { productStatuses, type NewProduct, type NewVariant } from '../model/product.ts'
import type { DriverInput } from './driver-input.ts'

/** A product as a driver describes it in JSON. */
export function productOf(input: DriverInput): NewProduct {
  return {
    ...(input.has('id') ? { id: input.text('id') } : {}),
    title: input.text('title'),
    status: input.choice('status', productStatuses, 'ACTIVE'),
    variants: input.list('variants').map(variantOf),
  }
}

function variantOf(input: DriverInput): NewVariant {
  return {
    ...(input.has('id') ? { id: input.text('id') } : {}),
    ...(input.has('itemId') ? { itemId: input.text('itemId') } : {}),
    ...(input.has('title') ? { title: input.text('title') } : {}),
    sku: input.has('sku') ? input.text('sku') : null,
    barcode: input.has('barcode') ? input.text('barcode') : null,
    moreBarcodes: input.list('moreBarcodes').map((part) => part.text('value')),
    tracked: input.has('tracked') ? input.flag('tracked') : true,
    components: input.list('components').map((part) => ({ itemId: part.text('itemId'), quantity: part.number('quantity') })),
    levels: input.list('levels').map((level) => ({ locationId: level.text('locationId'), available: level.number('available') })),
  }
}
