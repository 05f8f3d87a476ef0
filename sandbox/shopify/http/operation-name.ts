import { Kind, parse, type DocumentNode } from 'graphql'

/** Name and first root field of the operation a request runs, as the log and the faults know it. */
export interface OperationName {
  readonly operation: string
  readonly field: string
}

const known = new Map<string, OperationName>()

/** Reads the name out of a document; empty when it cannot be read. Looked up once per text. */
export function operationNameOf(query: string, wanted: string | null): OperationName {
  const key = `${wanted ?? ''} ${query}`
  const found = known.get(key) ?? find(query, wanted)
  if (known.size > 500) known.clear()
  known.set(key, found)
  return found
}

function find(query: string, wanted: string | null): OperationName {
  const operation = parsed(query)?.definitions.find(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && (wanted === null || definition.name?.value === wanted),
  )
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return { operation: wanted ?? '', field: '' }
  const first = operation.selectionSet.selections.find((selection) => selection.kind === Kind.FIELD)
  return { operation: operation.name?.value ?? '', field: first?.name.value ?? '' }
}

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query)
  } catch {
    return undefined
  }
}
