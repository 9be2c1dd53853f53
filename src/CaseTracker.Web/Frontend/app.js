import { initAll } from 'govuk-frontend'
import { initAll as initMoj } from '@ministryofjustice/frontend'
import { people } from './people.js'
import { session } from './session.js'

// The libraries look for these classes; GOV.UK sets them with an inline script, which the content policy forbids.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
initMoj()
people()
session()

// A filter beside a list is open where there is room for it, and out of the way on a phone.
const filter = document.querySelector('details.ct-filter')
if (filter && matchMedia('(max-width: 48em)').matches) filter.open = false

for (const link of document.querySelectorAll('[data-print]')) {
  link.hidden = false
  link.addEventListener('click', () => window.print())
}
