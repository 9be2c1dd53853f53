import accessibleAutocomplete from 'accessible-autocomplete'

// A list of people becomes a box to type in. The list stays in the form, hidden, and carries the answer.
function enhance (select) {
  const { id } = select
  const described = (select.getAttribute('aria-describedby') || '').split(' ').filter(Boolean)
    .map(d => document.getElementById(d)?.textContent.trim()).filter(Boolean).join(' ')

  accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    name: `${id}-typed`,
    defaultValue: select.value ? select.selectedOptions[0].textContent : select.dataset.typed || '',
    displayMenu: 'overlay',
    confirmOnBlur: false,
    source: (query, populate) => populate(found(select, query)),
    showNoOptionsFound: true,
    tNoResults: () => 'Nobody found by that name',
    tAssistiveHint: () => `${described} When suggestions appear, use the up and down arrows to look through them and enter to choose. On a touch screen, explore by touch or with swipe gestures.`.trim(),
    onConfirm: label => choose(select, label)
  })

  // What is typed and not chosen from the list must never leave an earlier answer standing behind it.
  const input = document.getElementById(id)
  input.addEventListener('input', () => choose(select, input.value))
  input.addEventListener('blur', () => choose(select, input.value))
  return input
}

// Whose name has a word that begins so comes before everybody else in whom it occurs.
function found (select, query) {
  const wanted = query.trim().toLowerCase()
  const labels = [...select.options].filter(o => o.value).map(o => o.textContent.trim()).filter(l => l.toLowerCase().includes(wanted))
  const begins = label => label.toLowerCase().split(/[\s,’-]+/).some(word => word.startsWith(wanted))
  return [...labels.filter(begins), ...labels.filter(l => !begins(l))]
}

function choose (select, label) {
  const wanted = (label || '').trim().toLowerCase()
  const option = [...select.options].find(o => o.value && o.textContent.trim().toLowerCase() === wanted)
  select.value = option ? option.value : ''
}

function removal (one) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary ct-mini'
  const label = one.querySelector('label').textContent
  button.append('Remove')
  button.append(Object.assign(document.createElement('span'), { className: 'govuk-visually-hidden', textContent: ` ${label}` }))
  button.addEventListener('click', () => {
    one.querySelector('select').value = ''
    const next = one.closest('.ct-people').querySelector('[data-add]')
    one.remove()
    next.focus()
  })
  return button
}

// Several people: the boxes that hold nobody, but for the first, appear when they are asked for.
function enhanceSeveral (group) {
  const spare = []
  const boxes = [...group.querySelectorAll('.ct-people__one')]
  const add = document.createElement('button')
  add.type = 'button'
  add.className = 'govuk-button govuk-button--secondary'
  add.textContent = 'Add another person'
  add.dataset.add = ''

  for (const [index, one] of boxes.entries()) {
    const empty = !one.querySelector('select').value
    enhance(one.querySelector('select'))
    if (index > 0) one.append(removal(one))
    if (empty && index > 0) {
      one.remove()
      spare.push(one)
    }
  }

  add.addEventListener('click', () => {
    const one = spare.shift()
    if (!one) return
    add.before(one)
    one.querySelector('input').focus()
    add.hidden = spare.length === 0
  })
  group.append(add)
}

export function people () {
  for (const group of document.querySelectorAll('[data-module="ct-people"]')) enhanceSeveral(group)
  for (const select of document.querySelectorAll('select[data-module="ct-person"]')) if (!select.closest('.ct-people')) enhance(select)
}
