// Runs before the page is painted, so that nothing jumps when the components start. Without scripts no class is set.
document.body.classList.add(
  'js-enabled',
  ...('noModule' in HTMLScriptElement.prototype ? ['govuk-frontend-supported'] : []),
)
