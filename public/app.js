import { blankPage } from './blank-page.js'
import { keepDrafts } from './drafts.js'
import { growTextareas, openWithBox, submitOnChange, warnBeforeLeaving } from './forms.js'
import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  ServiceNavigation,
  SkipLink,
} from './govuk/govuk-frontend.min.js'
import { noteProgress } from './progress.js'
import { suggestWhileTyping } from './search.js'

for (const component of [CharacterCount, Checkboxes, ErrorSummary, ServiceNavigation, SkipLink]) createAll(component)
createAll(Button, { preventDoubleClick: true })

blankPage()
growTextareas()
openWithBox()
submitOnChange()
const keepers = [keepDrafts(), noteProgress()]
warnBeforeLeaving((form) => keepers.some((isKept) => isKept(form)))
suggestWhileTyping()

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

// Opens the reasons of a step if the address's anchor names it.
const openTarget = () => {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null
  if (target instanceof HTMLDetailsElement) target.open = true
}
window.addEventListener('hashchange', openTarget)
openTarget()
