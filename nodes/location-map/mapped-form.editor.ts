import { safeBasis } from '../../src/rules/map/location-map.ts'
import { choice, textBox, element, icon } from '../editor/element.ts'
import { locationField } from '../editor/location-field.ts'
import type { ChosenLocation, OdooLocation } from '../editor/locations.ts'
import type { EditedRow } from './entry.editor.ts'

export interface OdooTree {
  readonly load: (anew: boolean) => Promise<readonly OdooLocation[]> | null
  readonly translate: Translate
}

/** The part of a row that says which Odoo stock is sold at the location. The rest of the row may change meanwhile: `now` is asked each time. */
export function mappedForm(now: () => EditedRow, { load, translate }: OdooTree, keep: (row: EditedRow) => void): HTMLElement {
  const row = now()
  const say = (key: string): string => translate(`location-map.${key}`)
  const set = (part: Partial<EditedRow>): void => {
    keep({ ...now(), ...part })
  }
  const aggregate = formRow(
    'plus-square-o',
    say('aggregate'),
    options('aggregate', ['sum', 'largest', 'smallest'], row.aggregate, (chosen) => set({ aggregate: chosen })),
    say('aggregate-hint'),
  )
  aggregate.hidden = row.sources.length < 2
  const basis = formRow('balance-scale', say('basis'), basisChoice(), say('basis-hint'))
  basis.hidden = row.quantityName === 'on_hand'
  return element(
    'div',
    {},
    formRow(
      'cubes',
      say('sources'),
      places(say('sources'), say('sources-empty'), row.sources, (sources) => {
        set({ sources })
        aggregate.hidden = sources.length < 2
      }),
      say('sources-hint'),
    ),
    formRow(
      'ban',
      say('exclude'),
      places(say('exclude'), say('exclude-empty'), row.exclude, (exclude) => set({ exclude })),
    ),
    aggregate,
    formRow('pie-chart', say('sharing'), sharing()),
    formRow('hashtag', say('quantity-name'), options('quantity-name', ['available', 'on_hand'], row.quantityName, keepQuantityName)),
    basis,
    formRow('share', say('adjust'), places(say('adjust'), say('adjust-empty'), row.adjust === undefined ? [] : [row.adjust], keepAdjust)),
    formRow('building-o', say('company'), companyBox()),
  )

  function places(
    label: string,
    empty: string,
    chosen: readonly ChosenLocation[],
    changed: (places: readonly ChosenLocation[]) => void,
  ): HTMLElement {
    const place = element('div')
    locationField({ place, label, empty, chosen, load, changed, translate })
    return place
  }

  /** Of several, the last one chosen counts: Shopify's adjustments hit exactly one location. */
  function keepAdjust(chosen: readonly ChosenLocation[]): void {
    const { adjust: _old, ...rest } = now()
    const last = chosen.at(-1)
    keep(last === undefined ? rest : { ...rest, adjust: last })
  }

  /** What is counted follows from what is written: only of the available quantity there is a choice. */
  function keepQuantityName(quantityName: EditedRow['quantityName']): void {
    set({ quantityName, basis: quantityName === 'on_hand' ? 'on-hand' : safeBasis })
    basis.hidden = quantityName === 'on_hand'
    const before = basis.querySelector('select')
    const choices = basisChoice()
    choices.id = before?.id ?? ''
    before?.replaceWith(choices)
  }

  /** A row from before there was a choice goes on as it is until somebody chooses. */
  function basisChoice(): HTMLSelectElement {
    const chosen = now().basis
    const unstated = chosen === undefined ? (['unstated'] as const) : []
    return options('basis', [...unstated, 'free-minus-demand', 'free'], chosen ?? 'unstated', (picked) => {
      if (picked !== 'unstated') set({ basis: picked })
    })
  }

  function options<Value extends string>(
    name: string,
    values: readonly Value[],
    value: Value,
    changed: (value: Value) => void,
  ): HTMLSelectElement {
    return choice(
      say(name),
      values.map((one) => ({ value: one, text: say(`${name}-${one}`) })),
      value,
      changed,
    )
  }

  function sharing(): HTMLElement {
    const percent = textBox(say('share'), row.share === undefined ? '' : String(row.share), (typed) => keepShare('percent', typed), {
      inputmode: 'decimal',
      class: 'odoo-shopify-short',
    })
    const unit = element('span', { class: 'odoo-shopify-unit' }, '%')
    const start = row.share !== undefined ? 'percent' : row.sharedInFull === true ? 'full' : 'alone'
    const select = options<Sharing>('sharing', ['alone', 'full', 'percent'], start, (chosen) => {
      show(chosen)
      keepShare(chosen, percent.value)
    })
    show(start)
    return element('div', { class: 'odoo-shopify-sharing' }, select, percent, unit)

    function show(chosen: Sharing): void {
      percent.hidden = chosen !== 'percent'
      unit.hidden = chosen !== 'percent'
    }
    function keepShare(chosen: Sharing, typed: string): void {
      const { share: _share, sharedInFull: _full, ...rest } = now()
      const share = Number(typed)
      const fits = typed.trim() !== '' && share >= 0 && share <= 100
      percent.classList.toggle('input-error', chosen === 'percent' && !fits)
      keep({ ...rest, ...(chosen === 'full' ? { sharedInFull: true } : {}), ...(chosen === 'percent' ? { share: fits ? share : 0 } : {}) })
    }
  }

  function companyBox(): HTMLInputElement {
    const box = textBox(
      say('company'),
      row.companyId === undefined ? '' : String(row.companyId),
      (typed) => {
        const { companyId: _old, ...rest } = now()
        const companyId = Number(typed)
        const fits = Number.isInteger(companyId) && companyId > 0
        box.classList.toggle('input-error', typed.trim() !== '' && !fits)
        keep(fits ? { ...rest, companyId } : rest)
      },
      { inputmode: 'numeric', class: 'odoo-shopify-short', placeholder: say('company-id') },
    )
    return box
  }
}

type Sharing = 'alone' | 'full' | 'percent'

let made = 0

/** A labelled row of a form; the label is tied to the control, or names the group when there are several. */
export function formRow(iconName: string, label: string, control: HTMLElement, hint = ''): HTMLElement {
  const id = `location-map-field-${++made}`
  const tag = element('label', {}, icon(iconName), ` ${label}`)
  if (control instanceof HTMLDivElement) {
    control.classList.add('odoo-shopify-beside')
    control.setAttribute('role', 'group')
    control.setAttribute('aria-label', label)
  } else {
    control.id = id
    tag.htmlFor = id
  }
  const row = element('div', { class: 'form-row' }, tag, ' ', control)
  if (hint !== '') row.append(element('div', { class: 'odoo-shopify-under' }, hint))
  return row
}
