import { initAll } from 'govuk-frontend'
import { initAll as initMoj } from '@ministryofjustice/frontend'
import { passkeys } from './passkeys.js'
import { people } from './people.js'
import { session } from './session.js'

// The libraries look for these classes; GOV.UK sets them with an inline script, which the content policy forbids.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
initMoj()
passkeys()
people()
session()

// What belongs to one answer shows when it is chosen. Not the library's way: that puts aria-expanded on radios, where it is not allowed.
const reveal = () => {
  for (const input of document.querySelectorAll('input[data-reveals]')) {
    document.getElementById(input.dataset.reveals).hidden = !input.checked
  }
}
reveal()
document.addEventListener('change', reveal)
window.addEventListener('pageshow', reveal)

// A filter beside a list is open where there is room for it, and out of the way on a phone.
const filter = document.querySelector('details.ct-filter')
if (filter && matchMedia('(max-width: 48em)').matches) filter.open = false

for (const link of document.querySelectorAll('[data-print]')) {
  link.hidden = false
  link.addEventListener('click', () => window.print())
}
