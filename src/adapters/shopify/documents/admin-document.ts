/** One GraphQL document of this package, with what is known of its answer and of its price. */
export interface AdminDocument<Answer> {
  /** Name of the operation in the document. */
  readonly operation: string
  /** A `write` is never sent twice unless it certainly was not carried out. */
  readonly kind: 'read' | 'write'
  readonly text: string
  /** Requested cost in points (shopify-facts 2.1); the answers correct it. */
  readonly cost: number
  /** Whether the `data` of an answer is what the document asks for. */
  readonly isAnswer: (data: unknown) => data is Answer
}
