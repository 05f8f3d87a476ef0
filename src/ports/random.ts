/** Randomness enters the domain only through this. */
export interface Random {
  /** A number from 0 (included) to 1 (excluded). */
  next(): number
  /** A fresh UUID. */
  uuid(): string
}
