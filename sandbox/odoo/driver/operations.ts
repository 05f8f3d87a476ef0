import type { OrderLineArgs, StockArgs, TransferArgs, Within } from './args.ts'
import type { OdooDriver } from './driver.ts'
import { BadBody, type Body, listIn, numberIn, optional, refIn, textIn } from './read-body.ts'

type Operation = (driver: OdooDriver, body: Body) => unknown

/** What POST /sandbox/<name> can do, with the arguments of the driver's methods in the body. */
export const operations: Readonly<Record<string, Operation>> = {
  receive: (driver, body) => driver.receive(stock(body)),
  adjust: (driver, body) => driver.adjust(stock(body)),
  scrap: (driver, body) => driver.scrap(stock(body)),
  manufacture: (driver, body) => driver.manufacture(stock(body)),
  'raw-quant': (driver, body) => driver.rawQuant(stock(body)),
  'raw-write': (driver, body) => driver.rawWrite(stock(body)),
  transfer: (driver, body) => driver.transfer(move(body)),
  restock: (driver, body) => driver.restock(move(body)),
  sell: (driver, body) =>
    driver.sell({ ...within(body), warehouse: textIn(body, 'warehouse'), lines: lines(body), ...optional(body, 'reference', textIn) }),
  'change-line': (driver, body) =>
    driver.changeLine({
      ...within(body),
      order: refIn(body, 'order'),
      product: refIn(body, 'product'),
      quantity: numberIn(body, 'quantity'),
    }),
  cancel: (driver, body) => driver.cancel({ ...within(body), order: refIn(body, 'order') }),
  deliver: (driver, body) =>
    driver.deliver({
      ...within(body),
      order: refIn(body, 'order'),
      ...(body['lines'] === undefined ? {} : { lines: lines(body) }),
      ...optional(body, 'trackingRef', textIn),
    }),
  ship: (driver, body) => driver.ship({ ...within(body), warehouse: textIn(body, 'warehouse'), lines: lines(body) }),
  reserve: (driver, body) => driver.reserve({ ...within(body), order: refIn(body, 'order') }),
  unreserve: (driver, body) => driver.unreserve({ ...within(body), order: refIn(body, 'order') }),
  'set-reservation': (driver, body) =>
    driver.setReservation({
      ...within(body),
      warehouse: textIn(body, 'warehouse'),
      method: methodIn(body),
      ...optional(body, 'days', numberIn),
    }),
  'give-back': (driver, body) =>
    driver.giveBack({
      ...within(body),
      order: refIn(body, 'order'),
      product: refIn(body, 'product'),
      quantity: numberIn(body, 'quantity'),
      to: refIn(body, 'to'),
    }),
  'clean-up': (driver, body) => driver.cleanUp(within(body)),
  'merge-duplicates': (driver, body) => driver.mergeDuplicates(within(body)),
  archive: (driver, body) => driver.archive({ ...within(body), product: refIn(body, 'product') }),
  unarchive: (driver, body) => driver.unarchive({ ...within(body), product: refIn(body, 'product') }),
  rename: (driver, body) => driver.rename({ ...within(body), product: refIn(body, 'product'), name: textIn(body, 'name') }),
  recode: (driver, body) => driver.recode({ ...within(body), product: refIn(body, 'product'), sku: textIn(body, 'sku') }),
  'add-product': (driver, body) =>
    driver.addProduct({
      ...within(body),
      name: textIn(body, 'name'),
      ...optional(body, 'sku', textIn),
      ...optional(body, 'barcode', textIn),
    }),
  'add-location': (driver, body) => driver.addLocation({ ...within(body), name: textIn(body, 'name'), parent: refIn(body, 'parent') }),
  begin: (driver) => ({ transaction: driver.begin() }),
  commit: (driver, body) => driver.commit(numberIn(body, 'transaction')),
  rollback: (driver, body) => driver.rollback(numberIn(body, 'transaction')),
  truth: (driver) => driver.truth(),
}

function within(body: Body): Within {
  return optional(body, 'transaction', numberIn)
}

function methodIn(body: Body): 'at_confirm' | 'manual' | 'by_date' {
  const method = textIn(body, 'method')
  if (method === 'at_confirm' || method === 'manual' || method === 'by_date') return method
  throw new BadBody('method, at_confirm, manual or by_date')
}

function stock(body: Body): StockArgs {
  return { ...within(body), product: refIn(body, 'product'), location: refIn(body, 'location'), quantity: numberIn(body, 'quantity') }
}

function move(body: Body): TransferArgs {
  return {
    ...within(body),
    product: refIn(body, 'product'),
    from: refIn(body, 'from'),
    to: refIn(body, 'to'),
    quantity: numberIn(body, 'quantity'),
  }
}

function lines(body: Body): OrderLineArgs[] {
  return listIn(body, 'lines').map((line) => ({ product: refIn(line, 'product'), quantity: numberIn(line, 'quantity') }))
}
