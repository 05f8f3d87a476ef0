import { compile } from '../../base/messages/compile.ts'
import { mapRowSchema, odooPlaceSchema, type MapRow } from './location-map.ts'

/** An Odoo location as a file or the editor names it: by id, or by complete name alone. */
export interface NamedPlace {
  readonly locationId?: number
  readonly location: string
  readonly path?: number[]
}

/** A row of the map as it stands in a file or in the editor, where Odoo locations may be known by name only. */
export type NamedRow = Omit<MapRow, 'sources' | 'exclude' | 'adjust'> & {
  readonly sources: readonly NamedPlace[]
  readonly exclude: readonly NamedPlace[]
  readonly adjust?: NamedPlace
}

const namedPlaceSchema = { ...odooPlaceSchema, required: ['location'] } as const

/** Like the schema of a row, except that a place needs no id: the node looks its name up when the flow starts. */
export const namedRowSchema = {
  ...mapRowSchema,
  properties: {
    ...mapRowSchema.properties,
    sources: { ...mapRowSchema.properties.sources, items: namedPlaceSchema },
    exclude: { ...mapRowSchema.properties.exclude, items: namedPlaceSchema },
    adjust: namedPlaceSchema,
  },
} as const

/** Whether something has the form of a row; `errors` says why not. */
export const isNamedRow = compile<NamedRow>(namedRowSchema)
