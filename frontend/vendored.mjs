// Writes VENDORED.json: what was built from what, under which licence, and a digest of every file.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const out = process.argv[2]
const version = (name) => JSON.parse(readFileSync(join('node_modules', name, 'package.json'))).version
const packages = [
  { name: 'govuk-frontend', licence: 'MIT', notice: 'licences/govuk-frontend.txt' },
  { name: '@ministryofjustice/frontend', licence: 'MIT', notice: 'licences/moj-frontend.txt' }
].map((entry) => ({ ...entry, version: version(entry.name) }))
const files = readdirSync(out, { recursive: true, withFileTypes: true })
  .filter((file) => file.isFile() && file.name !== 'VENDORED.json')
  .map((file) => relative(out, join(file.parentPath, file.name)).replaceAll('\\', '/'))
  .sort()
const sha256 = Object.fromEntries(
  files.map((file) => [file, createHash('sha256').update(readFileSync(join(out, file))).digest('hex')])
)
const record = {
  built_by: 'frontend/build.sh',
  tools: { sass: version('sass'), esbuild: version('esbuild') },
  left_out: 'GDS Transport, crest, crown and every logo: those belong to GOV.UK and the Ministry of Justice alone.',
  packages,
  sha256
}
writeFileSync(join(out, 'VENDORED.json'), JSON.stringify(record, null, 2) + '\n')
