/**
 * What the metafield of a variant says (requirement 1.4): the id of its Odoo product, or why there is none. A number is
 * never taken away, only changed, so that an old one cannot come back to life after the store was lost.
 */
export const unlinkedValue = 0
/** Unlinked by hand: no match may link it. */
export const keptApartValue = -1
