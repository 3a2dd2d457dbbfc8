import { expect, test } from 'vitest'
import { sourceFiles } from '../support/source-files.ts'

const texts = sourceFiles('src', 'test', 'prisma/demo', 'scripts')

/** The names that import clauses take, from whichever file. */
const imported = new Set(
  texts.flatMap(({ text }) =>
    [...text.matchAll(/^(?:import|export) (?:type )?\{([^}]*)\} from '\./gm)].flatMap(([, clause = '']) =>
      clause.split(',').map(
        (name) =>
          name
            .replace(/^\s*type\s/, '')
            .trim()
            .split(' as ')[0] ?? '',
      ),
    ),
  ),
)

/** Taken as a whole by `import * as`: the options of each component. */
const takenWhole = ['src/ui/components/component-options.ts', 'src/ui/components/own-component-options.ts']

test('every export of src has an importer', () => {
  const unused = texts.flatMap(({ path, text }) =>
    path.startsWith('src/') && !takenWhole.includes(path)
      ? [...text.matchAll(/^export (?:async )?(?:const|function\*?|type|interface|class) (\w+)/gm)]
          .map(([, name = '']) => name)
          .filter((name) => !imported.has(name))
          .map((name) => `${path}: ${name}`)
      : [],
  )
  expect(unused).toEqual([])
})
