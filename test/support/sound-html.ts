import { HtmlValidate } from 'html-validate'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  // The framework's own markup: void elements and trailing white space as it prints them, a role beside its element, links
  // that look and act as buttons, and checkboxes of one question with one name.
  rules: {
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'error',
    'no-redundant-role': 'off',
    'prefer-native-element': ['error', { exclude: ['button'] }],
    'long-title': 'off',
    // A field of a row has its name for an id: outcomes.0.outcome.
    'valid-id': ['error', { relaxed: true }],
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit'] }],
  },
})

/** What is wrong with a page's HTML, a line each; an empty list for a sound one. */
export async function faultsOf(html: string): Promise<string[]> {
  const report = await validator.validateString(html)
  return report.results.flatMap((result) =>
    result.messages.map(({ ruleId, message, line }) => `${ruleId} ${line}: ${message}`),
  )
}
