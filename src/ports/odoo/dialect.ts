/**
 * What one major version of Odoo says differently from another, in the words of what is asked for. Who reads Odoo goes by
 * this and never by a version number (odoo-facts 5 and 10, odoo-orders-facts 3).
 */
export interface OdooDialect {
  /** The newest major version that this dialect was tried on. */
  readonly triedOn: number
  /** How a product says that Odoo keeps its stock: by `type` alone (17), or by the flag `is_storable` (from 18 on). */
  readonly storable: 'type' | 'is_storable'
  /** The date of a lot after which Odoo does not reserve it. */
  readonly lotEnd: 'expiration_date' | 'removal_date'
  /** Whether a move names the place where its goods go in the end; in 17 the later steps are there from the beginning. */
  readonly finalDestination: boolean
  /** How units of measure are related: in categories with the inverse of a size (17, 18), or as a tree (from 19 on). */
  readonly units: 'categories' | 'tree'
  /** The method that adds up records. From 19 on `read_group` is three times as slow, and 20 gave its name to another method. */
  readonly sums: 'read_group' | 'formatted_read_group'
  /** Whether the server speaks JSON-2. */
  readonly json2: boolean
}
