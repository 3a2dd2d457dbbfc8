/** GOV.UK Frontend's fixtures that our components do not support, each with the reason. All others must match. */

const gaps = 'has empty list entries or lacks required options, which our types forbid'
const words = 'counts words; our limits, like the database’s, are in characters'
const counting = 'sets the unit or threshold of the count; ours always counts characters and always shows the count'
const ownWords = 'has its own texts for the count; ours are always the same'
const noLimit = 'has no limit; our textarea counts only with a limit'
const threeFields = 'has two of the three inputs; the register only uses complete dates'
const dateItems = 'has inputs with their own names, ids, values or classes; ours are derived from the field name'
const always = 'has no list of errors; we show a summary only with errors'
const plainSummary = 'has markup in title or description; ours are plain text'
const dropZone = 'has the drop zone, which needs a script; ours is the browser’s own input'
const slots = 'has markup in slots beside the navigation; ours has no slots'

export const leftOut: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'character-count': {
    'with maxwords': words,
    "with count type 'length'": counting,
    "with count type 'characters'": counting,
    "with count type 'characters' and value": counting,
    "with count type 'characters' and error message": counting,
    "with count type 'characters' and threshold": counting,
    "with count type 'words'": words,
    "with count type 'words' and value": words,
    "with count type 'words' and error message": words,
    "with count type 'words' and threshold": words,
    'with threshold': counting,
    'with custom textarea description': ownWords,
    'custom classes on countMessage': ownWords,
    'to configure in JavaScript': noLimit,
    'with neither maxlength nor maxwords set': noLimit,
    'with neither maxlength, maxwords nor textarea description set': noLimit,
    'with translations': ownWords,
  },
  checkboxes: {
    'with falsy values': gaps,
    'empty conditional': gaps,
  },
  'date-input': {
    'with translations': dateItems,
    'with values and name prefix': dateItems,
    'with values, name prefix and custom names': dateItems,
    'day and month': threeFields,
    'day and month (using items)': threeFields,
    'month and year': threeFields,
    'month and year (using items)': threeFields,
    'with errors only': dateItems,
    'with errors only (using classes)': dateItems,
    'with errors only (using items)': dateItems,
    'with errors only (using items and classes)': dateItems,
    'with error on day input (using items)': dateItems,
    'with error on month input (using items)': dateItems,
    'with error on year input (using items)': dateItems,
    'custom pattern': dateItems,
    'custom inputmode': dateItems,
    'with nested name': dateItems,
    'with id on items': dateItems,
    'with item value': dateItems,
    'with field value': dateItems,
    'with field value and items': dateItems,
    'with field value and item value': dateItems,
    'with field value, item value and values': dateItems,
    'with field value overriding values': dateItems,
    'with error on single field by omission': dateItems,
    'with error on single field using classes': dateItems,
    'with error on single item': dateItems,
    'with error on single item by omission': dateItems,
    'with error on single item using classes': dateItems,
    'items with classes': dateItems,
    'with autocomplete values': dateItems,
    'with input attributes': dateItems,
  },
  'error-summary': {
    'with description only': always,
    'title html': plainSummary,
    'description html': plainSummary,
    'autofocus disabled': always,
    'autofocus explicitly enabled': always,
  },
  'file-upload': {
    enhanced: dropZone,
    'enhanced, with error message and hint': dropZone,
    'enhanced, multiple files': dropZone,
    'enhanced, custom wrapper classes and attributes': dropZone,
    translated: dropZone,
  },
  pagination: {
    'with empty items': gaps,
  },
  radios: {
    'with falsy items': gaps,
    'with empty conditional': gaps,
  },
  select: {
    'with falsy items': gaps,
    hint: gaps,
  },
  'service-navigation': {
    'with navigation having empty values': gaps,
    'with navigation having only empty values': gaps,
    'with language navigation': slots,
    'with right-aligned language navigation': slots,
    'inverse with language navigation': slots,
    'with slotted content': slots,
    'with `inline` end slot': slots,
  },
  'summary-list': {
    'with falsy values': gaps,
  },
  table: {
    'with falsy items': gaps,
  },
  'task-list': {
    'with empty values': gaps,
  },
}
