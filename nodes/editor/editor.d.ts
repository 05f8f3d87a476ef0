/** The part of Node-RED's editor that the dialogs use; @types/node-red lacks what came after version 1.3. */

/** Looks a sentence up in the catalogue of the node's own set. */
type Translate = (key: string, values?: Record<string, string | number>) => string

type NodeInstance<Values> = Values & {
  readonly id: string
  readonly type: string
  readonly _: Translate
}

interface EditorProperty<Values, Value> {
  value: Value
  required?: boolean
  /** The type of config node that the property names. */
  type?: string
  /** With two parameters, a string in answer says why the value is refused. */
  validate?: (this: NodeInstance<Values>, value: unknown, options: { label?: string }) => boolean | string
}

interface NodeDefinition<Values, Secret extends string> {
  category: string
  categoryDescription?: string
  color?: string
  icon?: string
  defaults: { [Name in keyof Values]: EditorProperty<Values, Values[Name]> }
  credentials?: { [Name in Secret]: { type: 'text' | 'password' } }
  inputs?: 0 | 1
  outputs?: number
  align?: 'left' | 'right'
  paletteLabel: (this: NodeInstance<Values>) => string
  label: (this: NodeInstance<Values>) => string
  labelStyle?: (this: NodeInstance<Values>) => string
  inputLabels?: (this: NodeInstance<Values>) => string
  outputLabels?: (this: NodeInstance<Values>, index: number) => string
  oneditprepare?: (this: NodeInstance<Values>) => void
  oneditsave?: (this: NodeInstance<Values>) => void
  oneditcancel?: (this: NodeInstance<Values>) => void
}

interface EditorApi {
  readonly nodes: {
    registerType<Values extends { name: string }, Secret extends string = never>(
      type: string,
      definition: NodeDefinition<Values, Secret>,
    ): void
    /** Any node that the editor knows; `d` is true while it is disabled. */
    node(id: string): { readonly id: string; readonly type: string; readonly d?: boolean; readonly [property: string]: unknown } | null
    /** A tab. */
    workspace(id: string): { readonly label: string; readonly disabled?: boolean } | undefined
    filterLinks(filter: { readonly source: { readonly id: string } }): readonly { readonly target: { readonly id: string } }[]
    eachNode(visit: (node: { readonly type: string; readonly [property: string]: unknown }) => boolean | undefined): void
  }
  readonly events: {
    /** Told of every node and config node that is loaded, imported, made or brought back. */
    on(event: 'nodes:add', listener: (node: { readonly type: string; [property: string]: unknown }) => void): void
  }
  readonly settings: { readonly apiRootUrl?: string; readonly httpNodeRoot?: string }
  /** The language that the editor speaks. */
  readonly i18n: { lang(): string }
  notify(text: string, kind: 'success' | 'warning' | 'error'): void
}

declare const RED: EditorApi
