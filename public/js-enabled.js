// Runs before the first paint, so that the layout does not jump when the components start. Without scripts no class is
// set.
document.body.classList.add(
  'js-enabled',
  ...('noModule' in HTMLScriptElement.prototype ? ['govuk-frontend-supported'] : []),
)
