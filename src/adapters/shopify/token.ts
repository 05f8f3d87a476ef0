/** Where the access token comes from (shopify-facts 5). Throws `SyncError`; no call that needs a token was sent then. */
export interface TokenSource {
  /** The token to use now; fetches or renews it when it is time. */
  token(): Promise<string>
  /** Tells that Shopify refused this token. Resolves with true when another one is to be had. */
  refused(token: string): Promise<boolean>
  /** What must not appear in any message. */
  secrets(): readonly string[]
}

/** A token that never changes: the one of an app that was made in the admin of the shop. */
export function fixedToken(accessToken: string): TokenSource {
  return {
    token: () => Promise.resolve(accessToken),
    refused: () => Promise.resolve(false),
    secrets: () => [accessToken],
  }
}
