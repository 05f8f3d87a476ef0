import type { Clock } from '../../../src/ports/clock.ts'
import type { Random } from '../../../src/ports/random.ts'

/** How an app shows who it is (shopify-facts 5). */
export interface AppCredentials {
  /** The token of an app that was made in the admin; it does not expire. */
  readonly accessToken: string
  readonly clientId: string
  readonly clientSecret: string
}

/** Seconds that an issued token lasts. */
const tokenLifetime = 86_399

/** What the token endpoint answers. */
export type TokenAnswer =
  | { readonly status: 200; readonly body: { readonly access_token: string; readonly scope: string; readonly expires_in: number } }
  | { readonly status: 400 | 401; readonly body: { readonly error: string; readonly error_description: string } }

/** The tokens that the shop accepts. */
export class AccessTokens {
  readonly #credentials: AppCredentials
  readonly #clock: Pick<Clock, 'now'>
  readonly #random: Pick<Random, 'uuid'>
  readonly #issued = new Map<string, number>()
  #staticRevoked = false

  constructor(credentials: AppCredentials, clock: Pick<Clock, 'now'>, random: Pick<Random, 'uuid'>) {
    this.#credentials = credentials
    this.#clock = clock
    this.#random = random
  }

  accepts(token: string): boolean {
    if (token === this.#credentials.accessToken) return !this.#staticRevoked
    return (this.#issued.get(token) ?? 0) > this.#clock.now()
  }

  /** The client credentials grant. */
  issue(form: Readonly<Record<string, string>>, scopes: readonly string[]): TokenAnswer {
    if (form['grant_type'] !== 'client_credentials') {
      return { status: 400, body: { error: 'unsupported_grant_type', error_description: 'The grant type is not supported.' } }
    }
    if (form['client_id'] !== this.#credentials.clientId || form['client_secret'] !== this.#credentials.clientSecret) {
      return { status: 401, body: { error: 'invalid_client', error_description: 'Client authentication failed.' } }
    }
    const token = this.#random.uuid()
    this.#issued.set(token, this.#clock.now() + tokenLifetime * 1000)
    return { status: 200, body: { access_token: token, scope: scopes.join(','), expires_in: tokenLifetime } }
  }

  /** Every issued token ends now; with `staticToo` the static one as well. */
  revoke(staticToo = false): void {
    this.#issued.clear()
    this.#staticRevoked = this.#staticRevoked || staticToo
  }
}
