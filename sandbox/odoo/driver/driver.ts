import type { Env } from '../orm/env.ts'
import { changeRecord, createRecord } from '../orm/store.ts'
import { runTransaction } from '../run-transaction.ts'
import { addSubLocation } from '../seed/foundation.ts'
import { mergeDuplicates, unlinkZeroQuants } from '../stock/quant-tasks.ts'
import { superEnv, type World } from '../world.ts'
import type {
  ChangeLineArgs,
  DeliverArgs,
  NewLocationArgs,
  NewProductArgs,
  OrderArgs,
  ProductArgs,
  ReservationArgs,
  ReturnArgs,
  SellArgs,
  StockArgs,
  TransferArgs,
  Within,
} from './args.ts'
import { findLocation, findProduct } from './find.ts'
import { adjust, manufacture, type Moved, rawQuant, rawWrite, receive, scrap, setActive, transfer } from './movements.ts'
import { OpenTransactions } from './open-transactions.ts'
import { cancel, changeLine, deliver, type Delivered, giveBack, reserve, sell, setReservation, type Sold, unreserve } from './orders.ts'
import { freeAt, type FreeQuestion, truth, type TruthLine } from './truth.ts'

/**
 * What people do in Odoo, for tests and the demo. Every call is one transaction, or part of one that `begin` opened.
 * Throws `NotInSandbox` for what is not there, `PythonError` for what Odoo refuses.
 */
export class OdooDriver {
  readonly #world: () => World
  readonly #lockWaitMs: number
  readonly #open = new OpenTransactions()

  constructor(world: () => World, lockWaitMs: number) {
    this.#world = world
    this.#lockWaitMs = lockWaitMs
  }

  receive(args: StockArgs): Promise<Moved> {
    return this.#run(args, (env) => receive(env, args))
  }

  adjust(args: StockArgs): Promise<{ quantId: number }> {
    return this.#run(args, (env) => adjust(env, args))
  }

  transfer(args: TransferArgs): Promise<Moved> {
    return this.#run(args, (env) => transfer(env, args))
  }

  scrap(args: StockArgs): Promise<{ moveId: number }> {
    return this.#run(args, (env) => scrap(env, args))
  }

  manufacture(args: StockArgs): Promise<{ moveIds: number[] }> {
    return this.#run(args, (env) => manufacture(env, args))
  }

  sell(args: SellArgs): Promise<Sold> {
    return this.#run(args, (env) => sell(env, args))
  }

  changeLine(args: ChangeLineArgs): Promise<void> {
    return this.#run(args, (env) => changeLine(env, args))
  }

  cancel(args: OrderArgs): Promise<void> {
    return this.#run(args, (env) => cancel(env, args))
  }

  deliver(args: DeliverArgs): Promise<Delivered> {
    return this.#run(args, (env) => deliver(env, args))
  }

  /** A sale that is delivered at once. */
  ship(args: SellArgs): Promise<Sold & Delivered> {
    return this.#run(args, (env) => {
      const sold = sell(env, args)
      return { ...sold, ...deliver(env, { order: sold.orderId }) }
    })
  }

  unreserve(args: OrderArgs): Promise<void> {
    return this.#run(args, (env) => unreserve(env, args))
  }

  reserve(args: OrderArgs): Promise<void> {
    return this.#run(args, (env) => reserve(env, args))
  }

  /** When the deliveries of a warehouse reserve. */
  setReservation(args: ReservationArgs): Promise<void> {
    return this.#run(args, (env) => setReservation(env, args))
  }

  /** Goods come back from the customer to a location. */
  giveBack(args: ReturnArgs): Promise<{ pickingId: number }> {
    return this.#run(args, (env) => giveBack(env, args))
  }

  /** Returned goods pass inspection: quarantine to stock. */
  restock(args: TransferArgs): Promise<Moved> {
    return this.transfer(args)
  }

  /** Deletes rows of zero; returns how many (odoo-facts 2). */
  cleanUp(args: Within = {}): Promise<number> {
    return this.#run(args, unlinkZeroQuants)
  }

  /** Joins duplicate rows without moving any write_date; returns how many vanished (odoo-facts 2). */
  mergeDuplicates(args: Within = {}): Promise<number> {
    return this.#run(args, mergeDuplicates)
  }

  rawQuant(args: StockArgs): Promise<{ quantId: number }> {
    return this.#run(args, (env) => rawQuant(env, args))
  }

  rawWrite(args: StockArgs): Promise<{ quantId: number }> {
    return this.#run(args, (env) => rawWrite(env, args))
  }

  archive(args: ProductArgs): Promise<void> {
    return this.#run(args, (env) => setActive(env, args, false))
  }

  unarchive(args: ProductArgs): Promise<void> {
    return this.#run(args, (env) => setActive(env, args, true))
  }

  rename(args: ProductArgs & { readonly name: string }): Promise<void> {
    return this.#run(args, (env) => void changeRecord(env, 'product.product', findProduct(env, args.product).id, { name: args.name }))
  }

  /** Gives the product another SKU; '' takes it away. */
  recode(args: ProductArgs & { readonly sku: string }): Promise<void> {
    return this.#run(
      args,
      (env) => void changeRecord(env, 'product.product', findProduct(env, args.product).id, { default_code: args.sku }),
    )
  }

  addProduct(args: NewProductArgs): Promise<number> {
    const values = { name: args.name, default_code: args.sku ?? false, barcode: args.barcode ?? false }
    return this.#run(args, (env) => createRecord(env, 'product.product', values).id)
  }

  addLocation(args: NewLocationArgs): Promise<number> {
    return this.#run(args, (env) => addSubLocation(env, findLocation(env, args.parent).id, args.name).id)
  }

  /** Opens a transaction; pass its number as `transaction` to the calls that belong to it, then commit or roll back. */
  begin(): number {
    return this.#open.begin(this.#world())
  }

  commit(transaction: number): void {
    this.#open.end(transaction, 'commit')
  }

  rollback(transaction: number): void {
    this.#open.end(transaction, 'rollback')
  }

  /** Ends every open transaction without committing. */
  rollbackAll(): void {
    this.#open.rollbackAll()
  }

  /** Free quantities by product and internal location, as committed at this moment. */
  truth(): TruthLine[] {
    return truth(this.#world())
  }

  free(question: FreeQuestion): number {
    return freeAt(this.truth(), question)
  }

  async #run<T>({ transaction }: Within, work: (env: Env) => T): Promise<T> {
    const world = this.#world()
    if (transaction !== undefined) return work(superEnv(world, this.#open.get(transaction)))
    return runTransaction(world, this.#lockWaitMs, (tx) => work(superEnv(world, tx)))
  }
}
