import { initAll } from 'govuk-frontend'
import { initAll as initMoj } from '@ministryofjustice/frontend'

// The libraries look for these classes; GOV.UK sets them with an inline script, which the content policy forbids.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
initMoj()
