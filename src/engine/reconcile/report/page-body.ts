import type { Say } from '../../../base/text/say.ts'
import type { PlanScope } from '../../../ports/store/plan-record.ts'
import { summaryOf } from '../../../rules/reconcile/report-summary.ts'
import type { ReportRequest } from './report-request.ts'

/** The body of the page: what was compared and when, the figures, and the places of the charts and the table. */
export function pageBody(request: ReportRequest): string {
  const { say, plan } = request
  const word = (key: string): string => escaped(say(`report.page.${key}`))
  return `<header>
<h1>${word('heading')}</h1>
<p class="lead">${escaped(leadOf(request))}</p>
<dl class="facts">${facts(request)
    .map(([name, value]) => `<div><dt>${word(name)}</dt><dd>${escaped(value)}</dd></div>`)
    .join('')}</dl>
</header>
<main>
<section class="figures" aria-label="${word('figures')}">
${figures(request).join('\n')}
</section>
<noscript><p class="notice">${word('no-script')}</p></noscript>
<p class="notice" id="nothing" hidden>${word('nothing')}</p>
<section class="charts" id="charts" hidden>
${['outcome', 'location', 'cause'].map((name) => `<figure><figcaption>${word(`chart-${name}`)}</figcaption><div class="canvas"><canvas id="chart-${name}" role="img"></canvas></div></figure>`).join('\n')}
</section>
<section class="lines" id="lines" hidden>
<h2>${word('lines')}</h2>
<form class="filters" id="filters">
<label>${word('search')}<input type="search" id="search" autocomplete="off" placeholder="${word('search-for')}"></label>
${['outcome', 'location', 'cause', 'state'].map((name) => `<label>${escaped(say(`report.column.${name}`))}<select id="filter-${name}"></select></label>`).join('\n')}
<output id="count"></output>
</form>
<div class="scroll"><table>
<thead><tr>${tableColumns.map((name, at) => `<th scope="col"${numeric.has(name) ? ' class="number"' : ''}><button type="button" data-column="${at}">${escaped(say(`report.column.${name}`))}</button></th>`).join('')}</tr></thead>
<tbody id="rows"></tbody>
</table></div>
<nav class="pages" id="pages"><button type="button" id="before">${word('before')}</button><output id="page"></output><button type="button" id="after">${word('after')}</button></nav>
<p class="print-only" id="printed"></p>
</section>
${leftOutPart(request)}</main>
<footer><p>${escaped(say('report.page.plan', { plan: plan.id }))}</p></footer>`
}

/** What could not be compared, each with what to do about it; empty when nothing was left out. */
function leftOutPart({ say, plan, language }: ReportRequest): string {
  const named = plan.leftOut ?? []
  if (named.length === 0) return ''
  const count = plan.counts.unlinked + plan.counts.unmapped
  const number = new Intl.NumberFormat(language)
  const head = say('report.page.left-out', { one: number.format(named.length), other: number.format(count) })
  const rows = named.map(({ text, cure }) => `<li>${escaped(text)}. <span>${escaped(cure)}</span></li>`)
  return `<section class="left-out" id="left-out">\n<details><summary>${escaped(head)}</summary><ul>${rows.join('\n')}</ul></details>\n</section>\n`
}

/** Columns of the table in their order; `page/table.js` fills them. */
const tableColumns = ['sku', 'location', 'outcome', 'shown', 'wanted', 'difference', 'cause', 'state']
const numeric = new Set(['shown', 'wanted', 'difference'])

function leadOf({ say, plan, language }: ReportRequest): string {
  const { levels, outcomes } = summaryOf(plan.counts)
  const right = outcomes.matched + outcomes.tolerated
  const number = new Intl.NumberFormat(language)
  return say(`report.page.${right === levels ? 'lead-right' : 'lead'}`, {
    shop: plan.shop,
    count: levels,
    levels: number.format(levels),
    right: number.format(right),
    wrong: number.format(levels - right),
  })
}

function facts({ say, plan, run, language, now }: ReportRequest): [string, string][] {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' })
  const endedAt = run?.endedAt ?? null
  const ended: [string, string][] = endedAt === null ? [] : [['ended', format.format(endedAt)]]
  return [
    ['shop', plan.shop],
    ['compared', format.format(plan.createdAt)],
    ...ended,
    ['scope', scopeOf(plan.scope, say)],
    ['plan-state', say(`report.plan-state.${plan.state}`)],
    ['written-at', format.format(now)],
  ]
}

function scopeOf({ locations, skus, categories, changedSince, sample }: PlanScope, say: Say): string {
  const parts = [
    locations && say('report.scope.locations', { count: locations.length }),
    skus && say('report.scope.skus', { count: skus.length }),
    categories && say('report.scope.categories', { names: categories.join(', ') }),
    changedSince && say('report.scope.changed-since', { time: changedSince }),
    sample && say('report.scope.sample', { percent: sample }),
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? say('report.scope.everything') : parts.join('; ')
}

function figures({ say, plan, language }: ReportRequest): string[] {
  const { levels, outcomes, unlinked, unmapped, unitsOver, unitsUnder } = summaryOf(plan.counts)
  const number = new Intl.NumberFormat(language)
  const rest = outcomes['not-stocked'] + outcomes.missing + outcomes.untracked + outcomes.unread + outcomes.moving
  const shown: readonly (readonly [name: string, count: number, tone: string])[] = [
    ['levels', levels, 'plain'],
    ['matched', outcomes.matched + outcomes.tolerated, 'good'],
    ['differing', outcomes.differing, 'warn'],
    ['oversell-risk', outcomes['oversell-risk'], 'bad'],
    ['below-zero', outcomes['below-zero'], 'bad'],
    ['suppressed', outcomes.suppressed, 'bad'],
    ['held', outcomes.held, 'note'],
    ['rest', rest, 'warn'],
    ['unlinked', unlinked, 'warn'],
    ['unmapped', unmapped, 'warn'],
    ['units-over', unitsOver, 'plain'],
    ['units-under', unitsUnder, 'plain'],
  ]
  return shown.map(([name, count, tone]) => {
    const tint = count === 0 && tone !== 'good' ? 'plain' : tone
    const [label, hint] = [say(`report.figure.${name}.text`), say(`report.figure.${name}.hint`)].map(escaped)
    const opens = (name === 'unlinked' || name === 'unmapped') && count > 0 && (plan.leftOut ?? []).length > 0
    const shownLabel = opens ? `<a href="#left-out">${label}</a>` : label
    return `<div class="figure ${tint}" data-figure="${name}"><b>${number.format(count)}</b><span>${shownLabel}</span><small>${hint}</small></div>`
  })
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** A text as it may stand in HTML, also between quotation marks. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

/** A value as JSON that ends no script element. */
export function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`)
}
