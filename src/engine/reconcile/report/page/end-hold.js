/**
 * What ends a hold: an order is empty where the hold has no name.
 * @typedef {[item: string, location: string, hold: string, order: string]} HoldOnPage
 */

/** Holds that were ended here: a page of the table that is drawn again does not offer them again. */
const endedHolds = new Set()

/**
 * The step of a hold with a button that ends it; the reason is required, and for the hold of an order the name of that order, too.
 * @param {HTMLElement} step @param {HoldOnPage | null} hold @param {{ endHoldAt: string | null, words: Words }} page
 */
function withHold(step, hold, { endHoldAt, words }) {
  if (hold === null || endHoldAt === null) return step
  const [inventoryItemId, locationId, id, order] = hold
  const said = made('span', 'said')
  said.setAttribute('role', 'status')
  const ask = pressed(words['end-hold'], () => open())
  const place = made('div', 'end-hold')
  place.append(ask, said)
  step.append(place)
  if (endedHolds.has(id)) ended()
  return step

  function ended() {
    ask.remove()
    said.textContent = words['end-done'] ?? ''
  }

  function open() {
    const note = typed(words['end-note'])
    const name = typed((words['end-order'] ?? '').replace('{order}', order))
    const form = document.createElement('form')
    const confirm = made('button', 'confirm', words['end-confirm'])
    const close = () => {
      form.remove()
      ask.hidden = false
      ask.focus()
    }
    form.append(note.label, ...(order === '' ? [] : [name.label]), confirm, pressed(words['end-keep'], close))
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      const wrong = note.input.value.trim() === '' ? note : order !== '' && name.input.value.trim() !== order ? name : null
      for (const one of [note, name]) one.input.setAttribute('aria-invalid', String(one === wrong))
      if (wrong === null) void send(note.input.value.trim(), form)
      else wrong.input.focus()
    })
    ask.hidden = true
    said.textContent = ''
    place.prepend(form)
    note.input.focus()
  }

  /** @param {string} note @param {HTMLFormElement} form */
  async function send(note, form) {
    const command = { action: 'end-hold', inventoryItemId, locationId, hold: id, note, ...(order === '' ? {} : { order }) }
    said.textContent = words['end-busy'] ?? ''
    for (const button of form.querySelectorAll('button')) button.disabled = true
    const [done, reason] = await posted(command)
    form.remove()
    if (done) {
      endedHolds.add(id)
      return ended()
    }
    said.textContent = `${words['end-failed'] ?? ''} ${reason}`
    ask.hidden = false
  }

  /** @param {object} command @returns {Promise<[done: boolean, reason: string]>} */
  async function posted(command) {
    try {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(endHoldAt ?? '', { method: 'POST', headers, body: JSON.stringify(command) })
      return [answer.ok, answer.ok ? '' : (await answer.text()).slice(0, 500)]
    } catch (error) {
      return [false, error instanceof Error ? error.message : '']
    }
  }
}

/** @param {string | undefined} text @param {() => void} act */
function pressed(text, act) {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = text ?? ''
  button.addEventListener('click', act)
  return button
}

/** A box with its question. @param {string | undefined} question */
function typed(question) {
  const label = made('label', '', question)
  const input = document.createElement('input')
  input.autocomplete = 'off'
  input.maxLength = 2000
  label.append(input)
  return { label, input }
}
