/**
 * Takes the binary noise out of a sum of Odoo's decimals (0.1 + 0.2 is 0.3): six digits are far finer than Odoo's
 * precision of a quantity (odoo-facts 8). Never answers minus zero.
 */
export function tidy(quantity: number): number {
  const rounded = Math.round(quantity * 1e6) / 1e6
  return Number.isFinite(rounded) ? rounded + 0 : quantity
}
