import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { root, sourceFiles } from '../support/source-files.ts'

const texts = sourceFiles('src', 'test', 'prisma/demo', 'scripts')

const files = new Set(texts.map(({ path }) => path))
const baseNames = new Set([...files].map((path) => basename(path)))

/** Whether there is a file of this name, which a comment may shorten to its last folders. */
const exists = (name: string): boolean =>
  name.includes('/') ? [...files].some((path) => path.endsWith(name)) : baseNames.has(name)

test('a comment names only files that exist', () => {
  const gone = texts.flatMap(({ path, text }) =>
    [...text.matchAll(/^\s*(?:\/\*\*?|\*|\/\/)(.*)$/gm)]
      .flatMap(([, comment = '']) => [...comment.matchAll(/[\w./-]+\.ts\b/g)].map(([name]) => name))
      .filter((name) => !exists(name))
      .map((name) => `${path}: ${name}`),
  )
  expect(gone).toEqual([])
})

test('CONTRIBUTING, README and docs name only files of src, views, test, prisma and scripts that exist', () => {
  const papers = [
    'README.md',
    'CONTRIBUTING.md',
    ...readdirSync(join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`),
  ]
  const gone = papers.flatMap((paper) =>
    [
      ...readFileSync(join(root, paper), 'utf8').matchAll(
        /\b(?:src|views|test|prisma|scripts)\/[\w./-]*\w\.(?:ts|ejs|mjs|sql|prisma)\b/g,
      ),
    ]
      .map(([name]) => name)
      .filter((name) => !existsSync(join(root, name)))
      .map((name) => `${paper}: ${name}`),
  )
  expect(gone).toEqual([])
})
