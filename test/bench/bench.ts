import { readdirSync } from 'node:fs'

/*
 * npm run bench -- NAME imports test/bench/NAME, which measures and prints its results. Further arguments belong to
 * the bench (`process.argv` from index 3).
 */

const HERE = new URL('./', import.meta.url)

const names = readdirSync(HERE)
  .filter((file) => file.endsWith('.ts') && file !== 'bench.ts')
  .map((file) => file.slice(0, -'.ts'.length))

const name = process.argv[2]

if (name !== undefined && names.includes(name)) {
  await import(new URL(`${name}.ts`, HERE).href)
} else {
  console.error(`Usage: npm run bench -- NAME. NAME is one of: ${names.join(', ')}`)
  process.exitCode = 2
}
