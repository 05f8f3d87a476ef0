import { announcements, errorCodes } from '../../base/error/catalogue.ts'
import { causeOf } from '../jobs/job-of.ts'

/** Codes of the faults that can keep a whole shop from being written. */
const keepsShop = /^(SHOPIFY|STORE)_|^UNEXPECTED$/

/** The cause of every job that a worker can raise about a whole shop, in this process or in one before it. */
export function shopCauses(shop: string): string[] {
  return errorCodes.filter((code) => keepsShop.test(code) && !announcements.has(code)).map((code) => causeOf({ code, subject: { shop } }))
}
