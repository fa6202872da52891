// Copies the design system's own examples that our tests compare with, named in tests/web/fixtures/wanted.json.
import { readFileSync, writeFileSync } from 'node:fs'

const there = '../tests/web/fixtures/'
const wanted = JSON.parse(readFileSync(`${there}wanted.json`))
const version = JSON.parse(readFileSync('node_modules/govuk-frontend/package.json')).version
const examples = {}
for (const [component, names] of Object.entries(wanted)) {
  const all = JSON.parse(readFileSync(`node_modules/govuk-frontend/dist/govuk/components/${component}/fixtures.json`)).fixtures
  examples[component] = Object.fromEntries(names.map((name) => {
    const { options, html } = all.find((example) => example.name === name)
    return [name, { options, html }]
  }))
}
const notice = `From govuk-frontend ${version}, MIT licence, Copyright (C) 2017 Crown Copyright (Government Digital Service)`
writeFileSync(`${there}govuk-frontend.json`, JSON.stringify({ notice, examples }, null, 1) + '\n')
