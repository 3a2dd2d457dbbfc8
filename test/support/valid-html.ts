import { HtmlValidate } from 'html-validate'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  // Rules that GOV.UK Frontend's own markup breaks: void elements, trailing white space, a role beside its element,
  // links that act as buttons, and checkboxes of one question with one name.
  rules: {
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'error',
    'no-redundant-role': 'off',
    'prefer-native-element': ['error', { exclude: ['button'] }],
    'long-title': 'off',
    // The id of a field in a row is its name, such as outcomes.0.outcome.
    'valid-id': ['error', { relaxed: true }],
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit'] }],
  },
})

/** The faults of a page's HTML, one text each; an empty list for valid HTML. */
export async function htmlErrors(html: string): Promise<string[]> {
  const report = await validator.validateString(html)
  return report.results.flatMap((result) =>
    result.messages.map(({ ruleId, message, line }) => `${ruleId} ${line}: ${message}`),
  )
}
